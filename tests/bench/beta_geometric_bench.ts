import {
  type CustomerSummary,
  fitBgNbd,
  fitMbgCnbdK,
  fitMbgNbd,
  validateHoldout,
} from "perdura/clv/mod.ts";
import { seededRandom } from "perdura/core/mod.ts";
import { realData, withoutRealData } from "../_data.ts";
import { readCdnow } from "../clv/_cdnow.ts";

const sample = realData("cdnow/CDNOW_sample.txt");
const master = realData("cdnow/CDNOW_master.txt");
const cdnow = sample === undefined ? undefined : readCdnow(sample);

/** The customers of CDNOW's master file over and over, a million of them. */
function million(): CustomerSummary | undefined {
  if (master === undefined) return undefined;
  const { frequency, recency, T } = readCdnow(master, 1).summary;
  const n = frequency.length;
  const column = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: 1_000_000 }, (_, i) => values[i % n]!);
  return {
    customerId: Array.from({ length: 1_000_000 }, (_, i) => `${i}`),
    frequency: column(frequency),
    recency: column(recency),
    T: column(T),
  };
}
const large = million();

function bench(group: string, name: string, fn: (() => void) | undefined): void {
  Deno.bench({
    group,
    name: `${name}${withoutRealData(sample, master)}`,
    ignore: fn === undefined,
    fn: fn ?? (() => {}),
  });
}

bench("CDNOW", "fitBgNbd", cdnow && (() => void fitBgNbd(cdnow.summary)));
bench("CDNOW", "fitMbgNbd", cdnow && (() => void fitMbgNbd(cdnow.summary)));
bench("CDNOW", "fitMbgCnbdK, three values of k", cdnow && (() => void fitMbgCnbdK(cdnow.summary)));

const model = cdnow && fitMbgNbd(cdnow.summary);
const holdout = cdnow && (({ spend: _, ...rest }) => rest)(cdnow);
bench(
  "CDNOW",
  "validateHoldout, 500 resampled bases",
  holdout && model &&
    (() => void validateHoldout(holdout, [model], { random: seededRandom(1) })),
);

const inDays = large && fitMbgNbd(large);
bench("1,000,000 customers in days", "fitMbgNbd", large && (() => void fitMbgNbd(large)));
bench(
  "1,000,000 customers in days",
  "P(alive), CET of a year, DET of a year",
  large && inDays && (() => {
    inDays.probabilityAlive(large);
    inDays.conditionalExpectedPurchases(365, large);
    inDays.discountedExpectedTransactions(0.0004, large, 365);
  }),
);
bench(
  "1,000,000 customers in days",
  "DERT",
  large && inDays && (() => void inDays.discountedExpectedTransactions(0.0004, large)),
);
