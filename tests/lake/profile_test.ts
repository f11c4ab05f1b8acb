import { assertAlmostEquals, assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { profileColumns, profileNumbers } from "perdura/lake/mod.ts";

const table = pl.DataFrame([
  pl.Series("invoice", ["b", "a", "a", "b", null], pl.Utf8),
  pl.Series("quantity", [-3, 0, 1, 2, null], pl.Float64),
  pl.Series("country", [null, null, null, null, null], pl.Utf8),
]);

Deno.test("profileColumns counts what is filled, what differs and what is most frequent", () => {
  const [invoice, , country] = profileColumns(table);
  assertEquals(invoice, {
    column: "invoice",
    filled: 4,
    distinct: 2,
    mostFrequent: "a",
    mostFrequentRows: 2,
  });
  assertEquals([country?.filled, country?.distinct, country?.mostFrequent], [0, 0, null]);
});

Deno.test("profileColumns writes whole numbers and seconds without zeros, texts as they are", () => {
  const moments = pl.Series("timestamp", [0, 0]).cast(pl.Int64).cast(pl.Datetime("ms"));
  const values = [pl.Series("quantity", [10, 10.5]), moments, pl.Series("code", ["1.0", "1.0"])];
  assertEquals(profileColumns(pl.DataFrame(values)).map(({ mostFrequent }) => mostFrequent), [
    "10",
    "1970-01-01 00:00:00",
    "1.0",
  ]);
});

Deno.test("profileNumbers leaves out columns without a value", () => {
  const [quantity, ...others] = profileNumbers(table, ["quantity", "country"]);
  assertEquals(others, []);
  assertAlmostEquals(quantity!.percentile1, -2.91, 1e-12);
  assertAlmostEquals(quantity!.percentile99, 1.97, 1e-12);
  assertEquals(
    { ...quantity, percentile1: 0, percentile99: 0 },
    {
      column: "quantity",
      smallest: -3,
      percentile1: 0,
      median: 0.5,
      percentile99: 0,
      largest: 2,
      notAboveZero: 2,
    },
  );
});
