import { z } from "zod";
import { canonicalJson } from "#contract/canonical-json.js";
import { DEFAULT_POLICY, mergePolicy } from "#contract/policy.js";
import { PAGE_KEYS, PAGE_LEAST, PAGE_MODES, type WardPolicyChange } from "#contract/ward-policy.js";
import type { Audit } from "#hub/people/audit.js";
import { changesOf, sidesOf } from "#hub/policy/policy-changes.js";
import type { WardPatch } from "#hub/policy/ward-policy.js";
import type { Clock } from "#platform/clock.js";
import { AppError } from "#platform/errors.js";
import type { Sqlite } from "#platform/sqlite.js";

type Row = {
  readonly revision: number;
  readonly patch: string;
  readonly person: string;
  readonly at: string;
  readonly number: number | null;
};

/** The policy keys that the ward sets on its page; who changed them, and when. */
export class PagePolicy {
  readonly #db: Sqlite;
  readonly #audit: Audit;
  readonly #clock: Clock;

  constructor(db: Sqlite, audit: Audit, clock: Clock) {
    this.#db = db;
    this.#audit = audit;
    this.#clock = clock;
  }

  get current(): { readonly revision: number; readonly patch: WardPatch } {
    const [row] = this.#newest(1);
    return { revision: row?.revision ?? 0, patch: patchOf(row) };
  }

  /** The newest first. */
  history(most: number): WardPolicyChange[] {
    const rows = this.#newest(most + 1);
    return rows.slice(0, most).map(({ revision, person, at, number, patch }, index) => ({
      revision,
      person,
      at,
      number,
      changes: changesOf(patchOf(rows[index + 1]), JSON.parse(patch)),
    }));
  }

  /** Throws `policy.changed`, which says who was quicker, and `request.invalid` for what is no policy of a page's. */
  set({ patch, basedOn }: { patch: WardPatch; basedOn: number }, person: string): void {
    refuseUnfit(patch);
    this.#db
      .transaction(() => {
        const [now] = this.#newest(1);
        const revision = now?.revision ?? 0;
        if (revision !== basedOn) throw new AppError("policy.changed", whoWasQuicker(this.history(1)[0]));
        const changes = changesOf(patchOf(now), patch);
        if (changes.length === 0) return;
        this.#db
          .prepare("INSERT INTO page_policies (revision, patch, person, at) VALUES (?, ?, ?, ?)")
          .run(revision + 1, canonicalJson(patch), person, new Date(this.#clock.now()).toISOString());
        const detail = { revision: revision + 1, ...sidesOf(changes) };
        this.#audit.note({ person, action: "policy.set", detail });
      })
      .immediate();
  }

  /** Another policy was published: whatever the ward set before is in it. */
  numbered(number: number): void {
    this.#db
      .prepare("UPDATE page_policies SET number = ? WHERE number IS NULL AND revision = ?")
      .run(number, this.current.revision);
  }

  #newest(most: number): Row[] {
    return this.#db.prepare<[number], Row>("SELECT * FROM page_policies ORDER BY revision DESC LIMIT ?").all(most);
  }
}

const patchOf = (row: Row | undefined): WardPatch => (row ? JSON.parse(row.patch) : {});

function refuseUnfit(patch: WardPatch): void {
  const settable: readonly string[] = PAGE_KEYS;
  for (const key of Object.keys(patch)) {
    if (!settable.includes(key))
      throw new AppError("request.invalid", `patch: a page may set ${PAGE_KEYS.join(", ")}; others stand in a file`);
  }
  try {
    const merged = mergePolicy(DEFAULT_POLICY, patch);
    for (const key of ["k", "grainMinutes", "recallFloor"] as const)
      if (key in patch && merged[key] < PAGE_LEAST[key])
        throw new AppError("request.invalid", `patch.${key}: expected ${PAGE_LEAST[key]} or more, got ${merged[key]}`);
    const modes: readonly string[] = PAGE_MODES;
    if ("mode" in patch && !modes.includes(merged.mode))
      throw new AppError("request.invalid", `patch.mode: expected ${modes.join(", ")}, or none: as learned`);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const complaints = error.issues.map(({ path, message }) => `patch.${path.join(".")}: ${message}`);
    throw new AppError("request.invalid", complaints.join("; "));
  }
}

function whoWasQuicker(last: WardPolicyChange | undefined): string {
  if (!last) return "basedOn: expected 0, for nothing was set yet";
  const { person, at, revision, changes } = last;
  const what = changes.map(({ key, from, to }) => `${key}: ${JSON.stringify(from)} → ${JSON.stringify(to)}`);
  return `basedOn: ${person} set revision ${revision} at ${at} (${what.join("; ")})`;
}
