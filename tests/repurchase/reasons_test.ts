import { assert, assertEquals } from "@std/assert";
import { customerFeatures, type RawColumn } from "perdura/features/mod.ts";
import { reasons } from "perdura/repurchase/mod.ts";
import { inWords, themes } from "perdura/repurchase/_reason_words.ts";

const number = (name: string, values: number[]): RawColumn => (
  { name, kind: "number", values: Float64Array.from(values) }
);

Deno.test("reasons() tells the largest effects first, and adds up features that say the same", () => {
  const columns = [
    number("days_since_last", [12, 40, 200, 80]),
    number("purchases_90d", [5, 1, 0, 1]),
    number("purchases_180d", [6, 1, 0, 1]),
    number("spend", [10, 10, 10, 10]),
  ];
  const effects = [[-0.6, 0, 0, 0], [0.5, 0, 0, 0], [0.3, 0, 0, 0], [0.01, 0, 0, 0]]
    .map((values) => Float64Array.from(values));
  assertEquals(reasons(columns, effects), [
    [
      { words: "Bought 5 times in 90 days (more than most)", effect: 0.8 },
      { words: "Last purchase 12 days ago", effect: -0.6 },
    ],
    [],
    [],
    [],
  ]);
  assertEquals(reasons(columns, effects, 1)[0]!.length, 1);
});

Deno.test("reasons() tells what pulls the way the whole does", () => {
  const columns = [number("purchases_30d", [0, 1, 2, 3]), number("purchases", [9, 1, 1, 1])];
  const effects = [[-0.9, 0, 0, 0], [0.5, 0, 0, 0]].map((values) => Float64Array.from(values));
  const [[reason] = []] = reasons(columns, effects);
  assertEquals(reason?.words, "No purchase in 30 days (less than most)");
});

Deno.test("reasons() tells of a window without a purchase by the days since the last one", () => {
  const columns = [
    number("days_since_last", [368, 12]),
    number("purchases_365d", [0, 4]),
    number("purchases", [9, 9]),
    number("spend_90d", [0, 50]),
    number("spend", [900, 900]),
  ];
  const effects = [[0.1, 0.1], [-0.9, 0.4], [0.2, 0.1], [-0.3, 0.2], [0.1, 0]]
    .map((values) => Float64Array.from(values));
  const rounded = reasons(columns, effects).map((told) =>
    told.map(({ effect, words }) => [words, Math.round(100 * effect)])
  );
  assertEquals(rounded, [
    [["Last purchase 368 days ago", -110], ["Bought 9 times so far", 20], ["Spent 900 so far", 10]],
    [["Bought 4 times in 365 days (more than most)", 50], [
      "Spent 50 in 90 days (more than most)",
      20,
    ], [
      "Last purchase 12 days ago",
      10,
    ]],
  ]);
});

Deno.test("reasons() compares with most customers only where most have less or more", () => {
  const columns = [number("purchases_90d", [0, 0, 0, 1, 7])];
  const effects = [Float64Array.of(-1, -1, -1, 1, 1)];
  assertEquals(reasons(columns, effects).map(([reason]) => reason!.words), [
    "No purchase in 90 days",
    "No purchase in 90 days",
    "No purchase in 90 days",
    "Bought once in 90 days (more than most)",
    "Bought 7 times in 90 days (more than most)",
  ]);
});

Deno.test("reasons() has words for every feature, known or not", () => {
  const told = themes.flat();
  assertEquals(told.toSorted(), customerFeatures.features.map(({ name }) => name).sort());
  for (const { kind, name } of customerFeatures.features) {
    const columns: RawColumn[] = kind === "number"
      ? [number(name, [3, NaN])]
      : [{ name, kind, values: ["03", null] }];
    const [known, unknown] = [0, 1].map((row) => inWords(columns[0]!, row, [0.5, 0.5]));
    assert(
      !/^(Not|Too|The year)/.test(known!) && !/NaN|undefined|_/.test(known!),
      `${name}: ${known}`,
    );
    assert(/^(Not known: |Too few |The year )/.test(unknown!) && !unknown!.includes("_"), unknown!);
  }
});
