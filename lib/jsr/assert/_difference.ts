import { format } from "./_message.ts";

/** Lines of agreement that are shown on either side of a difference. */
const CONTEXT = 3;
/** Beyond this many pairs of lines, a difference is shown as one removed and one added block. */
const LARGEST_COMPARISON = 4_000_000;

interface Line {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/**
 * Two values side by side, as lines marked `-` (only in the actual value) and `+` (only in the
 * expected one), long stretches of agreement left out.
 */
export function difference(actual: unknown, expected: unknown): string {
  const lines = compareLines(linesOf(actual), linesOf(expected));
  return ["", "    [Diff] Actual / Expected", "", ...fold(lines), ""].join("\n");
}

/** Text of several lines is compared as it reads, not in its quoted form. */
function linesOf(value: unknown): string[] {
  const isLongText = typeof value === "string" && value.includes("\n");
  return (isLongText ? value : format(value)).split("\n");
}

function compareLines(actual: string[], expected: string[]): Line[] {
  let head = 0;
  while (head < actual.length && head < expected.length && actual[head] === expected[head]) head++;
  let tail = 0;
  while (
    tail < actual.length - head && tail < expected.length - head &&
    actual[actual.length - 1 - tail] === expected[expected.length - 1 - tail]
  ) tail++;
  const same = (text: string): Line => ({ sign: " ", text });
  return [
    ...actual.slice(0, head).map(same),
    ...compareMiddle(
      actual.slice(head, actual.length - tail),
      expected.slice(head, expected.length - tail),
    ),
    ...actual.slice(actual.length - tail).map(same),
  ];
}

/** Keeps a longest common subsequence of lines and marks the rest. */
function compareMiddle(actual: string[], expected: string[]): Line[] {
  const width = expected.length + 1;
  const result: Line[] = [];
  let i = 0;
  let j = 0;
  if (actual.length * expected.length <= LARGEST_COMPARISON) {
    // common[i * width + j] is the length for the lines from i and j on.
    const common = new Uint32Array((actual.length + 1) * width);
    const at = (row: number, column: number) => common[row * width + column] ?? 0;
    for (let row = actual.length - 1; row >= 0; row--) {
      for (let column = expected.length - 1; column >= 0; column--) {
        common[row * width + column] = actual[row] === expected[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
      }
    }
    while (i < actual.length && j < expected.length) {
      if (actual[i] === expected[j]) {
        result.push({ sign: " ", text: actual[i]! });
        i++;
        j++;
      } else if (at(i + 1, j) >= at(i, j + 1)) {
        result.push({ sign: "-", text: actual[i++]! });
      } else {
        result.push({ sign: "+", text: expected[j++]! });
      }
    }
  }
  for (; i < actual.length; i++) result.push({ sign: "-", text: actual[i]! });
  for (; j < expected.length; j++) result.push({ sign: "+", text: expected[j]! });
  return result;
}

function fold(lines: Line[]): string[] {
  const isNear = new Uint8Array(lines.length);
  lines.forEach(({ sign }, index) => {
    if (sign === " ") return;
    isNear.fill(1, Math.max(0, index - CONTEXT), index + CONTEXT + 1);
  });
  const shown: string[] = [];
  let skipped = 0;
  const close = () => {
    if (skipped > 0) shown.push(`    … ${skipped} equal lines`);
    skipped = 0;
  };
  lines.forEach(({ sign, text }, index) => {
    if (!isNear[index]) {
      skipped++;
      return;
    }
    close();
    shown.push(sign === " " ? `    ${text}` : `${sign}   ${text}`);
  });
  close();
  return shown;
}
