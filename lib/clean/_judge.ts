import pl from "nodejs-polars";
import type { Part } from "./find_parts.ts";
import type { Lines } from "./_lines.ts";
import { repeatedLines } from "./repeated_lines.ts";
import type { Rule } from "./rule.ts";

/**
 * Asks every rule about every line.
 *
 * @param rules rules about single lines and about repeated ones, in their order
 * @returns for each line 0, or the number of the first rule that takes it, counted from 1
 */
export function judge(
  frame: pl.DataFrame,
  lines: Lines,
  parts: readonly Part[],
  rules: readonly Rule[],
): Uint8Array {
  const asked = (name: Rule["name"]) => rules.some((rule) => rule.name === name);
  const repeats = asked("overlapping_period") || asked("exact_duplicate")
    ? repeatedLines(
      lines,
      asked("overlapping_period") ? parts : [whole(lines)],
      readableLines(frame, rules),
    )
    : {
      overlapping: new Uint8Array(lines.count),
      duplicate: new Uint8Array(lines.count),
    };
  const marked = frame.withColumns(
    pl.Series("is_overlapping", repeats.overlapping).cast(pl.Bool),
    pl.Series("is_duplicate", repeats.duplicate).cast(pl.Bool),
  );
  return firstMatch(marked, rules);
}

/** All lines as one part, for duplicates without a look at periods. */
function whole(lines: Lines): Part {
  return { firstRow: 0, lastRow: lines.count - 1 };
}

/** 1 for the lines that are records at all. */
function readableLines(frame: pl.DataFrame, rules: readonly Rule[]): Uint8Array {
  const unreadable = rules.filter(({ name }) =>
    name === "malformed_line" || name === "unparsable_value"
  );
  return firstMatch(frame, unreadable).map((rule) => rule === 0 ? 1 : 0);
}

/** For each line the number of the first rule that takes it, 0 where none does. */
function firstMatch(frame: pl.DataFrame, rules: readonly Rule[]): Uint8Array {
  const verdict = new Uint8Array(frame.height);
  rules.forEach(({ takes }, i) => {
    // One rule at a time: a single plan for all would hold every intermediate column at once.
    const taken = frame.select(takes.fillNull(pl.lit(false)).cast(pl.UInt8).alias("taken"))
      .getColumn("taken").toTypedArray() as Uint8Array;
    for (let row = 0; row < taken.length; row++) {
      if (taken[row] === 1 && verdict[row] === 0) verdict[row] = i + 1;
    }
  });
  return verdict;
}
