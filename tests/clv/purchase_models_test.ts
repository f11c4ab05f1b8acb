import { assertEquals, assertThrows } from "@std/assert";
import { ParetoNbd, purchaseModelFromJSON } from "perdura/clv/mod.ts";
import { InputError } from "perdura/core/mod.ts";

Deno.test("purchaseModelFromJSON gives back whichever model was written", () => {
  const model = ParetoNbd.fromParams({ r: 0.5, alpha: 10, s: 0.6, beta: 12 });
  const back = purchaseModelFromJSON(JSON.parse(JSON.stringify(model)));
  assertEquals([back.name, back.params], ["pareto-nbd", model.params]);
});

Deno.test("purchaseModelFromJSON refuses what is no model of purchases", () => {
  assertThrows(() => purchaseModelFromJSON({ model: "crystal-ball" }), InputError, "pareto-nbd");
  assertThrows(() => purchaseModelFromJSON(null), InputError);
});
