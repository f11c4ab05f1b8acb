import type { CustomerSummary } from "perdura/clv/types.ts";

/** The CDNOW data cut at the end of September 1997, all times in one unit. */
export interface Cdnow {
  /** Customers at the end of 1997-09-30, with the sums of logarithms of their intervals. */
  readonly summary: CustomerSummary;
  /** Distinct days with a purchase from 1997-10-01 to 1998-06-30, per customer. */
  readonly purchases: Float64Array;
  /** What was spent on those days. */
  readonly spend: Float64Array;
  /** Length of that holdout: 39 weeks. */
  readonly length: number;
  /** All purchases from 1997-01-01, the first ones left out. */
  readonly history: {
    readonly birth: Float64Array;
    readonly customer: Uint32Array;
    readonly time: Float64Array;
  };
}

const LAST_CALIBRATION_DAY = 272; // 1997-09-30, counted from 1997-01-01

/**
 * Reads the CDNOW sample (or master) as `shared/research/clv.md` section 2.1 says: purchases of one
 * customer on one day are one, times are exact days over `daysPerUnit`.
 *
 * @param path of CDNOW_sample.txt or CDNOW_master.txt
 */
export function readCdnow(path: string, daysPerUnit = 7): Cdnow {
  const customers = new Map<string, Map<number, number>>();
  for (const line of Deno.readTextFileSync(path).split(/\r?\n/)) {
    const fields = line.trim().split(/\s+/);
    if (!/^\d+$/.test(fields[0] ?? "")) continue;
    // The sample has a second identifier between customer and date.
    const [date, , value] = fields.slice(fields.length === 5 ? 2 : 1);
    const day = daysSince1997(date!);
    const days = customers.get(fields[0]!) ?? new Map<number, number>();
    customers.set(fields[0]!, days);
    days.set(day, (days.get(day) ?? 0) + Number(value));
  }
  const n = customers.size;
  const column = (): Float64Array => new Float64Array(n);
  const [frequency, recency, T] = [column(), column(), column()];
  const [monetaryValue, logIntervals] = [column().fill(NaN), column()];
  const [purchases, spend, birth] = [column(), column(), column()];
  const owner: number[] = [];
  const time: number[] = [];
  [...customers.values()].forEach((byDay, i) => {
    const days = [...byDay.keys()].sort((a, b) => a - b);
    const first = days[0]!;
    const known = days.filter((day) => day <= LAST_CALIBRATION_DAY);
    const later = days.filter((day) => day > LAST_CALIBRATION_DAY);
    const repeats = known.slice(1);
    birth[i] = first / daysPerUnit;
    frequency[i] = repeats.length;
    recency[i] = (known.at(-1)! - first) / daysPerUnit;
    T[i] = (LAST_CALIBRATION_DAY - first) / daysPerUnit;
    if (repeats.length > 0) {
      monetaryValue[i] = repeats.reduce((sum, day) => sum + byDay.get(day)!, 0) / repeats.length;
    }
    repeats.forEach((day, k) => logIntervals[i]! += Math.log((day - known[k]!) / daysPerUnit));
    purchases[i] = later.length;
    spend[i] = later.reduce((sum, day) => sum + byDay.get(day)!, 0);
    for (const day of days.slice(1)) {
      owner.push(i);
      time.push(day / daysPerUnit);
    }
  });
  return {
    summary: {
      customerId: [...customers.keys()],
      frequency,
      recency,
      T,
      monetaryValue,
      logIntervals,
    },
    purchases,
    spend,
    length: 273 / daysPerUnit,
    history: {
      birth,
      customer: Uint32Array.from(owner),
      time: Float64Array.from(time),
    },
  };
}

function daysSince1997(date: string): number {
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6)].map(Number);
  return (Date.UTC(year!, month! - 1, day) - Date.UTC(1997, 0, 1)) / 86_400_000;
}
