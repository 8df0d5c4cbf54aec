import { callSoap, OnvifError } from "#eye/cameras/onvif/soap.js";
import { type Element, escapeXml, findAll, plainText, textOf } from "#eye/cameras/onvif/xml.js";
import type { Credentials } from "#eye/source/credentials.js";

const DEVICE = "http://www.onvif.org/ver10/device/wsdl";
const MEDIA = "http://www.onvif.org/ver10/media/wsdl";
const MEDIA2 = "http://www.onvif.org/ver20/media/wsdl";
const SCHEMA = "http://www.onvif.org/ver10/schema";

export type OnvifStream = { readonly name: string; readonly url: URL };
/** A recorder has hundreds. */
const MOST_PROFILES = 16;
type Media = { readonly url: URL; readonly version: 1 | 2 };

/** A camera's ONVIF services, by the address at which it has answered: what it says of its own is often an old one. */
export class OnvifDevice {
  readonly #url: URL;
  readonly #login: Credentials | undefined;
  readonly #signal: AbortSignal;
  #clockOffset = 0;

  private constructor(url: URL, login: Credentials | undefined, signal: AbortSignal) {
    this.#url = url;
    this.#login = login;
    this.#signal = signal;
  }

  /** Throws OnvifError. Asking the time needs no login, and only an ONVIF device knows the question. */
  static async open(url: URL, login: Credentials | undefined, signal: AbortSignal): Promise<OnvifDevice> {
    const device = new OnvifDevice(url, login, signal);
    await device.#learnClock();
    return device;
  }

  /** Maker and model. */
  async model(): Promise<string> {
    const answer = await this.#ask(this.#url, `<GetDeviceInformation xmlns="${DEVICE}"/>`);
    return [textOf(answer, "Manufacturer"), textOf(answer, "Model")].filter((part) => part !== "").join(" ");
  }

  /** Every profile's stream, each address once. */
  async streams(): Promise<OnvifStream[]> {
    const services = await this.#mediaServices();
    let failure: unknown = new OnvifError("fault");
    for (const media of services) {
      try {
        const streams = await this.#streamsOf(media);
        if (streams.length > 0) return streams;
      } catch (error) {
        if (!(error instanceof OnvifError) || error.reason === "refused") throw error;
        failure = error;
      }
    }
    throw failure;
  }

  async #streamsOf(media: Media): Promise<OnvifStream[]> {
    const space = media.version === 2 ? MEDIA2 : MEDIA;
    const answer = await this.#ask(media.url, `<GetProfiles xmlns="${space}"/>`);
    const streams = new Map<string, OnvifStream>();
    let failure: OnvifError | undefined;
    for (const profile of findAll(answer, "Profiles").slice(0, MOST_PROFILES)) {
      const token = profile.attributes.token ?? "";
      const said = await this.#ask(media.url, streamUriRequest(media, token)).catch(asFailure);
      if (said instanceof OnvifError) {
        failure = said;
        // One profile that is broken does not take the others with it; a login is not tried on and on.
        if (said.reason === "refused" || said.reason === "unreachable") break;
        continue;
      }
      const uri = textOf(said, "Uri");
      if (!URL.canParse(uri) || !/^(rtsps?|https?):/i.test(uri)) continue;
      const url = this.#here(uri);
      if (!streams.has(url.href)) streams.set(url.href, { name: nameOf(profile) || token, url });
    }
    if (streams.size === 0 && failure) throw failure;
    return [...streams.values()];
  }

  /** The newer service first: the older one cannot name H.265, and some cameras then leave such profiles out. */
  async #mediaServices(): Promise<Media[]> {
    const services = await this.#ask(this.#url, servicesRequest).catch(unlessFault);
    const found = findAll(services ?? NOTHING, "Service").flatMap((service): Media[] => {
      const [space, address] = [textOf(service, "Namespace"), textOf(service, "XAddr")];
      if (!URL.canParse(address)) return [];
      if (space === MEDIA2) return [{ url: this.#here(address), version: 2 }];
      return space === MEDIA ? [{ url: this.#here(address), version: 1 }] : [];
    });
    return found.length > 0 ? found.sort((a, b) => b.version - a.version) : [await this.#oldMediaService()];
  }

  async #oldMediaService(): Promise<Media> {
    const answer = await this.#ask(this.#url, capabilitiesRequest);
    const address = textOf(findAll(answer, "Media")[0] ?? NOTHING, "XAddr");
    if (!URL.canParse(address)) throw new OnvifError("fault");
    return { url: this.#here(address), version: 1 };
  }

  /** Behind an address translation, or after its own has changed, a camera names a host that nobody reaches. */
  #here(address: string): URL {
    const url = new URL(address);
    url.hostname = this.#url.hostname;
    url.username = "";
    url.password = "";
    // The web port, and only it, may be another one from outside.
    if (url.protocol === this.#url.protocol) url.port = this.#url.port;
    return url;
  }

  async #learnClock(): Promise<void> {
    const question = { url: this.#url, body: `<GetSystemDateAndTime xmlns="${DEVICE}"/>`, clockOffset: 0 };
    const answer = await callSoap({ ...question, login: undefined, signal: this.#signal }).catch((error: unknown) => {
      // Some ask for a login even here; then our own time has to do.
      if (error instanceof OnvifError && (error.reason === "refused" || error.reason === "fault")) return NOTHING;
      throw error;
    });
    const time = utcOf(answer);
    this.#clockOffset = time === undefined ? 0 : time - Date.now();
  }

  #ask(url: URL, body: string): Promise<Element> {
    return callSoap({ url, body, login: this.#login, clockOffset: this.#clockOffset, signal: this.#signal });
  }
}

const NOTHING: Element = { name: "", attributes: {}, children: [], text: "" };
const servicesRequest = `<GetServices xmlns="${DEVICE}"><IncludeCapability>false</IncludeCapability></GetServices>`;
const capabilitiesRequest = `<GetCapabilities xmlns="${DEVICE}"><Category>Media</Category></GetCapabilities>`;

function streamUriRequest({ version }: Media, token: string): string {
  const profile = escapeXml(token);
  if (version === 2)
    return `<GetStreamUri xmlns="${MEDIA2}"><Protocol>RTSP</Protocol><ProfileToken>${profile}</ProfileToken></GetStreamUri>`;
  const setup = `<Stream xmlns="${SCHEMA}">RTP-Unicast</Stream><Transport xmlns="${SCHEMA}"><Protocol>RTSP</Protocol></Transport>`;
  return `<GetStreamUri xmlns="${MEDIA}"><StreamSetup>${setup}</StreamSetup><ProfileToken>${profile}</ProfileToken></GetStreamUri>`;
}

const nameOf = (profile: Element): string =>
  plainText(profile.children.find(({ name }) => name === "Name")?.text ?? "").slice(0, 80);

function asFailure(error: unknown): OnvifError {
  if (error instanceof OnvifError) return error;
  throw error;
}

/** Devices of before 2011 answer a question that they do not know with a fault, or with a web page. */
function unlessFault(error: unknown): undefined {
  if (error instanceof OnvifError && (error.reason === "fault" || error.reason === "foreign")) return undefined;
  throw error;
}

function utcOf(answer: Element): number | undefined {
  const utc = findAll(answer, "UTCDateTime")[0];
  if (!utc) return undefined;
  const part = (name: string): number => Number(textOf(utc, name));
  const time = Date.UTC(part("Year"), part("Month") - 1, part("Day"), part("Hour"), part("Minute"), part("Second"));
  return Number.isFinite(time) ? time : undefined;
}
