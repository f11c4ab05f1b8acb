import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { OneHotEncoder } from "perdura/features/mod.ts";
import fixture from "../../fixtures/learn/encoders.json" with { type: "json" };
import { category, number } from "./_columns.ts";

Deno.test("OneHotEncoder has the columns of scikit-learn; unseen is 0 in all", () => {
  const encoder = OneHotEncoder.fit([category("city", fixture.city)]);
  const { names, columns } = encoder.transform([category("city", fixture.newCities)]);
  assertEquals(names, fixture.oneHot.names);
  assertEquals(columns.map((column) => [...column]), fixture.oneHot.columns);
});

Deno.test("OneHotEncoder gives rare categories no column, nor missing where nothing was", () => {
  const { encoder, features } = OneHotEncoder.fitTransform(
    [category("a", ["x", "x", "y", "z", "z"]), category("b", ["k", "k", "k", null, "k"])],
    { minimumCount: 2 },
  );
  assertEquals(features.names, ["a=x", "a=z", "b=k"]);
  assertEquals(features.columns[0], Float64Array.of(1, 1, 0, 0, 0));
  const again = OneHotEncoder.fromJSON(JSON.parse(JSON.stringify(encoder)));
  assertEquals(again, encoder);
  const other = again.transform([category("b", [null]), category("a", [null])]);
  assertEquals(other.columns, [Float64Array.of(0), Float64Array.of(0), Float64Array.of(0)]);
});

Deno.test("OneHotEncoder refuses numbers and missing columns", () => {
  assertThrows(
    () => OneHotEncoder.fit([number("age", [1])]),
    InputError,
    '"age" is a column of numbers',
  );
  const encoder = OneHotEncoder.fit([category("a", ["x"])]);
  assertThrows(() => encoder.transform([number("a", [1])]), InputError, 'it is of kind "number"');
});
