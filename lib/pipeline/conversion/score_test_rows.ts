import type pl from "nodejs-polars";
import { campaignRows, takeCampaignRows } from "perdura/conversion/mod.ts";
import { messageRows, ResponseModel } from "perdura/conversion/response/mod.ts";

/** The rows of the test: what happened, and what the model that scores says of them. */
export interface ScoredTestRows {
  /** 1 for a response. */
  readonly label: Float64Array;
  readonly probability: Float64Array;
}

/**
 * Scores the rows of the test, which the model has not seen.
 *
 * @param table the rows of the campaign with the `part` of each, as the conversion stage writes them
 * @param read a file of the stored model, by its name
 */
export async function scoreTestRows(
  table: pl.DataFrame,
  read: (name: string) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<ScoredTestRows> {
  const part = table.getColumn("part").toArray() as string[];
  const tested = Uint32Array.from(part, (_, row) => row).filter((row) => part[row] === "test");
  const { rows } = messageRows(campaignRows(table.drop("part")));
  const { features, label } = takeCampaignRows(rows, tested);
  const model = await ResponseModel.load(read);
  try {
    return { label, probability: model.predict(features) };
  } finally {
    model.dispose();
  }
}
