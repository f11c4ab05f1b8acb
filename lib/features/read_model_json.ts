import { InputError } from "perdura/core/mod.ts";
import type { ZodType } from "zod";

/**
 * What `toJSON` of a model wrote, checked.
 *
 * @param what the name of the model, for the message
 * @throws {InputError} where it has another shape
 *
 * @example
 * ```ts
 * import { readModelJson } from "perdura/features/read_model_json.ts";
 * import { assertThrows } from "@std/assert";
 * import { z } from "zod";
 *
 * assertThrows(() => readModelJson({ kind: 1 }, z.object({ kind: z.string() }), "scaler"));
 * ```
 */
export function readModelJson<T>(json: unknown, shape: ZodType<T>, what: string): T {
  const read = shape.safeParse(json);
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0]!;
  const where = path.length === 0 ? "" : ` at "${path.join(".")}"`;
  throw new InputError(
    `Give what "toJSON" of a ${what} wrote: it has another shape${where} (${message})`,
  );
}
