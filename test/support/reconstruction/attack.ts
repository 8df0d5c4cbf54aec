import highs, { type Highs } from "highs";
import { levelColumn } from "#hub/report/agreement/pair-table.js";

/** One citizen as the attacker knows them: that they tapped, that they were scored; and, for the test, what it was. */
export type Citizen = { readonly tap: number | null; readonly score: number | null };
/** Something published about a group of citizens whom the attacker can name. */
export type Figure = {
  readonly members: readonly number[];
  readonly taps?: boolean;
  readonly scores?: boolean;
  readonly pairs?: boolean;
};
export type Finding = { readonly citizen: number; readonly answer: "tap" | "level"; readonly insider: boolean };

/** Its types speak of a CommonJS module. */
const loadHighs = highs as unknown as () => Promise<Highs>;

type Answer = { readonly tap: number | null; readonly score: number | null };
/** Citizens between whom nothing published makes a difference. */
type Class = {
  readonly members: readonly number[];
  readonly figures: readonly number[];
  readonly answers: readonly Answer[];
};

const LEVELS = [0, 1, 2];

/**
 * Whoever knows every citizen, the rule by which scores are rounded (`values`: all that can be), and all that was ever
 * published, and may be one of them. Asks of each citizen whether any other answer would fit all that: an integer
 * program. It knows nothing of how the figures were chosen. → those whose answer it knows for certain.
 */
export class Attacker {
  readonly #highs: Highs;
  readonly #values: readonly number[];

  static async create(values: readonly number[]): Promise<Attacker> {
    return new Attacker(await loadHighs(), values);
  }

  private constructor(highs: Highs, values: readonly number[]) {
    this.#highs = highs;
    this.#values = values;
  }

  attack(citizens: readonly Citizen[], figures: readonly Figure[], { stopAtFirst = false } = {}): Finding[] {
    const classes = this.#classesOf(citizens, figures);
    const found: Finding[] = [];
    for (const target of classes) {
      // First only those vary who stand in the target's smallest figure: mostly another answer is found among them.
      const near = neighbours(classes, [smallest(figures, target)]);
      const all = neighbours(classes, target.figures);
      for (const answer of ["tap", "level"] as const) {
        for (const insider of [undefined, ...insidersOf(citizens, near)]) {
          const others = target.members.filter((one) => one !== insider);
          const parts = new Set(others.map((one) => partOf(citizens[one] as Citizen, answer)));
          const [part] = parts;
          // Whose like answered otherwise cannot be told from them.
          if (parts.size !== 1 || part === null || part === undefined) continue;
          const question = { citizens, figures, target, others: others.length, answer, part, insider };
          if (this.#couldBeElse(question, near) || this.#couldBeElse(question, connected(classes, all))) continue;
          found.push(...others.map((citizen) => ({ citizen, answer, insider: insider !== undefined })));
          if (stopAtFirst) return found;
          break;
        }
      }
    }
    return found;
  }

  #classesOf(citizens: readonly Citizen[], figures: readonly Figure[]): Class[] {
    const seen = citizens.map((): number[] => []);
    for (const [f, { members }] of figures.entries()) for (const one of members) seen[one]?.push(f);
    const groups = new Map<string, number[]>();
    for (const [i, { tap, score }] of citizens.entries()) {
      const key = `${tap !== null}/${score !== null}/${seen[i]?.join(",")}`;
      groups.set(key, [...(groups.get(key) ?? []), i]);
    }
    return [...groups.values()].map((members) => {
      const first = citizens[members[0] ?? 0] as Citizen;
      const taps = first.tap === null ? [null] : LEVELS;
      const scores = first.score === null ? [null] : this.#values;
      const answers = taps.flatMap((tap) => scores.map((score) => ({ tap, score })));
      return { members, figures: seen[members[0] ?? 0] ?? [], answers };
    });
  }

  /** Whether one of the others could have answered otherwise, while whoever is not `free` answered as they did. */
  #couldBeElse(
    { citizens, figures, target, others, answer, part, insider }: Question,
    free: readonly Class[],
  ): boolean {
    const t = free.indexOf(target);
    const same = target.answers.flatMap((one, a) => (partOf(one, answer) === part ? [`y${t}_${a}`] : []));
    const fixed: string[] = [];
    let own = 0;
    const c = free.findIndex(({ members }) => insider !== undefined && members.includes(insider));
    if (insider !== undefined && c >= 0) {
      const is = citizens[insider] as Citizen;
      const a = (free[c] as Class).answers.findIndex(({ tap, score }) => tap === is.tap && score === is.score);
      fixed.push(`y${c}_${a} >= 1`);
      if (c === t && partOf(is, answer) === part) own = 1;
    }
    const names = free.flatMap(({ answers }, n) => answers.map((_, a) => `y${n}_${a}`));
    const fewer = `${same.join(" + ")} <= ${others + own - 1}`;
    const equations = equationsOf(citizens, figures, free);
    const rows = ["Minimize", "obj: 0 y0_0", "Subject To", ...equations, ...fixed, fewer];
    const program = [...rows, "General", ...wrapped(names), "End"].join("\n");
    const { Status } = this.#highs.solve(program, { output_flag: false });
    return Status !== "Infeasible";
  }
}

type Question = {
  readonly citizens: readonly Citizen[];
  readonly figures: readonly Figure[];
  readonly target: Class;
  /** Of the target's class, without the insider. */
  readonly others: number;
  readonly answer: "tap" | "level";
  readonly part: number;
  readonly insider: number | undefined;
};

const smallest = (figures: readonly Figure[], { figures: seen }: Class): number =>
  [...seen].sort((a, b) => (figures[a]?.members.length ?? 0) - (figures[b]?.members.length ?? 0))[0] ?? -1;

const neighbours = (classes: readonly Class[], figures: readonly number[]): Class[] =>
  classes.filter((one) => one.figures.some((f) => figures.includes(f)));

function connected(classes: readonly Class[], from: readonly Class[]): Class[] {
  for (let now = [...from]; ; ) {
    const next = neighbours(classes, [...new Set(now.flatMap(({ figures }) => figures))]);
    if (next.length === now.length) return now;
    now = next;
  }
}

const partOf = ({ tap, score }: Answer, answer: "tap" | "level"): number | null =>
  answer === "tap" ? tap : score === null ? null : levelColumn(score);

/** One of each way of having answered, among those who stand in one figure with the target. */
function insidersOf(citizens: readonly Citizen[], near: readonly Class[]): number[] {
  return near.flatMap(({ members }) => {
    const ways = new Map(members.map((one) => [`${citizens[one]?.tap}/${citizens[one]?.score}`, one]));
    return [...ways.values()];
  });
}

function equationsOf(citizens: readonly Citizen[], figures: readonly Figure[], classes: readonly Class[]): string[] {
  const lines = classes.map(
    ({ members, answers }, c) => `${answers.map((_, a) => `y${c}_${a}`).join(" + ")} = ${members.length}`,
  );
  for (const [f, figure] of figures.entries()) {
    const inside = classes.flatMap((one, c) => (one.figures.includes(f) ? [{ ...one, c }] : []));
    const say = (weight: (answer: Answer) => number): void => {
      const terms = inside.flatMap(({ answers, c }) =>
        answers.flatMap((answer, a) => (weight(answer) === 0 ? [] : [`${weight(answer)} y${c}_${a}`])),
      );
      const truth = inside
        .flatMap(({ members }) => members)
        .reduce((sum, one) => sum + weight(citizens[one] as Citizen), 0);
      if (terms.length > 0) lines.push(`${wrapped(terms, " + ").join("\n")} = ${truth}`);
    };
    if (figure.taps) for (const level of LEVELS) say(({ tap }) => Number(tap === level));
    if (figure.scores) {
      say(({ score }) => score ?? 0);
      say(({ score }) => (score ?? 0) ** 2);
    }
    if (figure.pairs)
      for (const row of LEVELS)
        for (const column of LEVELS)
          say(({ tap, score }) => Number(tap === row && score !== null && levelColumn(score) === column));
  }
  return lines;
}

/** The format knows no lines of any length. */
function wrapped(words: readonly string[], between = " "): string[] {
  const lines: string[] = [];
  for (let at = 0; at < words.length; at += 20)
    lines.push((at > 0 ? between : "") + words.slice(at, at + 20).join(between));
  return lines;
}
