import { createServer, type Socket } from "node:net";
import { expect, it } from "vitest";
import { freePort } from "#platform/free-port.js";
import { MqttLink, mqttSchema } from "#platform/mqtt-link.js";
import { eventually } from "../support/child.js";
import { memoryLog } from "../support/memory-log.js";
import { startMosquitto } from "../support/mosquitto.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const CONNACK = Buffer.from([0x20, 3, 0, 0, 0]);
const SUBSCRIBE = 0x82;

/** A broker that lets anyone in and then does `onSubscribe` with the packet's two id bytes. */
async function strictBroker(onSubscribe: (socket: Socket, id: Buffer) => void) {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on("error", () => {});
    socket.once("data", () => {
      socket.write(CONNACK);
      socket.on("data", (packet: Buffer) => {
        if (packet[0] === SUBSCRIBE) onSubscribe(socket, packet.subarray(2, 4));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return { url: `mqtt://127.0.0.1:${port}`, connections: () => connections, close: () => server.close() };
}

const link = (url: string, topics: string[], heard: string[] = []) => {
  const { log, lines } = memoryLog();
  const onMessage = ({ payload }: { payload: Buffer }): void => void heard.push(payload.toString());
  const made = new MqttLink(
    { url, keepaliveSeconds: 5 },
    { clientId: `c-${Math.random()}`, subscriptions: topics, onMessage, log },
  );
  return { made, lines };
};

it.each([
  ["refuses a topic", (socket: Socket, id: Buffer): void => void socket.write(Buffer.from([0x90, 4, ...id, 0, 0x87]))],
  ["hangs up on a topic", (socket: Socket): void => void socket.destroy()],
  [
    "lets in and throws out (another client has our name)",
    (socket: Socket, id: Buffer): void => {
      socket.write(Buffer.from([0x90, 4, ...id, 0, 1]));
      setTimeout(() => socket.destroy(), 20);
    },
  ],
] as const)("a broker that %s is asked again with growing pauses", async (_, onSubscribe) => {
  const broker = await strictBroker(onSubscribe);
  const { made, lines } = link(broker.url, ["hailong/v1/phuong-mau/quay-1/command"]);
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect(broker.connections()).toBeGreaterThanOrEqual(2);
  expect(broker.connections()).toBeLessThanOrEqual(7);
  expect(made.connected).toBe(false);
  expect(lines.filter((line) => line.includes("subscribe_failed")).length).toBeLessThanOrEqual(1);
  await made[Symbol.asyncDispose]();
  broker.close();
});

it("connects to an IPv6 address, and does not take a message of megabytes", async () => {
  await using folder = await temporaryFolder();
  const port = await freePort();
  await using _broker = await startMosquitto(folder, { port, lines: ["allow_anonymous true", `listener ${port} ::1`] });
  const url = `mqtt://[::1]:${port}`;
  const heard: string[] = [];
  const { made } = link(url, ["t"], heard);
  const { made: sender } = link(url, []);
  await eventually(() => made.connected && sender.connected);
  await sender.publish("t", "x".repeat(3_000_000));
  await sender.publish("t", "small");
  await eventually(() => heard.length > 0);
  expect(heard).toEqual(["small"]);
  await made[Symbol.asyncDispose]();
  await sender[Symbol.asyncDispose]();
});

it("refuses a broker's address that cannot be one, before it connects", () => {
  expect(mqttSchema.safeParse({ url: "mqtt://broker:99999" }).success).toBe(false);
  expect(mqttSchema.safeParse({ url: "mqtt://[::1]:1883" }).success).toBe(true);
});
