import { once } from "node:events";
import { createServer } from "node:net";
import { Aedes } from "aedes";

export type Published = { readonly topic: string; readonly payload: Buffer; readonly at: number };

/** An MQTT broker inside the demo, on loopback only, so that nothing has to be installed to see the whole path. */
export async function startDemoBroker(port: number, onPublish: (message: Published) => void): Promise<DemoBroker> {
  const broker = await Aedes.createBroker();
  broker.on("publish", (packet) => {
    onPublish({ topic: packet.topic, payload: Buffer.from(packet.payload), at: performance.now() });
  });
  const server = createServer({ noDelay: true }, (socket) => broker.handle(socket));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => broker.close(resolve));
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export type DemoBroker = AsyncDisposable & { readonly port: number };
