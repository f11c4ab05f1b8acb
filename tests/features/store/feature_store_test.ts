import { dirname } from "node:path";
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";
import { defineFeatures, FeatureStore, type TableWriter } from "perdura/features/mod.ts";
import { lakeAt, writeTable } from "perdura/lake/mod.ts";
import { inFolder } from "../../lake/_folder.ts";

const visits = pl.DataFrame([
  pl.Series("customer_id", ["leo", "ana", "ana", "eva"]),
  pl.Series("timestamp", [1, 1, 3, 5].map((day) => day * 86_400_000), pl.Float64)
    .cast(pl.Int64).cast(pl.Datetime("ms")),
  pl.Series("spent", [7, 1, 2, 4]),
]);

interface Past {
  visits: pl.DataFrame;
}

const spending = defineFeatures<Past>({
  entity: "customer",
  features: {
    spent: { meaning: "money spent", unit: "EUR", source: ["visits.spent"] },
    per_seven: { meaning: "spent over what exceeds 7", unit: "ratio", source: ["visits.spent"] },
  },
  compute: ({ visits }) =>
    visits.groupBy("customer_id").agg(pl.col("spent").sum())
      .withColumns(
        pl.col("spent").div(pl.col("spent").sub(pl.lit(7))).alias("per_seven"),
        pl.lit(1).alias("undeclared"),
      ),
});
const group = defineFeatures<Past>({
  entity: "customer",
  features: {
    group: { kind: "category", meaning: "group", unit: "group", source: ["visits.customer_id"] },
  },
  compute: ({ visits }) =>
    visits.filter(pl.col("customer_id").eq(pl.lit("ana"))).select("customer_id").unique()
      .withColumns(pl.lit("a").alias("group")),
});

function storeOf(groups: typeof spending[]): FeatureStore<Past, "visits"> {
  return new FeatureStore<Past, "visits">({
    entity: "customer",
    groups,
    view: ({ visits }) => ({ visits }),
    entities: ({ visits }) => visits.getColumn("customer_id").unique(),
  });
}

const store = storeOf([spending, group]);

Deno.test("FeatureStore gives every entity known by a day one row, from rows before it", () => {
  const table = store.at({ visits }, new Date("1970-01-04"));
  assertEquals(table.toRecords(), [
    { customer_id: "ana", spent: 1, per_seven: -1 / 6, group: "a" }, // day 3 is 4 January
    { customer_id: "leo", spent: 7, per_seven: null, group: null }, // 7 / 0 is missing
  ]);
  assert(table.getColumn("spent").dtype.equals(pl.Float64));
});

Deno.test("FeatureStore gives columns as encoders take them", () => {
  const columns = store.columns(store.at({ visits }, new Date("1970-01-04")));
  assertEquals(columns, [
    { name: "spent", kind: "number", values: Float64Array.of(1, 7) },
    { name: "per_seven", kind: "number", values: Float64Array.of(-1 / 6, NaN) },
    { name: "group", kind: "category", values: ["a", null] },
  ]);
});

Deno.test("FeatureStore refuses two features of one name", () => {
  assertThrows(() => storeOf([spending, spending]), Error, '"spent" twice');
});

Deno.test("FeatureStore keeps the features of a day, reads them, and says where they are not", () =>
  inFolder(async (folder) => {
    const { path } = lakeAt(folder);
    const asOf = new Date("1970-01-04");
    const writer: TableWriter = {
      async writeTable(relative, frame, sortBy, metadata) {
        await Deno.mkdir(dirname(path(relative)), { recursive: true });
        writeTable(path(relative), frame, sortBy, { ...metadata, lineage: null });
      },
    };
    await store.materialise({ visits }, asOf, writer);
    assertEquals(store.path(asOf), "processed/features/1970-01-04/customer.parquet");
    const table = await store.read(path, asOf);
    assertEquals(table.toRecords(), store.at({ visits }, asOf).toRecords());
    assertEquals(store.columns(table), store.columns(store.at({ visits }, asOf)));
    await assertRejects(
      () => store.read(path, new Date("1970-01-05")),
      InputError,
      "run the pipeline",
    );
  }));
