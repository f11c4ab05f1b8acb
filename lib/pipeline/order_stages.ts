import type { Stage } from "./stage.ts";

/** The order in which people think of the stages. */
const usualOrder = [
  "ingest",
  "clean",
  "features",
  "clv",
  "repurchase",
  "conversion",
  "send-list",
  "churn",
  "segments",
  "recommend",
];

/**
 * Puts stages in an order in which each comes after those it reads from. Stages that do not depend
 * on each other keep the usual order, others that of the alphabet.
 *
 * @throws {Error} where a stage names one that does not exist, or they wait for each other
 */
export function orderStages(stages: readonly Stage[]): Stage[] {
  const waiting = new Map(stages.map((stage) => [stage.name, stage]));
  const names = [...waiting.keys()].sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
  for (const stage of stages) {
    const unknown = thoseBefore(stage).find((name) => !waiting.has(name));
    if (unknown !== undefined) {
      throw new Error(
        `Cannot order the stages: "${stage.name}" comes after "${unknown}", ` +
          `which does not exist`,
      );
    }
  }
  const ordered: Stage[] = [];
  while (waiting.size > 0) {
    const next = names.find((name) =>
      waiting.has(name) && thoseBefore(waiting.get(name)!).every((before) => !waiting.has(before))
    );
    if (next === undefined) {
      throw new Error(
        `Cannot order the stages: ${[...waiting.keys()].join(", ")} form a circle`,
      );
    }
    ordered.push(waiting.get(next)!);
    waiting.delete(next);
  }
  return ordered;
}

/** The stages whose outputs a stage reads, be it only where they have run. */
export function thoseBefore({ after, mayFollow = [] }: Stage): readonly string[] {
  return [...after, ...mayFollow];
}

function placeOf(name: string): number {
  const place = usualOrder.indexOf(name);
  return place < 0 ? usualOrder.length : place;
}
