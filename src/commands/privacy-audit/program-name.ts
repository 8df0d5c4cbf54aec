/** `hailong eye`, `ffmpeg`: what an argument list starts. */
export function programName(words: readonly string[]): string {
  const script = words.findIndex((word) => word.endsWith("/cli.js"));
  return script >= 0 ? `hailong ${words[script + 1]}` : (words[0]?.split("/").at(-1) ?? "?");
}
