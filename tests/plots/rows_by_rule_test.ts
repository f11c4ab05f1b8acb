import { assertEquals, assertStringIncludes } from "@std/assert";
import { rowsByRule } from "perdura/plots/mod.ts";
import { scope } from "./_examples.ts";

const draw = (kept: number, rules: Record<string, number>) =>
  rowsByRule({
    ...scope,
    quality: {
      in: { rows: 100 },
      kept: { rows: kept },
      rules: Object.entries(rules).map(([rule, rows]) => ({ rule, rows })),
    },
  });

Deno.test("rowsByRule() says which rule took most, and whether that is the majority", () => {
  assertEquals(
    draw(60, { missing_customer: 30, cancellation: 10 }).title,
    "60\u00a0% of the rows were kept; most others fail “missing customer”",
  );
  assertEquals(
    draw(60, { missing_customer: 15, cancellation: 10, non_product: 15 }).title,
    "60\u00a0% of the rows were kept; the largest part of the others fail “missing customer”",
  );
  assertEquals(draw(100, { missing_customer: 0 }).title, "All 100 rows were kept");
});

Deno.test("rowsByRule() accounts for every row, rules that took nothing included", () => {
  const picture = draw(60, { missing_customer: 30, unparsable_value: 0, cancellation: 10 });
  const rows = picture.data as { step: string; rows: number }[];
  const sum = rows.slice(0, -1).reduce((total, { rows }) => total + rows, 0);
  assertEquals(sum, rows.at(-1)!.rows);
  assertEquals(rows.length, 5);
  assertStringIncludes(picture.subtitle, "1 rule rejected nothing");
});
