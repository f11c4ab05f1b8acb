import type { Line, Output, ParameterValue } from "./output.ts";
import type { Sink } from "./_sink.ts";

/** Set by programs that run notebooks in a kernel, as papermill injects parameters. */
export const overridesKey = Symbol.for("perdura.report.parameters");

/** The part of the kernel's `Deno.jupyter` that is used here. */
interface Kernel {
  broadcast(type: string, content: Readonly<Record<string, unknown>>): Promise<void>;
}

let sink: Sink | undefined;

/** The sink of the Deno kernel for Jupyter; undefined outside of it. */
export function jupyterSink(): Sink | undefined {
  const kernel = kernelHere();
  if (kernel === undefined) return undefined;
  sink ??= sinkOf(kernel);
  return sink;
}

function kernelHere(): Kernel | undefined {
  try {
    return (Deno as { jupyter?: Kernel }).jupyter; // throws outside the kernel
  } catch {
    return undefined;
  }
}

function sinkOf(kernel: Kernel): Sink {
  const numbers = { figure: new Map<string, number>(), table: new Map<string, number>() };
  const seenLines = new Set<string>();
  const send = async (type: string, output: Output, id?: string): Promise<void> => {
    await kernel.broadcast(type, {
      data: { ...output.data },
      metadata: { perdura: { ...output.facts } },
      transient: id === undefined ? {} : { display_id: id },
    });
    // The kernel sends "idle" and outputs from two loops: without a pause, an output that comes
    // after "idle" is lost for clients that stop reading there.
    await new Promise((resume) => setTimeout(resume, 5));
  };
  return {
    show: (output) => send("display_data", output),
    async line({ id, text }: Line) {
      const output: Output = { data: { "text/plain": text }, facts: { kind: "progress" } };
      const isNew = !seenLines.has(id);
      seenLines.add(id);
      await send(isNew ? "display_data" : "update_display_data", output, id);
    },
    numberOf(kind, title) {
      const known = numbers[kind];
      const number = known.get(title) ?? known.size + 1;
      known.set(title, number);
      return number;
    },
    get overrides() {
      const values = (globalThis as unknown as Record<symbol, unknown>)[overridesKey];
      return (values ?? {}) as Record<string, ParameterValue>;
    },
    parameters: () => {},
    input: () => {},
  };
}
