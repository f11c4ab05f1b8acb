import { assertEquals } from "@std/assert";
import {
  countTick,
  currencySign,
  currencyWords,
  dayWords,
  modelWords,
  money,
  moneyTick,
  moneyUnit,
  plural,
  round3,
  share,
  sharesAlike,
  theModel,
  verbOf,
} from "perdura/plots/_words.ts";

const blank = "\u00a0";

Deno.test("share() has no false digits and says neither 0 % nor 100 % where it is not", () => {
  const cases: [number, string][] = [
    [0, `0${blank}%`],
    [1, `100${blank}%`],
    [0.0004, `less than 0.1${blank}%`],
    [0.0123, `1.2${blank}%`],
    [0.0196, `2${blank}%`],
    [0.5, `50${blank}%`],
    [0.997, `99.7${blank}%`],
    [0.9996, `more than 99.9${blank}%`],
  ];
  for (const [value, text] of cases) assertEquals(share(value), text);
});

Deno.test("sharesAlike() gives shares beside each other the same digits, but no false ones", () => {
  assertEquals(sharesAlike(0.0335, 0.0082), [`3.4${blank}%`, `0.8${blank}%`]);
  assertEquals(sharesAlike(0.199, 0.177), [`20${blank}%`, `18${blank}%`]);
  assertEquals(sharesAlike(0, 0.0004, 0.5), [
    ...[`0${blank}%`, `less than 0.1${blank}%`, `50.0${blank}%`],
  ]);
});

Deno.test("verbOf() and theModel() make sentences about models that people would write", () => {
  const said = (name: string) => `${theModel(name)} ${verbOf(name, "looks", "look")}`;
  assertEquals(
    [
      ...["network", "network with periodic embeddings (used)", "boosted trees (used)"],
      ...["boosted trees on components", "pareto-nbd", "base rate"],
    ].map(said),
    [
      ...["the network looks", "the network with periodic embeddings (used) looks"],
      ...["boosted trees (used) look", "boosted trees on components look"],
      ...["Pareto/NBD looks", "the base rate looks"],
    ],
  );
});

Deno.test("round3() keeps three digits, whole numbers from 100 on", () => {
  assertEquals([0.40123, 4.996, 9.996, 48.26, 99.96, 1234.5].map(round3), [
    "0.40",
    "5.00",
    "10.0",
    "48.3",
    "100",
    "1,235",
  ]);
  assertEquals([3, 1200].map(round3), ["3", "1,200"]);
});

Deno.test("money() has the sign of its currency and the digits that matter", () => {
  assertEquals(money(14_723_147, "GBP"), `£14.7${blank}million`);
  assertEquals(money(621_631.4, "GBP"), "£621,631");
  assertEquals(money(999_700, "GBP"), `£1.00${blank}million`);
  assertEquals(money(3.2, "EUR"), "€3.20");
  assertEquals(money(0, "EUR"), "€0");
  assertEquals(money(-45, "USD"), "−US$45");
  assertEquals(money(45, "CHF"), `CHF${blank}45`);
});

Deno.test("moneyUnit() and ticks keep axes short", () => {
  assertEquals(moneyUnit(1_160_000, "GBP"), { divisor: 1000, name: "£ thousand" });
  assertEquals(moneyUnit(14_000_000, "GBP"), { divisor: 1e6, name: "£ million" });
  assertEquals(moneyUnit(900, "USD"), { divisor: 1, name: "US$" });
  assertEquals([5, 2000, 1_500_000].map((value) => moneyTick(value, "USD")), [
    "$5",
    "$2k",
    "$1.5m",
  ]);
  assertEquals([0, 500, 20_000, 1e6, 0.5].map(countTick), ["0", "500", "20k", "1m", "0.50"]);
  assertEquals(currencySign("SEK"), `SEK${blank}`);
});

Deno.test("amounts of a currency nobody knows have no sign, and axes say so", () => {
  assertEquals(money(45, "XXX"), "45");
  assertEquals(moneyTick(2000, "XXX"), "2k");
  assertEquals(["XXX", "GBP"].map(currencyWords), ["currency not stated", "GBP"]);
  assertEquals(moneyUnit(900, "XXX").name, "currency not stated");
  assertEquals(moneyUnit(3e6, "XXX").name, "million, currency not stated");
});

Deno.test("modelWords() writes models as the literature does and leaves other names alone", () => {
  assertEquals(
    ["pareto-nbd", "bg-nbd", "mbg-cnbd-2", "bg-cnbd-k", "same rate"].map(modelWords),
    ["Pareto/NBD", "BG/NBD", "MBG/CNBD-2", "BG/CNBD-k", "same rate"],
  );
});

Deno.test("dayWords() reads a day in universal time", () => {
  assertEquals(dayWords(new Date("2011-12-09T23:59:00Z")), "9 Dec 2011");
  assertEquals(plural(1, "row"), "1 row");
  assertEquals(plural(1200, "country", "countries"), "1,200 countries");
});
