import { createHash } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type OnvifLook = {
  /** None: everyone may ask. */
  login?: { user: string; password: string };
  /** How the login has to come: in the message (WS-Security), or by HTTP digest. */
  auth?: "ws" | "http";
  /** Without an address: asked for it, the camera answers with a fault. */
  streams?: readonly { token: string; name: string; uri?: string }[];
  /** The host that it gives itself in its own answers: an old address of before a move, say. */
  host?: string;
  name?: string;
  model?: string;
  /** Its clock less ours, ms. A login stamped more than 30 s off its clock is refused. */
  clockMs?: number;
  /** Has the newer media service too. */
  media2?: boolean;
  /** Knows no GetServices, as devices of before 2011; "page": answers it with a web page. */
  old?: boolean | "page";
  /** A group to listen on for probes; else it is asked directly. */
  group?: string;
  /** Its lasting name. */
  id?: string;
};

const SOAP = "http://www.w3.org/2003/05/soap-envelope";
const SPACES = [
  `xmlns:s="${SOAP}"`,
  'xmlns:t="http://www.onvif.org/ver10/device/wsdl" xmlns:r="http://www.onvif.org/ver10/media/wsdl"',
  'xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:ter="http://www.onvif.org/ver10/error"',
].join(" ");

/** An ONVIF camera as far as its messages go: WS-Discovery over UDP, device and media services over HTTP. */
export class OnvifTestDevice implements AsyncDisposable {
  readonly #look: OnvifLook;
  readonly #web = createServer((request, response) => void this.#serve(request, response));
  readonly #udp: Socket = createSocket({ type: "udp4", reuseAddr: true });
  readonly #nonce = "c0ffee";
  /** Names of the requests that were answered, and of those that were refused. */
  readonly answered: string[] = [];
  readonly refused: string[] = [];

  static async start(look: OnvifLook = {}): Promise<OnvifTestDevice> {
    const device = new OnvifTestDevice(look);
    device.#web.listen(0, "127.0.0.1");
    device.#udp.on("message", (message, sender) => device.#answerProbe(message.toString(), sender));
    device.#udp.bind(0, look.group ?? "127.0.0.1");
    await Promise.all([once(device.#web, "listening"), once(device.#udp, "listening")]);
    if (look.group) device.#udp.addMembership(look.group, "127.0.0.1");
    return device;
  }

  private constructor(look: OnvifLook) {
    this.#look = look;
  }

  get probePort(): number {
    return this.#udp.address().port;
  }

  get port(): number {
    return (this.#web.address() as AddressInfo).port;
  }

  get service(): string {
    return `http://127.0.0.1:${this.port}/onvif/device_service`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#udp.close();
    this.#web.closeAllConnections();
    this.#web.close();
    await once(this.#web, "close");
  }

  #address(path: string): string {
    return `http://${this.#look.host ?? "127.0.0.1"}:${this.port}${path}`;
  }

  #answerProbe(probe: string, { address, port }: { address: string; port: number }): void {
    const asked = /<\w+:MessageID>(.*?)<\/\w+:MessageID>/.exec(probe)?.[1];
    if (!asked || !/NetworkVideoTransmitter/.test(probe)) return;
    const { name = "Test Camera", id = `urn:uuid:${this.port}` } = this.#look;
    const answer = [
      `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP}" xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/08/addressing"`,
      ' xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><SOAP-ENV:Header>',
      `<wsa:RelatesTo>${asked}</wsa:RelatesTo></SOAP-ENV:Header><SOAP-ENV:Body><d:ProbeMatches><d:ProbeMatch>`,
      `<wsa:EndpointReference><wsa:Address>${id}</wsa:Address></wsa:EndpointReference>`,
      `<d:Scopes>onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/name/${encodeURIComponent(name)}`,
      ` onvif://www.onvif.org/hardware/TC-1</d:Scopes><d:XAddrs>http://[fe80::1]/onvif/device_service`,
      ` ${this.#address("/onvif/device_service")}</d:XAddrs>`,
      "</d:ProbeMatch></d:ProbeMatches></SOAP-ENV:Body></SOAP-ENV:Envelope>",
    ].join("");
    // What else comes in on such a port: noise, somebody else's answer, a cut-off one.
    for (const text of [
      "\u0000\u0001noise",
      answer.replace(asked, "uuid:of-another"),
      answer.slice(0, 200),
      answer,
      answer,
    ])
      this.#udp.send(text, port, address);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const name = /<(?:\w+:)?Body[^>]*>\s*<(?:\w+:)?(\w+)/.exec(text)?.[1] ?? "";
    const free = name === "GetSystemDateAndTime" || !this.#look.login;
    if (!free && !this.#mayAsk(text, request)) {
      this.refused.push(name);
      this.#refuse(response);
      return;
    }
    this.answered.push(name);
    if (name === "GetServices" && this.#look.old === "page") {
      response.writeHead(404, { "content-type": "text/html" }).end("<html><body>Not found</body></html>");
      return;
    }
    const body = this.#answer(name, text, request.url ?? "");
    const found = body !== undefined;
    const fault = `<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:ActionNotSupported</s:Value></s:Subcode></s:Code></s:Fault>`;
    this.#send(response, found ? 200 : 500, body ?? fault);
  }

  #send(response: ServerResponse, status: number, body: string): void {
    response.writeHead(status, { "content-type": "application/soap+xml; charset=utf-8" });
    response.end(`<?xml version="1.0"?><s:Envelope ${SPACES}><s:Body>${body}</s:Body></s:Envelope>`);
  }

  #refuse(response: ServerResponse): void {
    if (this.#look.auth === "http") {
      const challenge = `Digest realm="onvif", qop="auth", nonce="${this.#nonce}", algorithm=MD5`;
      response.writeHead(401, { "www-authenticate": challenge }).end();
    } else {
      const code =
        "<s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:NotAuthorized</s:Value></s:Subcode></s:Code>";
      this.#send(
        response,
        400,
        `<s:Fault>${code}<s:Reason><s:Text>Sender not Authorized</s:Text></s:Reason></s:Fault>`,
      );
    }
  }

  #mayAsk(text: string, { headers, method, url }: IncomingMessage): boolean {
    const { user, password } = this.#look.login ?? { user: "", password: "" };
    if (this.#look.auth === "http") {
      const given = headers.authorization ?? "";
      const part = (name: string): string => new RegExp(`\\b${name}="?([^",]+)"?`).exec(given)?.[1] ?? "";
      const md5 = (secret: string): string => createHash("md5").update(secret).digest("hex");
      const middle = `${this.#nonce}:${part("nc")}:${part("cnonce")}:auth`;
      return part("response") === md5(`${md5(`${user}:onvif:${password}`)}:${middle}:${md5(`${method}:${url}`)}`);
    }
    const part = (name: string): string => new RegExp(`<(?:\\w+:)?${name}(?: [^>]*)?>(.*?)</`).exec(text)?.[1] ?? "";
    const created = part("Created");
    const late = Math.abs(Date.parse(created) - Date.now() - (this.#look.clockMs ?? 0));
    const hash = createHash("sha1")
      .update(Buffer.from(part("Nonce"), "base64"))
      .update(created)
      .update(password);
    return part("Username") === user && late < 30_000 && part("Password") === hash.digest("base64");
  }

  #answer(name: string, text: string, path: string): string | undefined {
    const { streams = [], media2 = false, old = false, model = "TC-1" } = this.#look;
    const second = path.includes("media2");
    const service = (space: string, at: string): string =>
      `<t:Service><t:Namespace>http://www.onvif.org/${space}/wsdl</t:Namespace><t:XAddr>${this.#address(at)}</t:XAddr></t:Service>`;
    switch (name) {
      case "GetSystemDateAndTime":
        return this.#time();
      case "GetDeviceInformation":
        return `<t:GetDeviceInformationResponse><t:Manufacturer>Testmaker</t:Manufacturer><t:Model>${model}</t:Model></t:GetDeviceInformationResponse>`;
      case "GetServices":
        if (old) return undefined;
        return `<t:GetServicesResponse>${service("ver10/media", "/onvif/media")}${media2 ? service("ver20/media", "/onvif/media2") : ""}</t:GetServicesResponse>`;
      case "GetCapabilities":
        return `<t:GetCapabilitiesResponse><t:Capabilities><tt:Media><tt:XAddr>${this.#address("/onvif/media")}</tt:XAddr></tt:Media></t:Capabilities></t:GetCapabilitiesResponse>`;
      case "GetProfiles": {
        // The older service cannot name H.265, and leaves such profiles out.
        const shown = streams.filter(({ name: called }) => second || !media2 || !/H\.265/.test(called));
        const profiles = shown.map(
          ({ token, name: called }) =>
            `<r:Profiles fixed="true" token="${token.replace("&", "&amp;")}"><tt:Name>${called}</tt:Name><tt:VideoSourceConfiguration token="v"><tt:Name>source</tt:Name></tt:VideoSourceConfiguration></r:Profiles>`,
        );
        return `<r:GetProfilesResponse>${profiles.join("")}</r:GetProfilesResponse>`;
      }
      case "GetStreamUri": {
        const token = /<(?:\w+:)?ProfileToken>(.*?)<\//.exec(text)?.[1]?.replace("&#38;", "&");
        const uri = streams.find((stream) => stream.token === token)?.uri?.replaceAll("&", "&amp;");
        if (uri === undefined) return undefined;
        return `<r:GetStreamUriResponse>${second ? `<r:Uri>${uri}</r:Uri>` : `<r:MediaUri><tt:Uri>${uri}</tt:Uri></r:MediaUri>`}</r:GetStreamUriResponse>`;
      }
      default:
        return undefined;
    }
  }

  #time(): string {
    const now = new Date(Date.now() + (this.#look.clockMs ?? 0));
    const time = `<tt:Time><tt:Hour>${now.getUTCHours()}</tt:Hour><tt:Minute>${now.getUTCMinutes()}</tt:Minute><tt:Second>${now.getUTCSeconds()}</tt:Second></tt:Time>`;
    const date = `<tt:Date><tt:Year>${now.getUTCFullYear()}</tt:Year><tt:Month>${now.getUTCMonth() + 1}</tt:Month><tt:Day>${now.getUTCDate()}</tt:Day></tt:Date>`;
    return `<t:GetSystemDateAndTimeResponse><t:SystemDateAndTime><tt:UTCDateTime>${time}${date}</tt:UTCDateTime></t:SystemDateAndTime></t:GetSystemDateAndTimeResponse>`;
  }
}
