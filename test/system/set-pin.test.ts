import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { cliScript } from "#commands/places.js";
import { PinFile } from "#desk/wizard/pin-file.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
  const hub = { mqtt: { url: "mqtt://127.0.0.1:1" }, publicKey: "A".repeat(43) };
  const edge = { ward: "phuong-mau", counter: "quay-01", data: "data", camera: { kind: "v4l2" }, hub };
  writeFileSync(folder.file("edge.yaml"), stringify(edge));
});
afterAll(() => folder[Symbol.asyncDispose]());

const command = (): string[] => [cliScript(), "calibrate", "set-pin", folder.file("edge.yaml")];

function piped(input: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, command(), { input, encoding: "utf8", timeout: 60_000 });
}

/** At a terminal (util-linux' `script` makes one), the answers typed one after the other. */
async function typed(...answers: string[]): Promise<{ code: number | null; screen: string }> {
  const line = [process.execPath, ...command()].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["-qec", line, "/dev/null"], { stdio: ["pipe", "pipe", "inherit"] });
  const late = setTimeout(() => child.kill("SIGKILL"), 60_000);
  let screen = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    screen += text;
    if (text.includes(": ")) child.stdin.write(`${answers.shift() ?? ""}\r`);
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearTimeout(late);
  return { code, screen };
}

describe("hailong calibrate set-pin", () => {
  it("takes a PIN from a pipe, and refuses a plain one in both languages", async () => {
    expect(piped("123456\n")).toMatchObject({ status: 2, stderr: expect.stringMatching(/quá dễ đoán.* · .*guessed/) });
    expect(new PinFile(folder.file("data")).isSet).toBe(false);
    expect(piped("271828\n")).toMatchObject({ status: 0, stdout: "Đã đặt mã PIN · The PIN is set\n" });
    expect(await new PinFile(folder.file("data")).matches("271828")).toBe(true);
  });

  it("takes it typed twice at a terminal, unseen, and ends; two that differ change nothing", async () => {
    const differ = await typed("314159", "314158");
    expect(differ).toMatchObject({ code: 2, screen: expect.stringContaining("Hai lần nhập khác nhau") });
    expect(await new PinFile(folder.file("data")).matches("271828")).toBe(true);
    const same = await typed("314159", "314159");
    expect(same).toMatchObject({ code: 0, screen: expect.stringContaining("Đã đặt mã PIN") });
    expect(`${differ.screen}${same.screen}`).not.toContain("31415");
    expect(await new PinFile(folder.file("data")).matches("314159")).toBe(true);
  });
});
