import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WizardView } from "#contract/wizard.js";
import { wizardMeasureSchema, wizardViewSchema } from "#contract/wizard.js";
import { CalibrateHouse, PIN } from "../support/calibrate-house.js";
import { eventually } from "../support/child.js";
import { SceneCamera, scene } from "../support/scene-camera.js";
import { Technician } from "../support/technician.js";

let camera: SceneCamera;
let house: CalibrateHouse;
beforeAll(async () => {
  camera = await SceneCamera.start();
  camera.play(await scene("neutral-transaction"), { from: 2, to: 4 });
  house = await CalibrateHouse.start({ kind: "mjpeg", url: camera.url });
}, 60_000);
afterAll(async () => {
  await house?.[Symbol.asyncDispose]();
  await camera?.[Symbol.asyncDispose]();
});

const live = ({ camera: { state }, picture }: WizardView): boolean => state === "live" && picture !== null;

describe("the calibration page's desk, with its eye, a camera and a preview", () => {
  it("shows whoever is signed in the picture and its figures, and scores nobody meanwhile", async () => {
    await eventually(() => camera.viewers === 1, { what: "the eye at the camera" });
    await using technician = await Technician.signIn(house);
    const view = await technician.viewed(live);
    expect(wizardViewSchema.parse(view)).toMatchObject({
      camera: { kind: "mjpeg", source: camera.url, hasLogin: false },
      picture: { width: 640, height: 360 },
    });
    await technician.viewed(({ rows }) =>
      rows.some(({ check, verdict }) => check === "face_width" && verdict === "pass"),
    );
    expect(technician.measures.length).toBeGreaterThan(5);
    for (const measure of technician.measures) wizardMeasureSchema.parse(measure);
    // The eye has let go: only the preview looks.
    await eventually(() => camera.viewers === 1, { what: "one viewer" });
    const jpeg = await technician.picture();
    expect([...jpeg.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);

    const opened = await house.desk("POST", "/v1/transactions", {});
    expect(await house.desk("POST", `/v1/transactions/${opened.id}/agree`)).toMatchObject({ scoring: false });
    expect(await house.desk("GET", "/v1/transactions/current")).toMatchObject({ lamp: "calibrating" });
    expect(await house.desk("POST", `/v1/transactions/${opened.id}/close`)).toMatchObject({ outcome: "abstained" });
    expect(house.events().at(-1)).toMatchObject({ data: { reason: "calibrating", windowSeconds: 0 } });
  });

  it("gives the camera back to the eye at sign-out, and ends what was shown", async () => {
    const technician = await Technician.signIn(house);
    await technician.viewed(live);
    const pictures = technician.pictures();
    await technician.signOut();
    expect(await technician.ended).toBe("signed_out");
    // Whatever was under way ends too.
    await pictures;
    expect((await technician.get("/preview")).status).toBe(401);
    await eventually(() => house.log().split('"program":"eye","event":"eye.ready"').length > 2, {
      what: "the eye begun anew",
      timeoutMs: 20_000,
    });
    const opened = await house.desk("POST", "/v1/transactions", {});
    expect(await house.desk("POST", `/v1/transactions/${opened.id}/agree`)).toMatchObject({ scoring: true });
    await house.desk("POST", `/v1/transactions/${opened.id}/cancel`);
  });

  it("gives no preview byte, figure or deed to a signed-out browser, one of another session, or plain curl", async () => {
    await using technician = await Technician.signIn(house);
    await technician.viewed(live);
    const strangers: Record<string, string>[] = [
      {},
      { cookie: "hailong-calibrate=" },
      { cookie: `hailong-calibrate=${"A".repeat(43)}` },
      { cookie: `other=${technician.cookie.split("=")[1]}` },
      { authorization: `Bearer ${technician.token}` },
    ];
    const paths = ["/preview", "/events", "/cameras", "/certificates"];
    for (const headers of strangers) {
      for (const path of paths) {
        const reply = await fetch(`${house.page}${path}`, { headers });
        expect([path, reply.status]).toEqual([path, 401]);
        expect(await reply.text()).toContain('"code":"session.none"');
      }
    }
    const curl = await house.curl("/v1/calibrate/preview");
    expect(curl).toMatchObject({ status: "401" });
    expect(curl.bytes.includes(Buffer.from([0xff, 0xd8]))).toBe(false);
    // The cookie alone is what another site's page can send along.
    const cookie = { cookie: technician.cookie, "content-type": "application/json" };
    const own = { ...cookie, "x-hailong-session": technician.token };
    for (const headers of [
      cookie,
      { ...own, "x-hailong-session": "x" },
      { ...own, origin: "http://other.example" },
      { ...own, "sec-fetch-site": "cross-site" },
    ])
      expect((await fetch(`${house.page}/lux`, { method: "POST", headers, body: '{"lux":300}' })).status).toBe(403);
    expect((await technician.post("/lux", { lux: 300 })).status).toBe(200);
    expect((await technician.viewed(({ lux }) => lux === 300)).lux).toBe(300);
  });

  it("lets a second technician in only to take over; the first sees it, and is out", async () => {
    const first = await Technician.signIn(house);
    await first.viewed(live);
    const busy = await Technician.try(house, { technician: "Kỹ thuật viên B" });
    expect(busy).toMatchObject({ status: 409, code: "session.busy" });
    await using second = await Technician.signIn(house, { technician: "Kỹ thuật viên B", takeOver: true });
    expect(await first.ended).toBe("taken_over");
    expect((await first.get("/certificates")).status).toBe(401);
    await second.viewed(live);
  });

  it("refuses a zone or camera that cannot be, in words that name the field, and goes on with what was", async () => {
    await using technician = await Technician.signIn(house);
    const before = await technician.viewed(live);
    const square = [
      [0.3, 0.1],
      [0.7, 0.1],
      [0.7, 0.9],
      [0.3, 0.9],
    ];
    const bow = [square[0], square[2], square[1], square[3]];
    const wrong: [string, unknown, RegExp][] = [
      ["/zone", { zone: bow, exclude: [] }, /zone: expected an outline whose edges do not cross/],
      [
        "/zone",
        {
          zone: [
            [0, 0],
            [1.2, 0],
            [1, 1],
          ],
          exclude: [],
        },
        /zone\.\d|zone\.\(a field\)|zone/,
      ],
      ["/zone", { zone: square, exclude: [square] }, /exclude: expected to leave something/],
      ["/zone", { zone: square }, /exclude/],
      ["/camera", { source: "/etc/passwd" }, /source: expected rtsp/],
      ["/advice", { source: "/etc/passwd" }, /source: expected rtsp/],
      ["/camera", { source: "rtsp://u:p@10.0.0.1/" }, /source: expected an address without a login/],
      ["/camera", { source: camera.url, fieldOfView: 5 }, /fieldOfView/],
      ["/lux", { lux: -1 }, /lux/],
      ["/drill", { drill: "juggle" }, /drill/],
      ["/soak", { seconds: 1 }, /seconds/],
      ["/lux", "{", /JSON/],
    ];
    for (const [path, body, words] of wrong) {
      const reply = await technician.post(path, body);
      expect([path, reply.status]).toEqual([path, 400]);
      expect(reply.body.detail).toMatch(words);
    }
    const after = await technician.viewed(live);
    expect(after.camera).toMatchObject({ source: before.camera.source, zone: before.camera.zone });
  });

  it("goes over to another zone and another camera at once, says what is wrong with one, and comes back", async () => {
    await using refusing = await SceneCamera.start({ login: { user: "viewer", password: "right", scheme: "digest" } });
    await using technician = await Technician.signIn(house);
    await technician.viewed(live);
    const zone = [
      [0.2, 0],
      [0.8, 0],
      [0.8, 1],
      [0.2, 1],
    ];
    await technician.post("/zone", {
      zone,
      exclude: [
        [
          [0.7, 0.5],
          [0.8, 0.5],
          [0.8, 1],
        ],
      ],
    });
    const drawn = await technician.viewed((view) => live(view) && view.camera.zone.length === 4);
    expect(drawn.camera).toMatchObject({
      zone,
      exclude: [
        [
          [0.7, 0.5],
          [0.8, 0.5],
          [0.8, 1],
        ],
      ],
    });

    const login = { user: "viewer", password: "wrong" };
    await technician.post("/camera", { source: refusing.url, login });
    const refused = await technician.viewed(({ camera: { state } }) => state === "unreachable");
    expect(refused.camera.detail).toMatch(/401/);
    expect(JSON.stringify(refused)).not.toContain("wrong");
    await technician.post("/camera", { source: refusing.url, login: { ...login, password: "right" } });
    refusing.play(await scene("nobody"));
    expect((await technician.viewed(live)).camera).toMatchObject({ source: refusing.url, hasLogin: true, zone });
    await technician.post("/camera", { source: camera.url });
    expect((await technician.viewed(live)).camera).toMatchObject({ source: camera.url, hasLogin: false });
    expect(house.log()).not.toMatch(/right|wrong|271828/);
  });

  it("goes on with a drill whose browser was closed, and shows it to the one that comes back", async () => {
    await using technician = await Technician.signIn(house);
    await technician.viewed((view) => live(view) && view.measuredSeconds > 0);
    expect((await technician.post("/drill", { drill: "replaced" })).status).toBe(200);
    await technician.viewed(({ drill }) => drill?.phase === "countdown");
    expect((await technician.reopened()).drill).toMatchObject({ drill: "replaced" });
    expect((await technician.post("/drill", { drill: null })).status).toBe(200);
    expect((await technician.reopened()).drill).toBeNull();
  });

  it("waits after five wrong PINs, for everyone", async () => {
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, i) => Technician.try(house, { pin: String(100_000 + i) })),
    );
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(tries.filter(({ status, code }) => status === 429 && code === "pin.locked")).toHaveLength(15);
    expect(await Technician.try(house, { pin: PIN })).toMatchObject({ status: 429 });
    const view = (await (await fetch(`${house.page}/session`)).json()) as { lockedSeconds: number };
    expect(view.lockedSeconds).toBeGreaterThan(0);
  });
});

describe("the calibration page's server", () => {
  it("is not there unless it is enabled, and says when its port is taken", async () => {
    await using other = await CalibrateHouse.start({ kind: "file", path: "none.mp4" }, {}, { enabled: false });
    await expect(fetch(`${other.url}/calibrate`)).rejects.toThrow();
    expect((await fetch(`${other.api}/calibrate`)).status).toBe(404);
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as { port: number };
    const failed = await CalibrateHouse.failing({ kind: "file", path: "none.mp4" }, { port });
    taken.close();
    expect(failed).toMatch(/http\.port_in_use: calibrate\.port: .* is taken/);
  });
});
