import { assert, assertEquals } from "@std/assert";
import { lakeAt, readManifest, readTable, readTableMetadata } from "perdura/lake/mod.ts";
import { systemClock } from "../../tasks/_clock.ts";
import { runCommand } from "../../tasks/_command.ts";
import { pipelineCommand } from "../../tasks/pipeline.ts";
import { inFolder } from "../lake/_folder.ts";
import { recordedTerminal } from "../tasks/_terminal.ts";

/** Runs the pipeline on a small demo shop; says what became of each stage. */
async function run(lake: string, ...args: string[]): Promise<Record<string, string>> {
  const terminal = recordedTerminal();
  const demo = ["--transactions", "demo", "--shop", "demo", "--demo-customers", "100"];
  const code = await runCommand(
    pipelineCommand,
    ["--lake", lake, "--quiet", "--json", "--until", "repurchase", ...demo, ...args],
    { terminal, clock: systemClock },
  );
  assertEquals([code, terminal.told.join("")], [0, ""]);
  const { stages }: { stages: { name: string; status: string }[] } = JSON.parse(
    terminal.lines.join("\n"),
  );
  return Object.fromEntries(stages.map(({ name, status }) => [name, status]));
}

interface Order {
  readonly order_id: string;
  readonly user_id: string;
  readonly status: string;
  readonly created_at: Date;
}

/** The completed orders of each user of a lake, by time, counted without any query. */
function completedOrders(lake: string): Order[][] {
  const orders = readTable(`${lake}/stage/shop/orders.parquet`).toRecords() as unknown as Order[];
  const completed = orders.filter(({ status }) => status === "Complete");
  return [...Map.groupBy(completed, ({ user_id }) => user_id).values()]
    .map((own) => own.toSorted((a, b) => +a.created_at - +b.created_at));
}

const idsIn = (lake: string, table: string, column = "order_id") =>
  (readTable(`${lake}/processed/${table}.parquet`).getColumn(column).toArray() as string[])
    .toSorted();

Deno.test("pipeline --anchor first asks of each user's first completed order, and of no other", () =>
  inFolder(async (lake) => {
    // Of this shop nobody comes back before a delivery: something is asked after every order.
    await run(lake, "--anchor", "first");
    const users = completedOrders(lake);
    const first = users.map(([order]) => order!.order_id);
    assert(users.some(({ length }) => length > 1));
    assertEquals(idsIn(lake, "shop/repurchases", "original_order"), first.toSorted());
    assertEquals(idsIn(lake, "repurchase_60d"), first.toSorted());
    const described = async (table: string) =>
      (await readTableMetadata(`${lake}/processed/${table}.parquet`))!.description;
    assertEquals(
      await described("shop/order_user_product_data"),
      "One row per item of each user’s first completed order, with its user and product",
    );

    await run(lake, "--anchor", "each");
    const each = users.flat().map(({ order_id }) => order_id);
    assertEquals(idsIn(lake, "repurchase_60d"), each.toSorted());
    assertEquals(
      await described("shop/order_user_product_data"),
      "One row per item of each completed order, with its user and product",
    );
  }));

Deno.test("pipeline keeps the anchor with the lake, and another one makes anew what hangs on it", () =>
  inFolder(async (lake) => {
    const anchor = async () => {
      const { stages } = await readManifest(lakeAt(lake));
      return (stages.repurchase?.parameters as { anchor?: string }).anchor;
    };
    await run(lake);
    assertEquals(await anchor(), "each");

    await Deno.writeTextFile(`${lake}/perdura.json`, JSON.stringify({ anchor: "first" }));
    const nothingElse = {
      ingest: "cached",
      clean: "cached",
      features: "cached",
      clv: "cached",
      repurchase: "ran",
      conversion: "kept",
      "send-list": "kept",
    };
    assertEquals(await run(lake), nothingElse);
    assertEquals(await anchor(), "first");
    assertEquals(await run(lake), { ...nothingElse, repurchase: "cached" });
    const runs = [...Deno.readDirSync(`${lake}/runs`)].map(({ name }) => name).sort();
    const record = JSON.parse(Deno.readTextFileSync(`${lake}/runs/${runs.at(-1)}/run.json`));
    assertEquals(record.settings.anchor, "first");

    // What the command line says is stronger, and holds for this run.
    assertEquals(await run(lake, "--anchor", "each"), nothingElse);
    assertEquals(await anchor(), "each");
  }));
