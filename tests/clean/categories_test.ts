import { assert, assertEquals } from "@std/assert";
import { categorise, giftShopCategories, otherCategory } from "perdura/clean/mod.ts";

Deno.test("categorise finds whole words, in any case, singular and plural", () => {
  const categories = [
    ["WHITE HANGING HEART T-LIGHT HOLDER", "Candles and lights"],
    ["REGENCY CAKESTAND 3 TIER", "Tableware"],
    ["jumbo bag red retrospot", "Bags and lunch boxes"],
    ["60 CAKE CASES VINTAGE CHRISTMAS", "Christmas and Easter"],
    ["SET OF 3 CAKE TINS PANTRY DESIGN", "Baking and cooking"],
    ["ROUND SNACK BOXES SET OF4 WOODLAND", "Bags and lunch boxes"],
    ["PARTY BUNTING", "Party"],
    ["CHARLIE+LOLA MINI", "Bags and lunch boxes"],
    ["DOORMAT UNION FLAG", "Doormats and textiles"],
    ["SIGNAL", otherCategory],
    ["PENNANT", otherCategory],
    ["Unknown", otherCategory],
    ["", otherCategory],
  ];
  assertEquals(categories.map(([text]) => [text, categorise(text!).category]), categories);
});

Deno.test("categorise prefers categories further up, and phrases to the words in them", () => {
  assertEquals(categorise("CHOCOLATE HOT WATER BOTTLE").keyword, "hot water bottle");
  assertEquals(categorise("CREAM HEART CARD HOLDER").category, "Signs and frames");
});

Deno.test("giftShopCategories has twelve to twenty categories, and no keyword in vain", () => {
  const names = new Set(giftShopCategories.map(({ category }) => category));
  assert(names.size >= 12 && names.size <= 20 && !names.has(otherCategory));
  for (const { category, keywords } of giftShopCategories) {
    for (const keyword of keywords) {
      assertEquals(keyword, keyword.trim().toLowerCase());
      assert(categorise(keyword).category !== otherCategory, `${category}: ${keyword}`);
    }
    assertEquals(new Set(keywords).size, keywords.length);
  }
});
