import type { WardPolicyView } from "#contract/ward-policy.js";
import { WatchedFile } from "#hub/enrolment/watched-file.js";
import type { PagePolicy } from "#hub/policy/page-policy.js";
import { readPolicyPatch, type WardPatch } from "#hub/policy/ward-policy.js";
import type { Logger } from "#platform/logger.js";

type Parts = {
  readonly file: string | undefined;
  /** Several workers serve the ward, each with a page of its own. */
  readonly shared: boolean;
  readonly page: Pick<PagePolicy, "current">;
  readonly log: Logger;
};

/** What the ward itself sets: in its file, where it has one, and else on its page. */
export class OwnPatch {
  readonly authority: WardPolicyView["authority"];
  readonly #file: WatchedFile<WardPatch> | undefined;
  readonly #page: Parts["page"];

  constructor({ file, shared, page, log }: Parts) {
    this.authority = file ? "file" : shared ? "workers" : "page";
    this.#file = file ? new WatchedFile({ file, read: readPolicyPatch, event: "policy_file", log }) : undefined;
    this.#page = page;
  }

  get fileBroken(): boolean {
    return this.#file?.broken ?? false;
  }

  /** As it stands now: the file is looked at again. */
  read(): WardPatch {
    this.#file?.check();
    return this.#file?.value ?? (this.authority === "page" ? this.#page.current.patch : {});
  }
}
