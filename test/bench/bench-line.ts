export type BenchLine = {
  readonly what: string;
  readonly value: number;
  readonly goal: string;
  readonly detail: string;
};
