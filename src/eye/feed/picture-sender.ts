import type { Socket } from "node:net";
import { FEED_HEADER_BYTES, type FeedKind, writeFeedHeader } from "#contract/feed-link.js";
import type { Picture } from "#eye/source/connection.js";

/**
 * Pictures to one eye. One is under way until the eye has taken it; of those that come meanwhile the newest waits and
 * the others are let go. Nothing else is queued, here or in the socket.
 */
export class PictureSender {
  readonly #socket: Socket;
  readonly #release: (picture: Picture) => void;
  readonly #head = new Uint8Array(FEED_HEADER_BYTES);
  readonly #headView = new DataView(this.#head.buffer);
  #waiting: Picture | undefined;
  #shown: Uint8Array | undefined;
  #shownLast = false;
  /** Written, and not yet taken; a raw frame's buffer is the sender's until then. */
  #underWay: Picture | "preview" | undefined;

  constructor(socket: Socket, release: (picture: Picture) => void) {
    this.#socket = socket;
    this.#release = release;
  }

  send(picture: Picture): void {
    if (this.#waiting) this.#release(this.#waiting);
    this.#waiting = picture;
    this.#next();
  }

  /** For a technician's eyes; the newest too, in turn with what is to be analysed. */
  show(jpeg: Uint8Array): void {
    this.#shown = jpeg;
    this.#next();
  }

  /** The eye has taken what was under way. */
  taken(): void {
    if (this.#underWay && this.#underWay !== "preview") this.#release(this.#underWay);
    this.#underWay = undefined;
    this.#next();
  }

  end(words: { readonly finished: boolean; readonly detail: string }): void {
    const bytes = Buffer.from(JSON.stringify({ ...words, detail: words.detail.slice(0, 300) }));
    this.#write("end", bytes, 0);
    this.#socket.end();
  }

  /** Gives every buffer back: the connection is over and nothing is written any more. */
  drop(): void {
    for (const picture of [this.#waiting, this.#underWay]) if (picture && picture !== "preview") this.#release(picture);
    this.#waiting = undefined;
    this.#underWay = undefined;
  }

  #next(): void {
    if (this.#underWay || this.#socket.destroyed) return;
    const jpeg = this.#shown;
    const picture = jpeg && !this.#shownLast ? undefined : this.#waiting;
    this.#shownLast = picture === undefined;
    if (picture) {
      this.#waiting = undefined;
      this.#underWay = picture;
      this.#write(picture.kind, picture.kind === "raw" ? picture.rgb : picture.bytes, picture.available);
    } else if (jpeg) {
      this.#shown = undefined;
      this.#underWay = "preview";
      this.#write("preview", jpeg, 0);
    }
  }

  #write(kind: FeedKind, body: Uint8Array, at: number): void {
    writeFeedHeader(this.#headView, { kind, length: body.length, at });
    this.#socket.cork();
    // A copy: the header before may still be on its way when the end is said.
    this.#socket.write(Buffer.from(this.#head));
    this.#socket.write(body);
    this.#socket.uncork();
  }
}
