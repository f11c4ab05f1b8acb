import { realData } from "../../_data.ts";

/** Hillstrom's file, where it is there. */
export const hillstromFile = realData("hillstrom/hillstrom.csv.gz");

/** One line of it by column, numbers as text. */
export type HillstromRow = Readonly<Record<string, string>>;

/** All 64,000 lines. */
export async function hillstromRows(): Promise<HillstromRow[]> {
  const file = await Deno.open(hillstromFile!);
  const stream = file.readable.pipeThrough(new DecompressionStream("gzip"));
  const [header, ...lines] = (await new Response(stream).text()).trim().split(/\r?\n/);
  const names = header!.split(",");
  return lines.map((line) => {
    // Two segments contain a comma and are quoted.
    const values = line.match(/"[^"]*"|[^,]+/g)!;
    return Object.fromEntries(names.map((name, i) => [name, values[i]!]));
  });
}
