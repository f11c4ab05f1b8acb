import type { Stage } from "./stage.ts";

/**
 * Puts stages in an order in which each comes after those it reads from. Stages that do not depend
 * on each other keep the order of the alphabet.
 *
 * @throws {Error} where a stage names one that does not exist, or they wait for each other
 */
export function orderStages(stages: readonly Stage[]): Stage[] {
  const waiting = new Map(stages.map((stage) => [stage.name, stage]));
  const names = [...waiting.keys()].sort();
  for (const stage of stages) {
    const unknown = stage.after.find((name) => !waiting.has(name));
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
      waiting.get(name)?.after.every((before) => !waiting.has(before))
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
