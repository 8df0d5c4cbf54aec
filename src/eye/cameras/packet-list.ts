/** One coded picture as ffmpeg's `framecrc` writer lists it. Seconds; `at` on the monotonic clock, ms. */
export type Packet = { readonly time: number; readonly key: boolean; readonly at: number };
export type StreamHead = { readonly codec: string; readonly width: number; readonly height: number };

/**
 * Reads ffmpeg's packet list line by line as it comes: head lines (`#codec_id 0: h264`), then
 * `stream, dts, pts, duration, size, checksum[, F=flags]`. A flag field stands only where a picture is no keyframe.
 */
export class PacketList {
  readonly packets: Packet[] = [];
  #rest = "";
  #tick = 0;
  #codec = "";
  #width = 0;
  #height = 0;

  get head(): StreamHead {
    return { codec: this.#codec, width: this.#width, height: this.#height };
  }

  push(text: string, at: number): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#read(line, at);
  }

  #read(line: string, at: number): void {
    const [, name, value = ""] = /^#(\w+) 0: (.*)$/.exec(line) ?? [];
    if (name === "tb") {
      const [above = 0, below = 1] = value.split("/").map(Number);
      this.#tick = above / below;
    } else if (name === "codec_id") this.#codec = value.trim();
    else if (name === "dimensions") [this.#width = 0, this.#height = 0] = value.split("x").map(Number);
    else if (/^0,/.test(line)) {
      const fields = line.split(",").map((field) => field.trim());
      this.packets.push({ time: Number(fields[1]) * this.#tick, key: !fields.some((f) => f.startsWith("F=")), at });
    }
  }
}
