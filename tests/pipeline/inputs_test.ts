import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { lakeAt, type RawDataset, type RawManifest } from "perdura/lake/mod.ts";
import { findFiles, originsOf } from "perdura/pipeline/ingest/input.ts";

const dataset = (origin: string): RawDataset => ({ origin, files: [] });
const demos: RawManifest = {
  version: 1,
  transactions: dataset("demo"),
  shop: dataset("demo"),
  campaign: dataset("demo"),
};

Deno.test("originsOf makes all inputs of the demo shop for a lake that has nothing", () => {
  const all = { transactions: "demo", shop: "demo", campaign: "demo" };
  assertEquals(originsOf({}, { version: 1 }), all);
  assertEquals(originsOf({}, demos), all);
});

Deno.test("originsOf reads what is named and nothing else on a lake that has nothing", () => {
  assertEquals(originsOf({ transactions: "demo" }, { version: 1 }), { transactions: "demo" });
  assertEquals(originsOf({ campaign: "/srv/march.csv" }, { version: 1 }), {
    campaign: "/srv/march.csv",
  });
});

Deno.test("originsOf takes the demo out of a lake where a real input is named", () => {
  assertEquals(originsOf({ shop: "/srv/shop" }, demos), { shop: "/srv/shop" });
});

Deno.test("originsOf keeps what the lake has beside what is named", () => {
  const known = { version: 1, transactions: dataset("/srv/sales.csv") } as const;
  assertEquals(originsOf({ campaign: "demo" }, known), {
    transactions: "/srv/sales.csv",
    campaign: "demo",
  });
});

Deno.test("findFiles says how to get a public data set that is not in the lake", async () => {
  await assertRejects(
    () => findFiles(lakeAt("/srv/lake"), "campaign", "hillstrom", undefined),
    InputError,
    "deno task fetch hillstrom --lake /srv/lake",
  );
});
