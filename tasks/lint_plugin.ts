/// <reference lib="deno.unstable" /> // where Deno.lint is declared

/**
 * The house rules of the library, for `deno lint`.
 *
 * Code in `lib/` gets its clock, its random numbers and the ear it reports to from its caller, so
 * that the same inputs give the same bytes and nobody is printed at unasked.
 *
 * @module
 */

/** What a rule forbids and what to do instead. */
interface Ban {
  /** `Date.now`, or a bare name of which nothing may be used. */
  readonly name: string;
  readonly message: string;
  readonly hint: string;
}

const CLOCK = "Take a Clock (perdura/core/mod.ts) as a parameter and ask";

const BANS: Record<string, Ban> = {
  "no-date-now": {
    name: "Date.now",
    message: "The library does not ask the system clock",
    hint: `${CLOCK} clock.now(), or clock.elapsed() for durations`,
  },
  "no-performance-now": {
    name: "performance.now",
    message: "The library does not ask the system clock",
    hint: `${CLOCK} clock.elapsed()`,
  },
  "no-math-random": {
    name: "Math.random",
    message: "The library does not make up random numbers",
    hint: "Take a Random (perdura/core/mod.ts) as a parameter, made by seededRandom(seed)",
  },
  "no-console": {
    name: "console",
    message: "The library does not print",
    hint: "Return the result, or take a Progress (perdura/core/mod.ts) and report to it",
  },
  "no-environment": {
    name: "Deno.env",
    message: "The library does not read the environment",
    hint: "Take the value as a parameter; command lines in tasks/ read the environment",
  },
};

/** Whether the house rules hold in a file. */
function isLibrary(filename: string): boolean {
  const path = filename.replaceAll("\\", "/");
  return /(^|\/)lib\//.test(path) && !/(^|\/)lib\/jsr\//.test(path);
}

/** A rule that holds in `lib/` only. */
function libraryRule(create: Deno.lint.Rule["create"]): Deno.lint.Rule {
  return { create: (context) => isLibrary(context.filename) ? create(context) : {} };
}

/** A rule against a property of a global, or against a global as such. */
function banRule({ name, message, hint }: Ban): Deno.lint.Rule {
  const [object, property] = name.split(".");
  return libraryRule((context) => ({
    MemberExpression(node) {
      if (node.object.type !== "Identifier" || node.object.name !== object) return;
      if (property !== undefined && propertyName(node) !== property) return;
      context.report({ node, message, hint });
    },
  }));
}

/** The name of a property, in `a.name` and `a["name"]`. */
function propertyName(node: Deno.lint.MemberExpression): string | undefined {
  if (node.property.type === "Identifier" && !node.computed) return node.property.name;
  return node.property.type === "Literal" ? String(node.property.value) : undefined;
}

/** `new Date()` and `Date()` are the present moment; `new Date(x)` is a value. */
const noNewDate = libraryRule((context) => {
  const check = (node: Deno.lint.NewExpression | Deno.lint.CallExpression) => {
    if (node.callee.type !== "Identifier" || node.callee.name !== "Date") return;
    if (node.type === "NewExpression" && node.arguments.length > 0) return;
    context.report({
      node,
      message: "The library does not ask the system clock",
      hint: `${CLOCK} clock.now(), or give the date as an argument`,
    });
  };
  return { NewExpression: check, CallExpression: check };
});

const plugin: Deno.lint.Plugin = {
  name: "perdura",
  rules: {
    ...Object.fromEntries(Object.entries(BANS).map(([id, ban]) => [id, banRule(ban)])),
    "no-new-date": noNewDate,
  },
};

export default plugin;
