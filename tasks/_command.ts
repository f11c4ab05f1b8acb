import { parseArgs } from "@std/cli/parse-args";
import {
  type Clock,
  ExitCode,
  InputError,
  PerduraError,
  type Progress,
  silent,
  similarName,
} from "perdura/core/mod.ts";
import { explainFileError } from "perdura/lake/file_error.ts";
import { systemClock } from "./_clock.ts";
import { flagName, type Flags, type FlagValues, readFlag, toggle } from "./_flags.ts";
import { helpText } from "./_help.ts";
import { progressOn } from "./_progress.ts";
import { systemTerminal, type Terminal } from "./_terminal.ts";

/** A command line: what it is called, which flags it takes, what it does. */
export interface Command<F extends Flags> {
  /** As in `deno task NAME`. */
  readonly name: string;
  /** What it does, in a sentence. */
  readonly summary: string;
  /** Whole command lines that can be copied. */
  readonly examples: readonly string[];
  /** Its own flags by their names in code; `asOf` is written `--as-of`. */
  readonly flags: F;
  /** Whether `--data_path` is read as `--data-path`. */
  readonly acceptsUnderscores?: true;
  /** The arguments without a flag; absent where it takes none. */
  readonly positional?: { readonly name: string; readonly meaning: string };
  /**
   * Does the work.
   *
   * @returns the result as plain JSON, which `--json` prints
   */
  run(context: CommandContext<F>): Promise<unknown>;
}

/** What a command may use. */
export interface CommandContext<F extends Flags> {
  readonly flags: FlagValues<F>;
  readonly positional: readonly string[];
  readonly clock: Clock;
  /** Draws on standard error; silent with `--quiet`. */
  readonly progress: Progress;
  /** Writes a line of the result for people; silent with `--json`. */
  print(line: string): void;
  /** Writes a warning to standard error. */
  printError(line: string): void;
}

/** What a command line gets from its surroundings. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly clock: Clock;
}

const commonFlags = {
  json: toggle("Prints the result as one JSON object and nothing else on standard output"),
  quiet: toggle("Shows no progress"),
  verbose: toggle("Shows where in the code an error arose"),
  help: toggle("Shows this text"),
};

/** Declares a command; the types of its flags' values follow from their declarations. */
export function defineCommand<F extends Flags>(command: Command<F>): Command<F> {
  return command;
}

/**
 * Runs a command line from its arguments to its exit code.
 *
 * Errors that are meant for people ({@linkcode PerduraError}, failures of the file system) become
 * one message on standard error and the exit code that belongs to them; everything else is a defect
 * and says so.
 *
 * @param command what to run
 * @param args the arguments, usually `Deno.args`
 * @returns what the process should leave with
 *
 * @example
 * ```ts ignore
 * if (import.meta.main) Deno.exit(await runCommand(command, Deno.args));
 * ```
 */
export async function runCommand<F extends Flags>(
  command: Command<F>,
  args: string[],
  { terminal, clock }: Surroundings = { terminal: systemTerminal, clock: systemClock },
): Promise<number> {
  // Known before the arguments are understood, so that errors in them obey it too.
  const isVerbose = args.includes("--verbose");
  let progress: Progress & { close(): void } = { ...silent, close: () => {} };
  try {
    const { common, flags, positional } = readArguments(command, args);
    if (common.help) {
      terminal.printLine(helpText(command as Command<Flags>, commonFlags, terminal.columns()));
      return ExitCode.success;
    }
    if (!common.quiet) progress = progressOn(terminal, clock);
    const result = await command.run({
      flags,
      positional,
      clock,
      progress,
      print: common.json ? () => {} : (line) => {
        progress.close();
        terminal.printLine(line);
      },
      printError: (line) => {
        progress.close();
        terminal.tell(`${line}\n`);
      },
    });
    progress.close();
    if (common.json) terminal.printLine(JSON.stringify(result ?? {}));
    return ExitCode.success;
  } catch (thrown) {
    progress.close();
    const error = explainFileError(thrown, `Cannot finish "${command.name}" (${textOf(thrown)})`);
    terminal.tell(`${isVerbose ? stackOf(error) : messageOf(error)}\n`);
    return error instanceof PerduraError ? error.exitCode : ExitCode.defect;
  }
}

function readArguments<F extends Flags>(command: Command<F>, args: string[]): {
  common: FlagValues<typeof commonFlags>;
  flags: FlagValues<F>;
  positional: string[];
} {
  const all = Object.entries<Flags[string]>({ ...command.flags, ...commonFlags })
    .map(([nameInCode, flag]) => ({ nameInCode, name: flagName(nameInCode), flag }));
  const withValue = all.filter(({ flag }) => flag.value !== undefined).map(({ name }) => name);
  // People used to npm write `deno task NAME -- --flag`.
  const written = args[0] === "--" ? args.slice(1) : args;
  const parsed = parseArgs(command.acceptsUnderscores ? written.map(withDashes) : written, {
    boolean: all.filter(({ flag }) => flag.value === undefined).map(({ name }) => name),
    string: [...withValue, "_"],
    collect: withValue,
    alias: { help: "h" },
    unknown: (arg, key) => {
      if (key !== undefined) refuseFlag(command.name, arg, all.map(({ name }) => name));
    },
  });
  const positional = parsed._.map(String);
  if (positional.length > 0 && command.positional === undefined) {
    throw new InputError(
      `Cannot use "${positional[0]}": \`deno task ${command.name}\` takes flags only; ` +
        "see them with --help",
    );
  }
  const values = Object.fromEntries(all.map(({ nameInCode, name, flag }) => {
    const given = parsed[name];
    const texts = flag.value !== undefined ? given as string[] : given ? [""] : [];
    // Help is shown whatever else is wrong with the line.
    return [nameInCode, parsed.help ? texts.length > 0 : readFlag(name, flag, texts)];
  }));
  const own = Object.keys(command.flags).map((name) => [name, values[name]]);
  return {
    common: values as FlagValues<typeof commonFlags>,
    flags: Object.fromEntries(own) as FlagValues<F>,
    positional,
  };
}

/** `--data_path=my_file` as `--data-path=my_file`. */
function withDashes(arg: string): string {
  return arg.replace(/^--[a-z0-9_]+(?==|$)/, (name) => name.replaceAll("_", "-"));
}

function refuseFlag(commandName: string, arg: string, known: string[]): never {
  const written = arg.split("=", 1)[0]!;
  const name = written.replace(/^-+/, "").replaceAll("_", "-");
  if (arg.endsWith("=") && known.includes(name)) {
    throw new InputError(`Cannot read --${name}: its value is missing`);
  }
  if (/^-[\d.]/.test(arg)) {
    throw new InputError(
      `Cannot use "${arg}": a value that begins with a dash is written with "=", as in --name=${arg}`,
    );
  }
  const similar = similarName(name, known);
  throw new InputError(
    `Cannot use "${written}": \`deno task ${commandName}\` has no such flag; ` +
      (similar === undefined ? "see all with --help" : `did you mean "--${similar}"?`),
  );
}

function messageOf(error: unknown): string {
  if (error instanceof PerduraError) return error.message;
  if (error instanceof Deno.errors.NotCapable) {
    return `Cannot go on: Deno was not given a permission that this needs (${error.message})`;
  }
  return `Cannot go on: ${textOf(error)}\n` +
    "This is a defect of Perdura, not of your data; --verbose shows where it arose";
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? Deno.inspect(error) : String(error);
}
