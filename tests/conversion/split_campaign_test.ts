import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { type CampaignSplit, splitCampaign } from "perdura/conversion/mod.ts";

/** Rows of `customers`, each in every one of `campaigns`, a week apart, a fifth with a response. */
function history(customers: number, campaigns: number) {
  const rows = Array.from({ length: customers * campaigns }, (_, row) => row);
  return {
    customerId: rows.map((row) => `c${row % customers}`),
    label: Float64Array.from(rows, (row) => (row * 7) % 5 === 0 ? 1 : 0),
    day: Int32Array.from(rows, (row) => 19_000 + 7 * Math.floor(row / customers)),
  };
}

const parts = ["train", "validation", "calibration", "test"] as const;

function assertDivided(split: CampaignSplit, customerId: readonly string[]): void {
  const rows = parts.flatMap((part) => [...split[part]]);
  assertEquals(new Set(rows).size, rows.length);
  assertEquals(rows.length + split.leftOut, customerId.length);
  const customers = parts.map((part) =>
    new Set(Array.from(split[part], (row) => customerId[row]!))
  );
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < i; j++) assert(customers[i]!.isDisjointFrom(customers[j]!));
  }
}

Deno.test("splitCampaign without dates loses no row and keeps customers together", () => {
  const { customerId, label } = history(500, 4);
  const split = splitCampaign({ customerId, label }, { testSize: 0.25, random: seededRandom(3) });
  assertDivided(split, customerId);
  assertEquals(split.leftOut, 0);
  assertEquals(split.testFrom, undefined);
  assertEquals(parts.map((part) => split[part].length), [1124, 188, 188, 500]);
});

Deno.test("splitCampaign with dates tests the latest campaigns, and counts what that costs", () => {
  const rows = history(600, 5);
  const split = splitCampaign(rows, { testSize: 0.2, random: seededRandom(3) });
  assertDivided(split, rows.customerId);
  assertEquals(split.testFrom, "2022-02-05"); // 19,028 days after 1970-01-01
  for (const row of split.test) assertEquals(rows.day[row], 19_028);
  for (const row of split.train) assert(rows.day[row]! < 19_028);
  // Of 600 customers who are in both, a third is tested: 200 late rows, and 400 × 4 early ones.
  assertEquals([split.test.length, split.leftOut], [200, 3000 - 200 - 1600]);
  assert(split.said.includes("1,200 rows (40\u00a0%) left out"), split.said);
});

Deno.test("splitCampaign loses nothing where every customer is in one campaign", () => {
  const { customerId, label, day } = history(1000, 1);
  const rows = { customerId, label, day: day.map((start, row) => start + row % 11) };
  const split = splitCampaign(rows, { testSize: 0.2, random: seededRandom(3) });
  assertEquals([split.leftOut, split.test.length], [0, 272]);
});

Deno.test("splitCampaign divides by customer where there is but one day", () => {
  const rows = history(1000, 1);
  const split = splitCampaign(rows, { random: seededRandom(3) });
  assertEquals([split.testFrom, split.test.length, split.leftOut], [undefined, 200, 0]);
});

Deno.test("splitCampaign gives the same parts for the same seed, and others for another", () => {
  const rows = history(300, 3);
  const of = (seed: number) => splitCampaign(rows, { random: seededRandom(seed) });
  assertEquals(of(1), of(1));
  assert(of(1).test.join() !== of(2).test.join());
});

Deno.test("splitCampaign keeps customers on one side whatever the campaign looks like", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(200), fc.nat(6)), { minLength: 400, maxLength: 600 }),
      fc.constantFrom(0.1, 0.2, 0.5),
      fc.boolean(),
      (made, testSize, isDated) => {
        const customerId = made.map(([who]) => `${who}`);
        const label = Float64Array.from(made, (_, row) => row % 2);
        const day = Int32Array.from(made, ([, when]) => when);
        const split = splitCampaign(isDated ? { customerId, label, day } : { customerId, label }, {
          testSize,
          random: seededRandom(1),
        });
        assertDivided(split, customerId);
      },
    ),
    { numRuns: 40, seed: 5 },
  );
});

Deno.test("splitCampaign refuses a campaign that all customers answered alike", () => {
  const { customerId } = history(100, 1);
  assertThrows(
    () =>
      splitCampaign({ customerId, label: new Float64Array(100).fill(1) }, {
        random: seededRandom(1),
      }),
    InputError,
    "all 100 rows have the label 1",
  );
  assertThrows(
    () =>
      splitCampaign({ customerId, label: Float64Array.from(customerId, (_, i) => +(i < 12)) }, {
        random: seededRandom(1),
      }),
    InputError,
    "there are 12 responses in 100 rows",
  );
});

Deno.test("splitCampaign judges only by the rows that may be judged by", () => {
  const rows = history(600, 5);
  const judged = Uint8Array.from(rows.label, (_, row) => row % 2);
  const random = () => seededRandom(3);
  const all = splitCampaign(rows, { random: random() });
  const split = splitCampaign(rows, { judged, random: random() });
  assertEquals(split.train, all.train);
  assertEquals(split.validation, all.validation);
  assertEquals(split.test, all.test.filter((row) => row % 2 === 1));
  assertEquals(split.calibration, all.calibration.filter((row) => row % 2 === 1));
  const rest = parts.reduce((sum, part) => sum + split[part].length, 0);
  assertEquals(rest + split.leftOut + split.notJudged, 3000);
});

Deno.test("splitCampaign says what would help where a part has no response", () => {
  const customerId = Array.from({ length: 100 }, (_, i) => `${i}`);
  // Nobody responds on the second day, which is the test.
  const day = Int32Array.from(customerId, (_, i) => i < 60 ? 0 : 1);
  const label = Float64Array.from(customerId, (_, i) => i < 40 ? 1 : 0);
  assertThrows(
    () => splitCampaign({ customerId, label, day }, { random: seededRandom(1) }),
    InputError,
    "of the 40 rows for test none has a response; a larger campaign, more customers or another " +
      "share for the test are needed",
  );
});

Deno.test("splitCampaign refuses rows of a few customers", () => {
  const { label } = history(100, 3);
  assertThrows(
    () =>
      splitCampaign({ customerId: Array.from(label, (_, row) => `${row % 3}`), label }, {
        random: seededRandom(1),
      }),
    InputError,
    "the rows are of 3 customers",
  );
});
