type Line = { readonly user: string; readonly rule: string };

/**
 * `written`, as ward-ca writes it, and what others have added to the file that is there: a city's policy, a program of
 * their own. What speaks of a counter that has no certificate any more goes.
 */
export function keepOthersLines(written: string, present: string, counters: readonly string[]): string {
  const known = new Set(rulesOf(written).map(({ user, rule }) => `${user} ${rule}`));
  const added = rulesOf(present).filter(({ user, rule }) => !known.has(`${user} ${rule}`) && isHere(user, counters));
  const users = [...new Set(added.map(({ user }) => user))].filter((user) => user !== "");
  const block = (name: string): string[] => added.filter(({ user }) => user === name).map(({ rule }) => rule);
  // What stands before the first user is for everybody.
  const first = block("");
  const last = users.flatMap((user) => ["", `user ${user}`, ...block(user)]);
  return [
    ...(first.length > 0 ? [...first, ""] : []),
    written.trimEnd(),
    ...(last.length > 0 ? ["", "# Added by others; `hailong setup` leaves it.", ...last.slice(1)] : []),
    "",
  ].join("\n");
}

function rulesOf(text: string): Line[] {
  const rules: Line[] = [];
  let user = "";
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (line.startsWith("user ")) user = line.slice(5).trim();
    else if (/^(topic|pattern) /.test(line)) rules.push({ user, rule: line });
  }
  return rules;
}

function isHere(user: string, counters: readonly string[]): boolean {
  const counter = /^(?:desk|one-stop|button)-(.+)$/.exec(user)?.[1];
  return counter === undefined || counters.includes(counter);
}
