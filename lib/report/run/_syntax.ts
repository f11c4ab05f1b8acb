import { stripTypeScriptTypes } from "node:module";
import { type Node, parse } from "acorn";

/** A piece of syntax with whatever properties its kind has. */
export type Syntax = Node & Readonly<Record<string, unknown>>;

/**
 * The statements of a cell; types are blanked out, so that positions stay.
 *
 * @throws {SyntaxError} where it cannot be understood, also for enumerations and namespaces
 */
export function statementsOf(source: string): readonly Syntax[] {
  const program = parse(stripTypeScriptTypes(source), {
    ecmaVersion: "latest",
    sourceType: "module",
    allowAwaitOutsideFunction: true,
    locations: true,
  });
  return program.body as unknown as readonly Syntax[];
}

/** A piece of syntax and everything in it, outside in, with the piece that it stands in. */
export function* walk(node: Syntax, parent?: Syntax): Generator<[Syntax, Syntax | undefined]> {
  yield [node, parent];
  for (const value of Object.values(node)) {
    for (const part of value instanceof Array ? value : [value]) {
      if (isSyntax(part)) yield* walk(part, node);
    }
  }
}

/** Whether a property of a piece of syntax is one itself. */
export function isSyntax(value: unknown): value is Syntax {
  return typeof value === "object" && value !== null && "type" in value && "start" in value &&
    typeof value.type === "string";
}

/** The line that a piece of syntax begins in, from 1. */
export function lineOf(node: Syntax): number {
  return node.loc?.start.line ?? 1;
}

/** The name of a plain identifier, or `a.b` of a member of one; otherwise undefined. */
export function nameOf(node: unknown): string | undefined {
  if (!isSyntax(node)) return undefined;
  if (node.type === "Identifier") return String(node.name);
  if (node.type === "MetaProperty") return `${nameOf(node.meta)}.${nameOf(node.property)}`;
  if (node.type !== "MemberExpression" || node.computed === true) return undefined;
  const object = nameOf(node.object);
  return object === undefined ? undefined : `${object}.${nameOf(node.property)}`;
}
