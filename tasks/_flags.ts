import { InputError } from "perdura/core/mod.ts";

/** A flag of a command line: how it is written, what it means, what its value becomes. */
export interface Flag<Value> {
  /** What stands for the value in the help text ("DIR"); absent where the flag takes no value. */
  readonly value?: string;
  /** What the flag is for, in a phrase. */
  readonly meaning: string;
  /** What applies where the flag is not given, for the help text. */
  readonly otherwise?: string;
  /** Whether it may be given several times. */
  readonly isRepeated?: true;
  /**
   * What the values on the command line become.
   *
   * @param given the values in their order; for a flag without a value, one empty text where it is
   *   given; nothing where it is not
   * @throws {Misunderstood} where a value is not of the right form
   */
  read(given: readonly string[]): Value;
}

/** Flags by their name in code; `asOf` is written `--as-of` on the command line. */
// deno-lint-ignore no-explicit-any
export type Flags = Record<string, Flag<any>>;

/** The values of flags. */
export type FlagValues<F extends Flags> = {
  -readonly [Name in keyof F]: F[Name] extends Flag<infer Value> ? Value : never;
};

/** Why a value is of no use: the second half of a message ("expected a whole number"). */
export class Misunderstood extends Error {
  override name = "Misunderstood";
}

/** What a flag with a value may say about itself. */
export interface ValueOptions<Value> {
  /** What stands for the value in the help text, in capitals. */
  readonly value: string;
  /** What applies where the flag is not given. */
  readonly default?: Value;
  /** What applies where the flag is not given, in words, where the code works it out. */
  readonly otherwise?: string;
}

/** A flag that is given or not: `--force`. */
export function toggle(meaning: string): Flag<boolean> {
  return { meaning, read: (given) => given.length > 0 };
}

/** A text: `--lake DIR`. */
export function text(
  meaning: string,
  options: ValueOptions<string> & { readonly default: string },
): Flag<string>;
export function text(meaning: string, options: ValueOptions<string>): Flag<string | undefined>;
export function text(meaning: string, options: ValueOptions<string>): Flag<string | undefined> {
  return single(meaning, options, (given) => given);
}

/** One of a few words: `--returns net|drop`. */
export function choice<Word extends string>(
  meaning: string,
  words: readonly Word[],
  options: Omit<ValueOptions<Word>, "value"> & { readonly default: Word },
): Flag<Word>;
export function choice<Word extends string>(
  meaning: string,
  words: readonly Word[],
  options?: Omit<ValueOptions<Word>, "value">,
): Flag<Word | undefined>;
export function choice<Word extends string>(
  meaning: string,
  words: readonly Word[],
  options: Omit<ValueOptions<Word>, "value"> = {},
): Flag<Word | undefined> {
  return single(meaning, { ...options, value: words.join("|") }, (given) => {
    const word = words.find((word) => word === given);
    if (word === undefined) throw new Misunderstood(`expected ${words.join(" or ")}`);
    return word;
  });
}

/** The numbers that a flag accepts. */
export interface NumberRange {
  /** True: no fractions. */
  readonly isWhole?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A number: `--seed 7`. */
export function number(
  meaning: string,
  options: ValueOptions<number> & NumberRange & { readonly default: number },
): Flag<number>;
export function number(
  meaning: string,
  options: ValueOptions<number> & NumberRange,
): Flag<number | undefined>;
export function number(
  meaning: string,
  options: ValueOptions<number> & NumberRange,
): Flag<number | undefined> {
  const { isWhole = false, minimum = -Infinity, maximum = Infinity } = options;
  const bounds = [
    ...minimum > -Infinity ? [`of at least ${minimum}`] : [],
    ...maximum < Infinity ? [`of at most ${maximum}`] : [],
  ].join(" and ");
  return single(meaning, options, (given) => {
    const value = /\S/.test(given) ? Number(given) : NaN;
    const isRight = Number.isFinite(value) && (!isWhole || Number.isInteger(value)) &&
      value >= minimum && value <= maximum;
    if (isRight) return value;
    throw new Misunderstood(`expected a ${isWhole ? "whole number" : "number"} ${bounds}`.trim());
  });
}

/** A day of the calendar, written as in 2011-12-10: `--as-of DATE`. */
export function day(
  meaning: string,
  options: Partial<ValueOptions<string>> = {},
): Flag<string | undefined> {
  return single(meaning, { value: "DATE", ...options }, (given) => {
    const time = /^\d{4}-\d{2}-\d{2}$/.test(given) ? Date.parse(given) : NaN;
    // 2011-02-30 parses as the 2nd of March.
    if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== given) {
      throw new Misunderstood("expected a day of the calendar like 2011-12-10");
    }
    return given;
  });
}

/** Several texts: `--only clean,clv` or `--only clean --only clv`; none where it is not given. */
export function texts(
  meaning: string,
  options: Omit<ValueOptions<never>, "default">,
): Flag<string[]> {
  return {
    ...options,
    meaning,
    isRepeated: true,
    read: (given) => given.flatMap((value) => value.split(",")).map((value) => value.trim()),
  };
}

/** Several numbers: `--hidden 64,32`. */
export function numbers(
  meaning: string,
  options: Omit<ValueOptions<never>, "default" | "otherwise"> & NumberRange & {
    readonly default: readonly number[];
  },
): Flag<readonly number[]> {
  const { value, default: fallback, ...range } = options;
  const one = number(meaning, { value, ...range });
  return {
    meaning,
    value,
    otherwise: fallback.join(","),
    isRepeated: true,
    read: (given) =>
      given.length === 0
        ? fallback
        : given.flatMap((list) => list.split(",")).map((text) => one.read([text])!),
  };
}

/** Names with values: `--map customer_id=Client,timestamp=Day`; empty where it is not given. */
export function pairs(
  meaning: string,
  options: Omit<ValueOptions<never>, "default">,
): Flag<Record<string, string>> {
  return { ...options, meaning, isRepeated: true, read: readPairs };
}

function readPairs(given: readonly string[]): Record<string, string> {
  // A comma divides pairs only where another pair follows: values may have commas too.
  const parts = given.flatMap((value) => value.split(/,(?=\s*[\w.-]+\s*=)/));
  const found = new Map<string, string>();
  for (const part of parts) {
    const middle = part.indexOf("=");
    const name = part.slice(0, middle).trim();
    const value = part.slice(middle + 1).trim();
    if (middle < 0 || name === "" || value === "") {
      throw new Misunderstood(`expected NAME=VALUE, found "${part.trim()}"`);
    }
    if (found.has(name)) throw new Misunderstood(`"${name}" is given twice`);
    found.set(name, value);
  }
  return Object.fromEntries(found);
}

function single<Value>(
  meaning: string,
  { default: fallback, otherwise, value }: ValueOptions<Value>,
  parse: (given: string) => Value,
): Flag<Value | undefined> {
  const said = otherwise ?? (fallback === undefined ? undefined : String(fallback));
  return {
    meaning,
    value,
    ...said === undefined ? {} : { otherwise: said },
    read: ([given]) => given === undefined ? fallback : parse(given),
  };
}

/** `asOf` as it is written on the command line: `as-of`. */
export function flagName(nameInCode: string): string {
  return nameInCode.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Reads one flag, with a message that names it. */
export function readFlag<Value>(
  name: string,
  flag: Flag<Value>,
  given: readonly string[],
): Value {
  if (flag.value !== undefined && given.includes("")) {
    throw new InputError(
      `Cannot read --${name}: its value is missing; ` +
        `write --${name} ${flag.value}, or --${name}=${flag.value} where it starts with a dash`,
    );
  }
  if (given.length > 1 && !flag.isRepeated && flag.value !== undefined) {
    throw new InputError(`Cannot read --${name}: it is given ${given.length} times`);
  }
  try {
    return flag.read(given);
  } catch (error) {
    if (!(error instanceof Misunderstood)) throw error;
    throw new InputError(`Cannot read --${name} "${given.join(",")}": ${error.message}`);
  }
}
