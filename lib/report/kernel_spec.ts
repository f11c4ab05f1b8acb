/**
 * The kernel specification that `deno jupyter --install` writes, made fit for work.
 *
 * Without `interrupt_mode` Jupyter interrupts by a signal, which ends the kernel; as a message, an
 * interrupt stops the cell and keeps the state. Colour codes would end up in outputs.
 *
 * @param spec text of a `kernel.json`
 *
 * @example
 * ```ts
 * import { withInterrupts } from "perdura/report/kernel_spec.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(JSON.parse(withInterrupts('{"argv": ["deno"]}')).interrupt_mode, "message");
 * ```
 */
export function withInterrupts(spec: string): string {
  const { env = {}, ...rest } = JSON.parse(spec);
  const value = { ...rest, interrupt_mode: "message", env: { ...env, NO_COLOR: "1" } };
  return JSON.stringify(value, null, 2) + "\n";
}
