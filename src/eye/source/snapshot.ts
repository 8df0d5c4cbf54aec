import type { CameraOf } from "#eye/source/camera-config.js";
import type { Connect, ConnectionEnd } from "#eye/source/connection.js";
import { type CameraAddress, cameraAddress } from "#eye/source/credentials.js";
import { authorization, type Challenge, readChallenge } from "#eye/source/http-auth.js";
import { MAX_JPEG_BYTES } from "#eye/source/jpeg-splitter.js";
import { messageOf, systemCode } from "#platform/errors.js";
import { pause, timeLimit } from "#platform/tasks.js";

/** A camera that answers each request with one still. */
export function connectSnapshot(camera: CameraOf<"snapshot">): Connect {
  const address = cameraAddress(camera);
  const timeoutMs = camera.stallSeconds * 1000;
  return async ({ signal, clock, deliver }): Promise<ConnectionEnd> => {
    const visit = new Visit(address);
    for (let next = clock.monotonic(); !signal.aborted; next = Math.max(next + 1000 / camera.fps, clock.monotonic())) {
      await pause(next - clock.monotonic(), signal);
      try {
        using limit = timeLimit(timeoutMs, signal);
        const bytes = await visit.fetchPicture(limit.signal);
        deliver({ kind: "still", bytes, available: clock.monotonic() });
      } catch (error) {
        return { finished: false, detail: signal.aborted ? "" : why(error) };
      }
    }
    return { finished: false, detail: "" };
  };
}

/** Requests to one camera: a login that it has asked for once is given at once the next time. */
class Visit {
  readonly #address: CameraAddress;
  #challenge: Challenge | undefined;
  #uses = 0;

  constructor(address: CameraAddress) {
    this.#address = address;
  }

  async fetchPicture(signal: AbortSignal): Promise<Buffer> {
    let response = await this.#request(signal);
    if (response.status === 401 && this.#address.credentials) {
      await response.body?.cancel();
      this.#challenge = readChallenge(response.headers.get("www-authenticate"));
      this.#uses = 0;
      if (this.#challenge) response = await this.#request(signal);
    }
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new Error(`the camera answered ${response.status} ${response.statusText}`.trim());
    }
    return readLimited(response.body);
  }

  #request(signal: AbortSignal): Promise<Response> {
    const { url, credentials } = this.#address;
    const uri = `${url.pathname}${url.search}`;
    const login =
      this.#challenge && credentials
        ? { authorization: authorization(this.#challenge, credentials, { method: "GET", uri }, ++this.#uses) }
        : {};
    return fetch(url, { headers: { accept: "image/*", ...login }, signal });
  }
}

async function readLimited(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MAX_JPEG_BYTES) throw new Error(`a picture of more than ${MAX_JPEG_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function why(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return systemCode(cause) ?? messageOf(cause ?? error).slice(0, 200);
}
