import { formatNumber } from "perdura/core/mod.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import { drawEstimateRows } from "./_estimate_rows.ts";
import { checkSome } from "./_statistics.ts";
import { plural, share } from "./_words.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode effectByArm} draws. */
export interface EffectByArmInput extends Scope {
  /** The messages, each against the same control group; in any order. */
  readonly arms: readonly {
    readonly name: string;
    /** Customers who got it. */
    readonly rows: number;
    /** Share of them who responded. */
    readonly rate: number;
    /** From `averageEffect` of `perdura/conversion/uplift/mod.ts`: a difference of shares. */
    readonly effect: Estimate;
  }[];
  /** Customers who got no message, and the share of them who responded. */
  readonly control: { readonly rows: number; readonly rate: number };
  /** What customers did or did not, for example "visited". */
  readonly event: string;
}

/**
 * What each message changes on average, beside no message.
 *
 * @throws {InputError} where there are no messages
 *
 * @example
 * ```ts
 * import { effectByArm } from "perdura/plots/effect_by_arm.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = effectByArm({
 *   arms: [{
 *     name: "e-mail",
 *     rows: 500,
 *     rate: 0.18,
 *     effect: { estimate: 0.08, lower: 0.04, upper: 0.12 },
 *   }],
 *   control: { rows: 500, rate: 0.1 },
 *   event: "visited",
 *   population: "1,000 customers",
 *   period: "March 2011",
 * });
 * assertEquals(title, "Of 100 customers who got the message, 8.0 more visited");
 * ```
 */
export function effectByArm(input: EffectByArmInput): Picture {
  const { control, event, population, period } = input;
  checkSome(input.arms.length, "the effect of messages", "messages");
  const arms = input.arms.toSorted((a, b) =>
    b.effect.estimate - a.effect.estimate || (a.name < b.name ? -1 : 1)
  );
  const isKnown = ({ lower, upper }: Estimate) => lower > 0 || upper < 0;
  const best = arms[0]!;
  const named = arms.length === 1 ? "the message" : `the message “${best.name}”`;
  const interval = ({ lower, upper }: Estimate) => `${points(lower)} to ${points(upper)}`;
  return {
    title: !isKnown(best.effect)
      ? `No message is known to change anything: ${best.name} ${points(best.effect.estimate)} ` +
        `of 100 customers, ${interval(best.effect)}`
      : best.effect.estimate < 0
      ? `Every message does harm: even of 100 customers who got ${named}, ` +
        `${points(-best.effect.estimate)} fewer ${event}`
      : `Of 100 customers who got ${named}, ` +
        `${points(best.effect.estimate)} more ${event}`,
    subtitle: `Percentage points of customers who ${event}, with the message minus without; ` +
      `without it ${share(control.rate)} ${event}; ${population}, ${period}; whiskers: 95\u00a0% ` +
      "interval (Newcombe)",
    alt:
      arms.map(({ name, rows, rate, effect }) =>
        `${name} (${plural(rows, "customer")}): ${share(rate)} ${event}, ` +
        `${points(effect.estimate)} points more than without a message (${interval(effect)})`
      ).join(". ") + `. Of ${plural(control.rows, "customer")} without a message ` +
      `${share(control.rate)} ${event}. In points of 100 customers.`,
    data: arms.map(({ name, rows, rate, effect }) => ({
      message: name,
      customers: rows,
      rate,
      control_rate: control.rate,
      effect: effect.estimate,
      effect_low: effect.lower,
      effect_high: effect.upper,
    })),
    draw: (width) =>
      drawEstimateRows(
        arms.map(({ name, effect }) => ({
          name,
          value: effect.estimate,
          low: effect.lower,
          high: effect.upper,
          label: `${effect.estimate > 0 ? "+" : ""}${points(effect.estimate)}`,
          fill: isKnown(effect) ? colour.accent : colour.context,
        })),
        width,
        {
          label: "Effect (percentage points)",
          tick: (value, digits) => formatNumber(100 * value, Math.max(0, digits - 2)),
          mark: "dot",
          references: [{ value: 0, text: "no message" }],
        },
      ),
  };
}

/** A difference of shares in percentage points. */
function points(difference: number): string {
  return formatNumber(100 * difference, 1);
}
