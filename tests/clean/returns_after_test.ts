import { assertEquals } from "@std/assert";
import { returnsAfter } from "perdura/clean/mod.ts";
import { cleaned } from "../features/transactions/_shop.ts";

Deno.test("returnsAfter finds what earlier purchases lost to later returns", () => {
  const { returned } = cleaned([
    { at: "2010-01-01", product: "CUP", quantity: 4, sales: 40 },
    { at: "2010-01-02", product: "BOWL", quantity: 2, sales: 6 },
    { at: "2010-01-10", product: "CUP", invoice: "C1", quantity: -1 },
    { at: "2010-01-20", product: "CUP", invoice: "C2", quantity: -2 },
    { at: "2010-01-21", product: "CUP", invoice: "C3", quantity: -1 },
    { at: "2010-01-22", product: "BOWL", invoice: "C4", quantity: -2 },
  ]);
  const after = (day: string) => returnsAfter(returned, new Date(day));
  assertEquals(after("2010-01-20"), { rows: 2, quantity: 5, revenue: 36 });
  assertEquals(after("2010-01-21"), { rows: 2, quantity: 3, revenue: 16 });
  assertEquals(after("2010-01-02"), { rows: 1, quantity: 4, revenue: 40 }); // the bowl came after
  assertEquals(after("2010-01-23"), { rows: 0, quantity: 0, revenue: 0 });
});
