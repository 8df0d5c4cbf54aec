// hailong(1), made of what the commands say about themselves.   man-page.mjs FILE
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

const version = process.env.VERSION;
const date = new Date(Number(process.env.SOURCE_DATE_EPOCH) * 1000).toISOString().slice(0, 10);

/** What commander prints, 80 columns wide: a line that begins deeper goes on with the one before. */
function helpOf(words) {
  const text = execFileSync(process.execPath, ["dist/cli.js", ...words, "--help"], { encoding: "utf8" });
  const blocks = text.trimEnd().split(/\n\n+/);
  const section = (name) => pairs(blocks.find((block) => block.startsWith(`${name}:\n`)));
  const prose = blocks.slice(1).filter((block) => !/^(Arguments|Options|Commands):\n/.test(block));
  return {
    usage: oneLine(blocks[0].replace(/^Usage: /, "")),
    description: oneLine(prose[0] ?? ""),
    rest: prose.slice(1).map(oneLine),
    args: section("Arguments"),
    options: section("Options").filter(([name]) => !name.includes("--help")),
    commands: section("Commands").filter(([name]) => !name.startsWith("help ")),
  };
}
const oneLine = (text) => text.replace(/\s*\n\s*/g, " ");
const pairs = (block = "") =>
  block
    .replace(/\n {3,}/g, " ")
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/ {2,}(.*)/s));
const plain = (text) =>
  text
    .replace(/\\/g, "\\e")
    .replace(/-/g, "\\-")
    .replace(/^([.'])/gm, "\\&$1");
const list = (pairs) => pairs.flatMap(([name, what = ""]) => [".TP", `.B ${plain(name)}`, plain(what) || "\\&"]);

const own = helpOf([]);
const lines = [
  `.TH HAILONG 1 ${date} "hailong ${version}" "User Commands"`,
  ".SH NAME",
  `hailong \\- ${plain(own.description.replace(/^.* · /, ""))}`,
  ".SH SYNOPSIS",
  `.B hailong`,
  "command [options]",
  ".SH DESCRIPTION",
  plain(own.description),
  ".SH COMMANDS",
];
function command(words) {
  const help = helpOf(words);
  lines.push(`.SS ${plain(`hailong ${words.join(" ")}`)}`, plain(help.description), ".PP", `.I ${plain(help.usage)}`);
  lines.push(...list([...help.args, ...help.options]));
  for (const [name] of help.commands) command([...words, name.split(" ")[0]]);
}
for (const [name] of own.commands) command([name.split(" ")[0]]);
lines.push(".SH EXIT STATUS", ...own.rest.map(plain));
lines.push(".SH FILES");
lines.push(
  ...list([
    ["/etc/hailong", "configuration, and the secrets that systemd hands to the programs"],
    ["/var/lib/hailong", "ledger, store, keys"],
  ]),
);
lines.push(".SH SEE ALSO", "/usr/share/doc/hailong/docs/operations.md");
writeFileSync(process.argv[2], `${lines.join("\n")}\n`);
