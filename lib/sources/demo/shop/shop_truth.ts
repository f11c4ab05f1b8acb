import { brief, jsonColumns } from "../_json_columns.ts";
import { type ExpectedSkill, expectedSkill } from "../expected_skill.ts";
import { repurchaseDays } from "./repurchase.ts";
import { secondsPerDay } from "./shop_user.ts";

/** Days in which a repurchase becomes complete. */
const completionDays = 10;

/** What is known of the completed orders of the web shop; columns with one entry per order. */
export interface WebShopTally {
  /** Rows of each table. */
  readonly rows: Record<string, number>;
  /** Length used of the columns. */
  readonly completed: number;
  readonly orderId: Float64Array;
  readonly p60: Float64Array;
  /** When the order was placed, in seconds from the start. */
  readonly at: Float64Array;
  /** 1 for the first completed order of its user. */
  readonly isFirst: Uint8Array;
  /** When the last order of the history was placed. */
  readonly lastOrder: number;
}

/**
 * Writes what is true of the web shop as JSON: how good forecasts can be, and under `per_order` the
 * probability of a repurchase within 60 days for every completed order.
 *
 * `attainable.each` is of all completed orders that are followed up in full (60 days, and ten more
 * in which the repurchase is delivered), `attainable.first` of those that are their user's first.
 */
export function* shopTruth(tally: WebShopTally): Generator<string> {
  const { completed, orderId, p60, at, isFirst, lastOrder } = tally;
  const reach = lastOrder - (repurchaseDays + completionDays) * secondsPerDay;
  const skillOf = (isAsked: (order: number) => boolean) => {
    const asked: number[] = [];
    for (let i = 0; i < completed; i++) if (at[i]! <= reach && isAsked(i)) asked.push(p60[i]!);
    return { orders: asked.length, ...asked.length > 0 ? rounded(asked) : {} };
  };
  const head = {
    about: "What is true of the simulated web shop. p60 is the probability that the user of a " +
      "completed order places another one that becomes complete within 60 days after it, given " +
      "all that the tables show when it is delivered.",
    version: 1,
    days: repurchaseDays,
    rows: tally.rows,
    columns_with_meaning: [
      "events in the 7, 14 and 30 days before the order",
      "days to delivery",
      "earlier returns",
      "earlier purchases",
      "category and price of the dearest item",
      "earlier items of the same category",
      "traffic source of the user",
    ],
    columns_without_meaning: [
      "age",
      "gender",
      "city",
      "state",
      "postal_code",
      "country",
      "latitude",
      "longitude",
      "browser",
      "brand",
      "department",
      "distribution_center_id",
    ],
    attainable: { each: skillOf(() => true), first: skillOf((order) => isFirst[order] === 1) },
  };
  const entries = Object.entries(head).map(([name, value]) =>
    ` "${name}": ${JSON.stringify(value)},\n`
  );
  yield `{\n${entries.join("")} "per_order": {`;
  yield* jsonColumns([
    ["order_id", (order) => `${orderId[order]!}`],
    ["p60", (order) => brief(p60[order]!)],
    ["is_first", (order) => isFirst[order]!],
  ], completed);
  yield "\n }\n}\n";
}

function rounded(probabilities: number[]): ExpectedSkill {
  const skill = expectedSkill(Float64Array.from(probabilities));
  return Object.fromEntries(
    Object.entries(skill).map(([name, value]) => [name, brief(value)]),
  ) as unknown as ExpectedSkill;
}
