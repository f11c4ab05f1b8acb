import { type InputName, sha256File } from "perdura/lake/mod.ts";
import { demoFiles, writeDemo } from "perdura/sources/mod.ts";
import type { StageContext } from "../stage.ts";
import type { SourceFile } from "./to_text.ts";

/** Simulates an input of the demo shop into `raw/`. */
export async function simulate(
  { output, progress, random }: StageContext,
  _name: InputName,
  customers: number,
): Promise<SourceFile[]> {
  const transactions = await output.pending.reserve(`raw/${demoFiles.transactions}`);
  const truth = await output.pending.reserve(`raw/${demoFiles.truth}`);
  await writeDemo({ customers, transactions, truth }, random, progress);
  const name = demoFiles.transactions;
  return [{ name, path: transactions, sha256: await sha256File(transactions) }];
}
