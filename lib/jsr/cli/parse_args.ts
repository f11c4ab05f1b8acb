/**
 * Stand-in for `jsr:@std/cli/parse-args`, for machines that cannot reach the JSR registry.
 *
 * Names, signatures and behaviour are those of the published module, with one exception in types
 * only: the values of flags with a dot in their name are `unknown`. Without the `links` entry in
 * `deno.json` the published package takes its place and no code changes.
 *
 * @module
 */
import type { Aliases, Args, ParseOptions, Values } from "./_types.ts";

export type { Args, ParseOptions };

type Value = string | number | boolean;

/** `--key`, `--no-key`, `--key=value`, `-k`, `-abc`; an empty value counts as none. */
const FLAG = /^-(?<double>-(?<negated>no-)?)?(?<key>.+?)(?:=(?<value>.+?))?$/s;
const LETTER = /[A-Za-z]/;
/** Deliberately open at the start, as published: `-n5` and `-nx5` both carry a value. */
const NUMBER_AT_END = /-?\d+(\.\d*)?(e-?\d+)?$/;
const LOOKS_LIKE_FLAG = /^--?[^-]/;

/**
 * Reads command line arguments.
 *
 * A flag takes the argument after it as its value unless that looks like a flag itself. Values
 * that look like numbers become numbers, except those of `string` flags. What belongs to no flag
 * is found in `_`, as is everything after `--`.
 *
 * @param args the arguments, without program name
 * @param options how to read them
 * @returns the flags by name, the other arguments in `_`
 * @throws {TypeError} where an alias is undefined
 *
 * @example
 * ```ts
 * import { parseArgs } from "@std/cli/parse-args";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseArgs(["--seed=1", "--lake", "data", "file.csv"], { string: ["lake"] }), {
 *   seed: 1,
 *   lake: "data",
 *   _: ["file.csv"],
 * });
 * ```
 */
export function parseArgs<
  TArgs extends Values<TBooleans, TStrings, TCollectable, TNegatable, TDefaults, TAliases>,
  TDoubleDash extends boolean | undefined = undefined,
  TBooleans extends boolean | string | undefined = undefined,
  TStrings extends string | undefined = undefined,
  TCollectable extends string | undefined = undefined,
  TNegatable extends string | undefined = undefined,
  TDefaults extends Record<string, unknown> | undefined = undefined,
  TAliases extends Aliases<TAliasArgNames, TAliasNames> | undefined = undefined,
  TAliasArgNames extends string = string,
  TAliasNames extends string = string,
>(
  args: string[],
  options?: ParseOptions<
    TBooleans,
    TStrings,
    TCollectable,
    TNegatable,
    TDefaults,
    TAliases,
    TDoubleDash
  >,
): Args<TArgs, TDoubleDash> {
  return new Parser(options ?? {}).parse(args) as Args<TArgs, TDoubleDash>;
}

class Parser {
  readonly #options: ParseOptions;
  readonly #aliases = new Map<string, string[]>();
  readonly #booleans: Set<string>;
  readonly #strings: Set<string>;
  readonly #collected: Set<string>;
  readonly #negatable: Set<string>;
  readonly #areAllBooleans: boolean;
  readonly #result: Record<string, unknown> & { _: Value[] } = { _: [] };

  constructor(options: ParseOptions) {
    this.#options = options;
    for (const [name, value] of Object.entries(options.alias ?? {})) {
      if (value === undefined) throw new TypeError("Alias value must be defined");
      const all = [name, ...[value].flat()];
      for (const each of all) this.#aliases.set(each, all.filter((other) => other !== each));
    }
    this.#areAllBooleans = options.boolean === true;
    this.#booleans = this.#named(options.boolean);
    this.#strings = this.#named(options.string);
    this.#collected = this.#named(options.collect);
    this.#negatable = this.#named(options.negatable);
  }

  parse(args: string[]): Record<string, unknown> {
    const end = args.indexOf("--");
    const rest = end < 0 ? [] : args.slice(end + 1);
    const own = end < 0 ? args : args.slice(0, end);
    for (let i = 0; i < own.length; i++) {
      const arg = own[i]!;
      const flag = FLAG.exec(arg)?.groups;
      if (flag?.double !== undefined) {
        i += this.#long(arg, flag, own[i + 1]);
      } else if (flag) {
        i += this.#short(arg, own[i + 1]);
      } else {
        if (this.#options.unknown?.(arg) !== false) {
          this.#result._.push(this.#strings.has("_") ? arg : numberOrText(arg));
        }
        if (this.#options.stopEarly) {
          this.#result._.push(...own.slice(i + 1));
          break;
        }
      }
    }
    this.#fillDefaults();
    if (this.#options["--"]) this.#result["--"] = rest;
    else this.#result._.push(...rest);
    return this.#result;
  }

  /** The names of an option, with their aliases. */
  #named(option: boolean | string | readonly string[] | undefined): Set<string> {
    if (typeof option === "boolean" || option === undefined) return new Set();
    const names = [option].flat().filter((name) => name !== "");
    return new Set(names.flatMap((name) => [name, ...this.#aliases.get(name) ?? []]));
  }

  /** `--key…`. Gives back how many further arguments were used up. */
  #long(arg: string, flag: Record<string, string | undefined>, next: string | undefined): 0 | 1 {
    let key = flag.key!;
    if (flag.value !== undefined) {
      this.#set(key, this.#booleans.has(key) ? flag.value !== "false" : flag.value, arg);
      return 0;
    }
    if (flag.negated !== undefined) {
      if (this.#negatable.has(key)) {
        this.#set(key, false, arg, false);
        return 0;
      }
      key = `no-${key}`;
    }
    const mayTake = !this.#areAllBooleans && next !== undefined && !next.startsWith("-");
    return this.#setWithNext(key, arg, next, mayTake);
  }

  /** `-k`, `-k value`, `-k5`, `-k=value`, `-abc`. Gives back as `#long` does. */
  #short(arg: string, next: string | undefined): 0 | 1 {
    const letters = [...arg.slice(1, -1).split("")];
    for (const [index, letter] of letters.entries()) {
      const rest = arg.slice(index + 2);
      if (rest === "-") {
        this.#set(letter, rest, arg);
        continue;
      }
      const value = LETTER.test(letter) ? attachedValue(rest) : undefined;
      if (value !== undefined) {
        this.#set(letter, value, arg);
        return 0;
      }
      if (/\W/.test(letters[index + 1] ?? "")) {
        this.#set(letter, rest, arg);
        return 0;
      }
      this.#set(letter, this.#strings.has(letter) ? "" : true, arg);
    }
    const key = arg.slice(-1);
    if (key === "-") return 0;
    return this.#setWithNext(key, arg, next, next !== undefined && !LOOKS_LIKE_FLAG.test(next));
  }

  /** Sets a flag to the next argument where that can be its value. */
  #setWithNext(key: string, arg: string, next: string | undefined, mayTake: boolean): 0 | 1 {
    if (next && mayTake && !this.#booleans.has(key)) {
      this.#set(key, next, arg);
      return 1;
    }
    if (next === "true" || next === "false") {
      this.#set(key, next === "true", arg);
      return 1;
    }
    this.#set(key, this.#strings.has(key) ? "" : true, arg);
    return 0;
  }

  #set(key: string, value: Value, arg: string, mayCollect = true): void {
    const isKnown = this.#booleans.has(key) || this.#strings.has(key) || this.#aliases.has(key) ||
      (this.#areAllBooleans && /^--[^=]+$/.test(arg));
    if (!isKnown && this.#options.unknown?.(arg, key, value) === false) return;
    const typed = typeof value === "string" && !this.#strings.has(key)
      ? numberOrText(value)
      : value;
    for (const name of [key, ...this.#aliases.get(key) ?? []]) {
      this.#store(name, typed, mayCollect && this.#collected.has(key));
    }
  }

  /** Puts a value where its dotted name says. */
  #store(name: string, value: unknown, isCollected = false): void {
    const path = name.split(".");
    const last = path.pop()!;
    let object: Record<string, unknown> = this.#result;
    for (const key of path) object = (object[key] ??= {}) as Record<string, unknown>;
    const before = object[last];
    if (!isCollected) object[last] = value;
    else if (Array.isArray(before)) before.push(value);
    else object[last] = before ? [before, value] : [value];
  }

  #has(name: string): boolean {
    let object: unknown = this.#result;
    for (const key of name.split(".")) {
      if (!Object.hasOwn(Object(object), key)) return false;
      object = (object as Record<string, unknown>)[key];
    }
    return true;
  }

  #fillDefaults(): void {
    for (const [name, value] of Object.entries(this.#options.default ?? {})) {
      if (this.#has(name)) continue;
      for (const each of [name, ...this.#aliases.get(name) ?? []]) this.#store(each, value);
    }
    for (const name of this.#booleans) {
      if (!this.#has(name)) this.#store(name, this.#collected.has(name) ? [] : false);
    }
    for (const name of this.#strings) {
      if (!this.#has(name) && this.#collected.has(name)) this.#store(name, []);
    }
  }
}

/** The value in `-k=value` and `-k5`, given what follows the letter. */
function attachedValue(rest: string): string | undefined {
  return /=(?<value>.+)/.exec(rest)?.groups?.value ?? (NUMBER_AT_END.test(rest) ? rest : undefined);
}

function numberOrText(text: string): string | number {
  return /\S/.test(text) && Number.isFinite(Number(text)) ? Number(text) : text;
}
