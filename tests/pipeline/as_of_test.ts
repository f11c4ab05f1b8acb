import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";
import { pastOf } from "perdura/pipeline/mod.ts";

const moments = ["2010-01-01T09:00Z", "2010-01-31T23:59Z", "2010-02-01T00:00Z"].map(Date.parse);
const transactions = pl.DataFrame([
  pl.Series("timestamp", moments, pl.Float64).cast(pl.Int64).cast(pl.Datetime("ms")),
  pl.Series("sales", [1, 2, 4]),
]);
const iso = (date: Date) => date.toISOString().slice(0, 10);

Deno.test("pastOf looks from the day after the last transaction unless told otherwise", () => {
  const past = pastOf(transactions, undefined);
  assertEquals([iso(past.asOf), iso(past.observationEnd)], ["2010-02-02", "2010-02-01"]);
  assertEquals(past.transactions.height, 3);
});

Deno.test("pastOf takes what happened before midnight of the as-of date, and nothing after", () => {
  const past = pastOf(transactions, "2010-02-01");
  assertEquals([iso(past.asOf), iso(past.observationEnd)], ["2010-02-01", "2010-01-31"]);
  assertEquals(past.transactions.getColumn("sales").toArray(), [1, 2]);
});

Deno.test("pastOf may look from a day long after the last transaction", () => {
  const past = pastOf(transactions, "2011-01-01");
  assertEquals(iso(past.observationEnd), "2010-12-31");
  assertEquals(past.transactions.height, 3);
});

Deno.test("pastOf refuses a date before which nothing happened", () => {
  assertThrows(() => pastOf(transactions, "2010-01-01"), InputError, "2010-01-01");
});
