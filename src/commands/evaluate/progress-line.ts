import type { Counts } from "#eye/evaluation/evaluation.js";

type Output = { readonly isTTY?: boolean; write(text: string): unknown };

/** On a terminal one line that is written over, elsewhere one line every ten seconds. */
export function progressLine(output: Output): { show: (counts: Counts, seconds: number) => void; end: () => void } {
  const every = output.isTTY ? 0.2 : 10;
  let shown = 0;
  let last = "";
  const say = (): void => {
    output.write(output.isTTY ? `\r${last}` : `${last}\n`);
  };
  return {
    show(counts, seconds) {
      const perSecond = Math.round(counts.rows / Math.max(seconds, 1e-3));
      last = `evaluate: ${counts.rows} ảnh · pictures, ${perSecond}/s, ${counts.bad} hỏng · bad`;
      if (seconds - shown < every) return;
      shown = seconds;
      say();
    },
    end() {
      if (last !== "") say();
      if (output.isTTY && last !== "") output.write("\n");
    },
  };
}
