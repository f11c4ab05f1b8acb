import { fileURLToPath } from "node:url";

/** The folder of the project: where `deno.json`, `lib/` and `notebooks/` are. */
export const projectRoot: string = fileURLToPath(new URL("../../", import.meta.url));
