import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  confusionTable,
  type Picture,
  reliabilityDiagram,
  rocAndPrecisionRecall,
  type RowsScope,
} from "perdura/plots/mod.ts";

const event = "had a repurchase within 60 days", model = "boosted trees";

function pictures(scope: RowsScope): Picture[] {
  const interval = [0.02, 0.08] as const;
  return [
    rocAndPrecisionRecall({
      ...scope,
      outcome: Float64Array.of(0, 0, 1, 1),
      models: [{ name: model, probabilities: Float64Array.of(0.1, 0.4, 0.35, 0.8) }],
      event,
    }),
    reliabilityDiagram({
      ...scope,
      bins: [{ rows: 4, expected: 0.04, actual: 0.05, interval }],
      baseRate: 0.05,
      model,
      event,
    }),
    confusionTable({
      ...scope,
      matrix: { truePositive: 1, falsePositive: 1, falseNegative: 1, trueNegative: 1 },
      threshold: 0.05,
      event,
      model,
    }),
  ];
}

Deno.test("RowsScope: figures of orders speak of orders, in words and data", () => {
  const made = pictures({ row: "order", population: "4 orders", period: "June 2024" });
  for (const { title, subtitle, alt, data } of made) {
    const text = `${title}. ${subtitle}. ${alt} ${JSON.stringify(data)}`;
    assertStringIncludes(title + subtitle, "order");
    assert(!/customer|\bwho\b/i.test(text), text);
  }
  assertEquals(made.map(({ title }) => title), [
    "Boosted trees put an order that had a repurchase within 60 days above one that did not in " +
    "75\u00a0% of pairs",
    "5\u00a0% of the orders had a repurchase within 60 days; boosted trees expected 4\u00a0%",
    "50\u00a0% of 2 orders above the threshold had a repurchase within 60 days: 50\u00a0% of all " +
    "that did",
  ]);
});

Deno.test("RowsScope: figures speak of customers where nobody says otherwise", () => {
  for (const { title, alt } of pictures({ population: "4 people", period: "June 2024" })) {
    assertStringIncludes(title, "customer");
    assert(!/order/.test(title + alt));
  }
});

Deno.test("confusionTable() breaks a long event into lines above its column", () => {
  const [, , table] = pictures({ row: "order", population: "4 orders", period: "June 2024" });
  const headings = (width: number) =>
    [...table!.draw(width).querySelectorAll("text")].map(({ textContent }) => textContent);
  assertEquals(headings(340).slice(0, 4), ["within 60 days", "repurchase", "Had a", "Did not"]);
  assertEquals(headings(720).slice(0, 2), ["Had a repurchase within 60 days", "Did not"]);
});
