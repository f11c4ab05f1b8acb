import { ContractError, InputError } from "perdura/core/mod.ts";
import { campaign } from "./campaign.ts";
import type { CampaignSource } from "./campaign_source.ts";
import { closest, normalise } from "./_column_names.ts";
import { quoteAll } from "./column_map.ts";
import { hillstrom } from "./hillstrom.ts";

/** Every kind of campaign file, those that are easiest to tell from others first. */
export const campaignSources: readonly CampaignSource[] = [hillstrom, campaign];

/** How a campaign file is going to be read. */
export interface CampaignChoice {
  readonly source: CampaignSource;
  /** For each canonical column that there is, the file's column. */
  readonly columns: ReadonlyMap<string, string>;
  /** Columns of the file that nobody asked for. */
  readonly unused: readonly string[];
  /** One sentence for the user: what was recognised, and what is left aside. */
  readonly said: string;
}

/**
 * Decides what kind of campaign a file holds and where its canonical columns are.
 *
 * @param columns those of the file, in its order
 * @param options `where` is what the user knows the file as; `source` names the kind of file,
 * recognised by its columns where absent
 * @throws {ContractError} where a column is missing: which, and what was found
 * @throws {InputError} where there is no source of that name
 *
 * @example
 * ```ts
 * import { campaign, chooseCampaignSource } from "perdura/sources/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = "customer_id,recency,frequency,monetary,open_rate,ctr,age,gender,region,label";
 * const { source, columns } = chooseCampaignSource(file.split(","), { where: "march.csv" });
 * assertEquals(source, campaign);
 * assertEquals(columns.get("days_since_last"), "recency");
 * ```
 */
export function chooseCampaignSource(
  columns: readonly string[],
  { where, source: name }: { readonly where: string; readonly source?: string },
): CampaignChoice {
  const stated = name === undefined ? undefined : namedCampaignSource(name);
  const source = stated ??
    campaignSources.find((candidate) => missingFrom(candidate, columns).length === 0) ?? campaign;
  const missing = missingFrom(source, columns);
  if (missing.length > 0) {
    const guesses = missing.flatMap((column) => {
      const near = closest(columns, [column]);
      return near === undefined ? [] : [`"${near}" may be ${column}`];
    });
    throw new ContractError(
      `Cannot read "${where}" as ${source.title}: ` +
        (missing.length === 1 ? "the column " : "the columns ") +
        `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing (found: ` +
        `${quoteAll(columns)})${guesses.length > 0 ? `; ${guesses.join(", ")}` : ""}; ` +
        "give the columns these names, or name another file",
    );
  }
  const found = new Map(source.columns.flatMap(({ name, written }) => {
    const column = columnOf(written, columns);
    return column === undefined ? [] : [[name, column] as const];
  }));
  const used = new Set(found.values());
  const unused = columns.filter((column) => !used.has(column));
  return {
    source,
    columns: found,
    unused,
    said: `"${where}" is read as ${source.title}` +
      (unused.length > 0 ? `; not used: ${quoteAll(unused)}` : ""),
  };
}

/**
 * The kind of campaign file of a name.
 *
 * @throws {InputError} where there is none
 */
export function namedCampaignSource(name: string): CampaignSource {
  const source = campaignSources.find((candidate) => candidate.name === name);
  if (source !== undefined) return source;
  throw new InputError(
    `Cannot read a campaign of the kind "${name}": there is no such kind (known: ` +
      `${campaignSources.map((known) => known.name).join(", ")})`,
  );
}

function columnOf(written: readonly string[], columns: readonly string[]): string | undefined {
  for (const name of written) {
    const found = columns.find((column) => normalise(column) === normalise(name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a file of a kind cannot do without and this one does not have, as a file calls it. */
function missingFrom(source: CampaignSource, columns: readonly string[]): string[] {
  return source.columns
    .filter(({ isOptional, written }) => !isOptional && columnOf(written, columns) === undefined)
    .map(({ written }) => written[0]!);
}
