import { type Flag, flagName, type Flags } from "./_flags.ts";
import type { Command } from "./_command.ts";

/** Beyond this width, lines are hard to read. */
const WIDEST = 100;

/** What `--help` prints. */
export function helpText(
  command: Command<Flags>,
  commonFlags: Flags,
  columns: number,
): string {
  const width = Math.min(columns, WIDEST);
  const own = rows(command.flags);
  const common = rows(commonFlags);
  const positional = command.positional;
  const all: Row[] = [
    ...positional ? [{ left: positional.name, right: positional.meaning }] : [],
    ...own,
    ...common,
  ];
  const indent = Math.min(Math.max(...all.map(({ left }) => left.length)) + 4, 34);
  const table = (part: Row[]) => part.flatMap((row) => rowLines(row, indent, width));
  const usage = positional ? ` [${positional.name}…]` : "";
  return [
    `Usage: deno task ${command.name}${usage} [flags]`,
    "",
    ...wrap(command.summary, width),
    "",
    ...positional ? table(all.slice(0, 1)) : [],
    ...own.length > 0 ? ["Flags:", ...table(own), ""] : [],
    "Flags of every command:",
    ...table(common),
    "",
    ...wrap(
      "Exit codes: 0 done, 1 a defect, 2 bad input or usage, 3 data that breaks its contract, " +
        "4 a drift alarm, 5 an engine or service out of reach.",
      width,
    ),
    "",
    "Examples:",
    ...command.examples.map((example) => `  ${example}`),
  ].join("\n");
}

interface Row {
  readonly left: string;
  readonly right: string;
}

function rows(flags: Flags): Row[] {
  return Object.entries(flags).map(([name, flag]) => ({
    left: `--${flagName(name)}${flag.value === undefined ? "" : ` ${flag.value}`}`,
    right: explained(flag),
  }));
}

function explained({ meaning, otherwise, isRepeated }: Flag<unknown>): string {
  const notes = [
    ...isRepeated ? ["several with commas, or repeated"] : [],
    ...otherwise === undefined ? [] : [`default: ${otherwise}`],
  ];
  return notes.length === 0 ? meaning : `${meaning} (${notes.join("; ")})`;
}

/** A flag and its meaning side by side, or below each other where the flag is long. */
function rowLines({ left, right }: Row, indent: number, width: number): string[] {
  const lines = wrap(right, Math.max(width - indent, 20));
  const first = `  ${left}`;
  const [beside, below] = first.length + 2 <= indent
    ? [first.padEnd(indent) + lines[0], lines.slice(1)]
    : [first, lines];
  return [beside, ...below.map((line) => " ".repeat(indent) + line)];
}

/** Breaks a text into lines of at most a width, between words. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
