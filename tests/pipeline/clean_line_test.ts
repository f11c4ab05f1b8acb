import { assertEquals } from "@std/assert";
import { cleanLine } from "perdura/pipeline/clean/clean_line.ts";
import type { CleanFacts } from "perdura/pipeline/stages/clean.ts";

const lineOf = (facts: unknown) => cleanLine(facts as CleanFacts);
const rule = (meaning: string, rows: number) => ({ meaning, rows });

Deno.test("cleanLine says the most frequent reason of each input", () => {
  assertEquals(
    lineOf({
      transactions: {
        quality: {
          in: { rows: 2000 },
          kept: { rows: 766 },
          rules: [rule("the line is repeated", 134), rule("no customer", 1100)],
        },
      },
      shop: {
        quality: {
          in: 500,
          kept: 490,
          tables: [
            { table: "orders", rules: [rule("user_id is empty", 3)] },
            { table: "users", rules: [rule("id is empty", 7)] },
          ],
        },
      },
    }),
    "766 of 2,000 rows of transactions kept, 1,234 rejected, most often: no customer (1,100); " +
      "490 of 500 rows of shop kept, 10 rejected, most often: in users, id is empty (7)",
  );
});

Deno.test("cleanLine counts a reason over all files of a campaign", () => {
  const file = (rules: unknown[]) => ({ in: 100, kept: 90, rules });
  assertEquals(
    lineOf({
      campaign: {
        quality: [
          file([rule("age is empty", 4), rule("label is empty", 6)]),
          file([rule("age is empty", 4), rule("ctr is empty", 5), rule("label is empty", 1)]),
        ],
      },
    }),
    "180 of 200 rows of campaign kept, 20 rejected, most often: age is empty (8)",
  );
});

Deno.test("cleanLine names no reason where no row is rejected", () => {
  const quality = [{ in: 5, kept: 5, rules: [rule("age is empty", 0)] }];
  assertEquals(lineOf({ campaign: { quality } }), "5 of 5 rows of campaign kept, 0 rejected");
});
