import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { feedbackCodeSource, feedbackListSchema } from "#contract/feedback.js";
import { type FleetDesk, fleetViewSchema } from "#contract/fleet.js";
import { importProblemSchema } from "#contract/imports.js";
import { type Breakdown, breakdownSchema, overviewSchema } from "#contract/ward-views.js";
import { LEAST_MS } from "#hub/feedback/tickets.js";
import { openOffice } from "#hub/office/office-db.js";
import { People } from "#hub/people/people.js";
import { halfHash } from "#platform/signing.js";
import { reportWords } from "#words/report-words.js";
import { eventually } from "../support/child.js";
import { HubSession, WARD, WireClient } from "../support/hub-session.js";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.js";
import { OfficeClient } from "../support/office-client.js";
import { SigningClient, sample } from "../support/signing-client.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

/** Bad input through one whole hub; what a part can show alone stands in its own test. */

const MONTH = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7);
const UNLISTED = "thu-tuc-la";
const PASSWORD = "mot hai ba bon nam";

let folder: TemporaryFolder;
let broker: Mosquitto;
let hub: HubSession;
let wire: WireClient;
let client: OfficeClient;
const [ahead, ancient, moved] = [
  new SigningClient({ byte: 7, counter: "quay-01" }),
  new SigningClient({ byte: 8, counter: "quay-02" }),
  new SigningClient({ byte: 9, counter: "quay-03" }),
];
/** A ticket is good once and not at once: all are asked for at the start. */
let tickets: { readonly ticket: string }[] = [];
let ticketsAt = 0;

beforeAll(async () => {
  folder = await temporaryFolder();
  broker = await startMosquitto(folder);
  hub = await HubSession.create(folder, { url: broker.url });
  await hub.enrol(ahead, ancient, moved);
  await hub.start({ release: { when: "batch" } });
  const office = openOffice(folder.file("hub"));
  await new People(office).add({ name: "van-phong", role: "operator", password: PASSWORD });
  office.close();
  client = await OfficeClient.signIn(hub.url, "van-phong", PASSWORD);
  tickets = await Promise.all(
    Array.from({ length: 10 }, async () => (await client.get("/v1/feedback/ticket")).body as { ticket: string }),
  );
  ticketsAt = performance.now();
  wire = await WireClient.connect(broker.url);
});
afterAll(async () => {
  await wire?.[Symbol.asyncDispose]();
  await hub?.[Symbol.asyncDispose]();
  await broker?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

const deskAt = async (counter: string): Promise<FleetDesk> => {
  const { desks } = fleetViewSchema.parse((await client.get("/v1/ward/fleet")).body);
  return desks.find((one) => one.counter === counter) ?? expect.fail(counter);
};
const breakdown = async (from: string, to = from): Promise<Breakdown> =>
  breakdownSchema.parse((await client.get(`/v1/ward/breakdown?by=procedure&from=${from}&to=${to}`)).body);

it("a desk in 2031 or 1970 is receipted, counts in the month of arrival, and is flagged; an unlisted procedure is shown as it is", async () => {
  for (const [desk, base, year] of [
    [ahead, 100, 2031],
    [ancient, 200, 1970],
  ] as const) {
    const [opened, closed] = [`${year}-05-04T02:00:00Z`, `${year}-05-04T02:05:00Z`];
    for (let n = base; n < base + 12; n++) {
      const what = { procedure: UNLISTED, opened, closed };
      await wire.send(
        desk.next("score", { ...sample.score(n, 20 + ((n * 7) % 60)), ...what }, closed),
        desk.next(
          "rating",
          {
            ...sample.rating(n),
            ...{ procedure: UNLISTED, rated: closed, rating: n % 3 ? "satisfied" : "dissatisfied" },
          },
          closed,
        ),
      );
    }
    const last = desk.next("health", sample.health(), closed);
    await wire.send(last);
    await wire.receipted(last);
  }
  const { rows } = await breakdown(MONTH);
  expect(rows[0]).toMatchObject({ key: UNLISTED, name: null, figures: { transactions: 24 } });
  expect((await breakdown("2031-05")).rows).toEqual([]);
  expect((await deskAt("quay-01")).concerns).toContain("clock");
  expect((await deskAt("quay-02")).concerns).toContain("clock");
  expect(await hub.metric('hailong_hub_desk_concern{counter="quay-01",concern="clock"}')).toBe(1);
});

it("a moved counter's old events stay, and what it signs for elsewhere is refused with its reason and unreceipted", async () => {
  const before = moved.next("score", { ...sample.score(300), procedure: UNLISTED });
  await wire.send(before);
  await wire.receipted(before);
  const told = wire.receipts.length;
  // The same key under another counter's name, and under another ward's; each in the right topic, and in this one's.
  const renamed = new SigningClient({ byte: 9, counter: "quay-09" }).next("score", sample.score(301));
  const elsewhere = new SigningClient({ byte: 9, ward: "phuong-khac" }).next("score", sample.score(302));
  await wire.send(renamed);
  await wire.raw(`hailong/v1/${WARD}/quay-03/score`, renamed.body);
  await wire.raw(`hailong/v1/${WARD}/quay-03/score`, elsewhere.body);
  await eventually(async () => (await hub.summary()).rejected.wrong_topic === 3, { what: "three refusals" });
  const next = moved.next("abstention", { ...sample.abstention(303), procedure: UNLISTED });
  await wire.send(next);
  await wire.receipted(next, { after: told });
  expect((await hub.summary()).gaps).toEqual([]);
  const { rows, withheld } = await breakdown(MONTH);
  expect((rows[0]?.figures.transactions ?? 0) + withheld.transactions).toBe(26);
});

it("a month with no data is empty and says so, in the page's figures and in each paper", async () => {
  const overview = overviewSchema.parse((await client.get("/v1/ward/overview?from=2026-01&to=2026-01")).body);
  expect([overview.figures.transactions, overview.ratings]).toMatchObject([0, {}]);
  const paper = async (format: string): Promise<Buffer> => {
    const reply = await fetch(`${hub.url}/v1/reports/2026-01.${format}`, { headers: { cookie: client.cookie } });
    expect([format, reply.status]).toEqual([format, 200]);
    return Buffer.from(await reply.arrayBuffer());
  };
  const said = reportWords.noData.vi.replace("{k}", "10");
  expect(String(await paper("html"))).toContain(`<p class="notice">${said}</p>`);
  const csv = String(await paper("csv")).split("\r\n");
  expect(csv).toContainEqual(expect.stringMatching(/^2026-01,ward,,"Kỳ này chưa có .*",source\.no_data,/));
  expect(csv).toContainEqual(expect.stringMatching(/^2026-01,ward,,[^,]*,[^,]*,transactions,0,/));
  const [about] = await readXlsxFile(await paper("xlsx"));
  expect(about?.data.map(([label]) => label)).toContain(said);
});

it("a CSV in another encoding is refused in words, and changes nothing", async () => {
  const text = "Tháng,Lĩnh vực,Tiếp nhận,Đã giải quyết,Quá hạn,Phản ánh kiến nghị\n2026-01,Hộ tịch,5,5,0,0\n";
  const windows = Buffer.from(text.replaceAll(/[^\n -~]/g, "\u00ea"), "latin1");
  for (const [body, words] of [
    [Buffer.from(text, "utf16le"), "UTF-16"],
    [windows, "UTF-8"],
  ] as const) {
    const reply = await fetch(`${hub.url}/v1/imports`, {
      method: "POST",
      headers: { "content-type": "text/csv", cookie: client.cookie, "x-hailong-csrf": client.csrf },
      body,
    });
    const { faults } = importProblemSchema.parse(await reply.json());
    expect([reply.status, JSON.stringify(faults)]).toEqual([422, expect.stringContaining(words)]);
  }
  expect((await client.get("/v1/imports")).body).toMatchObject({ months: [], sheets: [], due: { rows: 0 } });
});

it("ten times the same QR form count once; script in it is text, and stands in no log line", async () => {
  const words = `<script>alert(1)</script> "><img src=x onerror=alert(2)> =cmd|' /C calc'!A0`;
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, LEAST_MS + 100 - (performance.now() - ticketsAt))));
  const code = halfHash(feedbackCodeSource(sample.token(300)));
  const sendings = tickets.map(({ ticket }) =>
    client.post("/v1/feedback", { ticket, code, rating: "dissatisfied", topic: "time", words }),
  );
  for (const { status } of await Promise.all(sendings)) expect(status).toBe(201);
  const list = await client.get("/v1/feedback");
  const { items } = feedbackListSchema.parse(list.body);
  expect(items.map((item) => item.words)).toEqual([words]);
  expect(list.headers.get("content-type")).toContain("application/json");
  const office = openOffice(folder.file("hub"));
  const counted = office.prepare("SELECT n FROM feedback_counts").pluck().all();
  office.close();
  expect(counted).toEqual([1]);
  expect(hub.log.lines.join("\n")).not.toMatch(/alert|onerror|cmd\|/);
});
