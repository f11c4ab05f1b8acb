// The process that runs a notebook: started by run_notebook.ts with an assignment as its argument.
import { MissingDataError, PerduraError } from "perdura/core/mod.ts";
import type { Assignment, Failure } from "./_protocol.ts";
import { tell, useHeadlessSink } from "./_headless_sink.ts";

const assignment: Assignment = JSON.parse(Deno.args[0] ?? "");
useHeadlessSink(assignment);
try {
  await import(assignment.module);
  tell({ type: "done" });
} catch (error) {
  tell({ type: "failed", error: failureOf(error) });
  Deno.exit(1);
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: "Error", message: String(error), stack: "" };
  const { name, message, stack = "", cause } = error;
  const because = cause instanceof Error ? `${message} (${cause.message})` : message;
  return {
    name,
    message: because,
    stack,
    ...(error instanceof PerduraError ? { exitCode: error.exitCode } : {}),
    ...(error instanceof MissingDataError ? { lacksData: true } : {}),
  };
}
