/** Works on up to `depth` items at a time and yields the results in the items' order. `work` must not reject. */
export async function* ahead<T, R>(
  items: AsyncIterable<T>,
  depth: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const waiting: Promise<R>[] = [];
  for await (const item of items) {
    waiting.push(work(item));
    if (waiting.length >= depth) yield waiting.shift() as Promise<R>;
  }
  yield* waiting;
}
