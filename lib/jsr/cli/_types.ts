/** Joins intersections into one type that reads well. */
type Joined<T> = T extends Record<string, unknown> ? { [Key in keyof T]: T[Key] } : T;

/** Where no option says anything about types, every flag may be anything. */
// deno-lint-ignore no-explicit-any
type Anything = Record<string, any>;

type Names = string | undefined;

/** What the options say about each flag. Names with dots are left untyped. */
type Typed<
  Booleans extends boolean | Names,
  Strings extends Names,
  Collected extends Names,
  Negatable extends Names,
> =
  & { [Name in Exclude<Extract<Booleans, string>, Collected>]: boolean }
  & { [Name in Extract<Extract<Booleans, string>, Collected>]: boolean[] }
  & {
    [Name in Exclude<Extract<Strings, string>, Collected>]?: Name extends Negatable ? string | false
      : string;
  }
  & {
    [Name in Extract<Extract<Strings, string>, Collected>]: Name extends Negatable
      ? string[] | false
      : string[];
  }
  & {
    [Name in Exclude<Extract<Collected, string>, Extract<Booleans | Strings, string>>]: unknown[];
  };

/** A default makes a flag certain and adds its own type. */
type WithDefaults<Flags, Defaults> = Defaults extends Record<string, unknown> ?
    & Omit<Flags, keyof Defaults>
    & {
      [Name in keyof Defaults]: Name extends keyof Flags
        ? NonNullable<Flags[Name]> | Widened<Defaults[Name]>
        : unknown;
    }
  : Flags;

type Widened<T> = T extends boolean ? boolean : T;

/** Other names have the types of the flags that they stand for. */
type WithAliases<Flags, A> = A extends Record<string, unknown> ?
    & Flags
    & {
      [
        Name in keyof Flags & keyof A as A[Name] extends string ? A[Name]
          : A[Name] extends ReadonlyArray<infer Each extends string> ? Each
          : never
      ]: Flags[Name];
    }
  : Flags;

/** The flags of a call, typed by its options. */
export type Values<
  Booleans extends boolean | Names,
  Strings extends Names,
  Collected extends Names,
  Negatable extends Names,
  Defaults extends Record<string, unknown> | undefined,
  A extends Aliases | undefined,
> = [Extract<Booleans | Strings | Collected, string>] extends [never] ? Anything
  :
    & Record<string, unknown>
    & WithAliases<WithDefaults<Typed<Booleans, Strings, Collected, Negatable>, Defaults>, A>;

/** Other names of flags. */
export type Aliases<ArgNames = string, AliasNames extends string = string> = Partial<
  Record<Extract<ArgNames, string>, AliasNames | ReadonlyArray<AliasNames>>
>;

/** What `parseArgs` gives back. */
export type Args<
  TArgs extends Record<string, unknown> = Anything,
  TDoubleDash extends boolean | undefined = undefined,
> = Joined<
  & TArgs
  & {
    /** The arguments that belong to no flag. */
    _: Array<string | number>;
  }
  & (true extends TDoubleDash ? Required<DoubleDash>
    : boolean extends TDoubleDash ? DoubleDash
    : Record<never, never>)
>;

interface DoubleDash {
  /** The arguments after `--`. */
  "--"?: string[];
}

/** How `parseArgs` reads the arguments. */
export interface ParseOptions<
  TBooleans extends boolean | Names = boolean | Names,
  TStrings extends Names = Names,
  TCollectable extends Names = Names,
  TNegatable extends Names = Names,
  TDefault extends Record<string, unknown> | undefined = Record<string, unknown> | undefined,
  TAliases extends Aliases | undefined = Aliases | undefined,
  TDoubleDash extends boolean | undefined = boolean | undefined,
> {
  /** True: what follows `--` comes back under `"--"` instead of `_`. */
  "--"?: TDoubleDash;
  /** Other names of flags. */
  alias?: TAliases;
  /** Flags without a value, false by default; true: every `--flag` without a `=` is one. */
  boolean?: TBooleans | ReadonlyArray<Extract<TBooleans, string>>;
  /** Values of flags that are not given. */
  default?: TDefault;
  /** True: everything from the first argument on that belongs to no flag comes back in `_`. */
  stopEarly?: boolean;
  /** Flags whose values stay text, even where they look like numbers. */
  string?: TStrings | ReadonlyArray<Extract<TStrings, string>>;
  /** Flags that may be given several times. */
  collect?: TCollectable | ReadonlyArray<Extract<TCollectable, string>>;
  /** Flags that `--no-flag` sets to false. */
  negatable?: TNegatable | ReadonlyArray<Extract<TNegatable, string>>;
  /** Is told of every argument that no option names; false drops the argument. */
  unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}
