import { armOf, type CampaignSource } from "perdura/sources/mod.ts";
import { campaignRuleNames } from "./campaign_quality.ts";
import type { ColumnContract, TableContract } from "./contract.ts";

const position: readonly ColumnContract[] = [
  { name: "source_file", type: "text" },
  { name: "source_row", type: "integer", min: 1 },
];

/**
 * What the cleaned rows of a campaign file promise.
 *
 * @param columns the file's columns by their canonical names
 */
export function campaignContract(
  source: CampaignSource,
  columns: ReadonlyMap<string, string>,
): TableContract {
  const present = source.columns.filter(({ name }) => columns.has(name));
  const customer: ColumnContract = { name: "customer_id", type: "text" };
  return {
    table: "campaign",
    columns: [
      ...source.hasCustomerIds ? [] : [customer],
      ...present.map((column): ColumnContract => {
        const { name, type, role, min, max, values, isNeverMissing } = column;
        if (role === "label") return { name, type: "integer", min: 0, max: 1 };
        return {
          name,
          type: type === "number" ? "float" : type,
          nullable: !isNeverMissing,
          ...(min === undefined ? {} : { min }),
          ...(max === undefined ? {} : { max }),
          ...(values === undefined || type !== "text"
            ? {}
            : { values: role === "treatment" ? values.map(armOf) : values }),
        };
      }),
      ...position,
    ],
    key: ["source_file", "source_row"],
  };
}

/** What the rejected rows of a campaign file promise. */
export const campaignRejectedContract: TableContract = {
  table: "campaign_rejected",
  columns: [
    ...position,
    { name: "rule", type: "text", values: campaignRuleNames },
    { name: "column", type: "text", nullable: true },
    { name: "detail", type: "text" },
    { name: "values", type: "text" },
  ],
  key: ["source_file", "source_row"],
};
