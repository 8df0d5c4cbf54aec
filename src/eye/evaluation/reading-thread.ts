import { parentPort, workerData } from "node:worker_threads";
import { openPictureReader, type ReaderOptions } from "#eye/evaluation/picture-reader.js";
import type { ReadingReply, ReadingRequest } from "#eye/evaluation/reader-thread.js";
import { quietSharp } from "#eye/source/still.js";
import { messageOf } from "#platform/errors.js";

// What runs in a thread of `ReaderThread`: paths in, answers out.
quietSharp();
const reader = openPictureReader(workerData as ReaderOptions);

parentPort?.on("message", async ({ id, path }: ReadingRequest) => {
  const reply: ReadingReply = await reader
    .then((opened) => opened.readFile(path))
    .then(
      (answer) => ({ id, answer }),
      (error: unknown) => ({ id, fault: messageOf(error) }),
    );
  parentPort?.postMessage(reply);
});
