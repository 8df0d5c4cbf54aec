import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { closeReplySchema, deskHealthSchema, openReplySchema } from "#contract/http.js";
import { AppError } from "#platform/errors.js";

/** What a one-stop software vendor writes: four HTTP calls against the counter's API. */
export class OneStopClient {
  readonly #base: string;
  readonly #bearer: string;

  constructor(base: string, bearer: string) {
    this.#base = base;
    this.#bearer = bearer;
  }

  open(procedure: string): Promise<z.infer<typeof openReplySchema>> {
    return this.#post("/v1/transactions", { procedure }, openReplySchema);
  }

  close(id: string): Promise<z.infer<typeof closeReplySchema>> {
    return this.#post(`/v1/transactions/${id}/close`, undefined, closeReplySchema);
  }

  async optOut(id: string): Promise<void> {
    await this.#call(`/v1/transactions/${id}/opt-out`, "POST", undefined);
  }

  async health(): Promise<z.infer<typeof deskHealthSchema>> {
    return deskHealthSchema.parse(await this.#call("/v1/health", "GET", undefined));
  }

  async #post<T extends z.ZodType>(path: string, body: unknown, reply: T): Promise<z.output<T>> {
    return reply.parse(await this.#call(path, "POST", body));
  }

  async #call(path: string, method: string, body: unknown): Promise<unknown> {
    const response = await fetch(this.#base + path, {
      method,
      headers: {
        authorization: `Bearer ${this.#bearer}`,
        ...(method === "POST" ? { "idempotency-key": randomUUID() } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok)
      throw new AppError("internal", `${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }
}
