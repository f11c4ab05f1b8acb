import { assertLess } from "@std/assert";

/** The rows of a CSV text as records; quotation marks as the demo writes them. */
export function csvRows(text: string): Record<string, string>[] {
  const [header, ...lines] = text.trimEnd().split("\n").map(cells);
  return lines.map((line) => Object.fromEntries(header!.map((name, i) => [name, line[i]!])));
}

/** What a generator yields, and what it returns. */
export function taken<Item, Result>(
  items: Generator<Item, Result>,
): { items: Item[]; result: Result } {
  const list: Item[] = [];
  for (let next = items.next();; next = items.next()) {
    if (next.done) return { items: list, result: next.value };
    list.push(next.value);
  }
}

/** Fails where events are more or fewer than their probabilities make likely, by four deviations. */
export function requireLikely(
  events: readonly number[],
  probabilities: readonly number[],
  what: string,
): void {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const deviation = Math.sqrt(sum(probabilities.map((p) => p * (1 - p))));
  const distance = (sum(events) - sum(probabilities)) / deviation;
  assertLess(Math.abs(distance), 4, `${what}: ${sum(events)} of ${sum(probabilities)} expected`);
}

/** {@linkcode requireLikely} in each tenth of the rows by probability. */
export function requireCalibrated(
  events: readonly number[],
  probabilities: readonly number[],
): void {
  const order = probabilities.map((_, i) => i).sort((a, b) =>
    probabilities[a]! - probabilities[b]!
  );
  for (let tenth = 0; tenth < 10; tenth++) {
    const rows = order.slice(tenth * order.length / 10, (tenth + 1) * order.length / 10);
    requireLikely(
      rows.map((row) => events[row]!),
      rows.map((row) => probabilities[row]!),
      `tenth ${tenth}`,
    );
  }
}

/** {@linkcode requireLikely} in each group of rows that say the same. */
export function requireNoMeaning(
  groups: readonly string[],
  events: readonly number[],
  probabilities: readonly number[],
): void {
  for (const group of new Set(groups)) {
    const rows = groups.flatMap((name, row) => name === group ? [row] : []);
    requireLikely(
      rows.map((row) => events[row]!),
      rows.map((row) => probabilities[row]!),
      group,
    );
  }
}

function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
    .map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!);
}
