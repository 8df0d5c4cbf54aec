/** Works on up to `depth` items at a time and yields the results in the items' order; throws where `work` does. */
export async function* ahead<T, R>(
  items: AsyncIterable<T>,
  depth: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const waiting: Promise<R>[] = [];
  for await (const item of items) {
    const result = work(item);
    // Its turn may come after that of another one that rejects.
    result.catch(() => {});
    waiting.push(result);
    if (waiting.length >= depth) yield await (waiting.shift() as Promise<R>);
  }
  yield* waiting;
}
