import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { PrincipalComponents } from "perdura/features/mod.ts";
import fixture from "../../fixtures/learn/encoders.json" with { type: "json" };
import { assertClose, matrixOf } from "./_columns.ts";

const [a, b, c, d] = fixture.wide;
const wide = matrixOf({ a: a!, b: b!, c: c!, d: d! });

Deno.test("PrincipalComponents has the explained variance and components of scikit-learn", () => {
  const { components, features } = PrincipalComponents.fitTransform(wide, {
    columns: wide.names,
    explainedVariance: 1,
  });
  const [group] = components.groups;
  assertClose(group!.explainedVariance, fixture.explainedVariance);
  assertEquals(features.names, [1, 2, 3, 4].map((k) => `pc${k} of a, b, c, d`));
  fixture.loadings.forEach((expected, k) => {
    const loadings = group!.loadings[k]!;
    const heaviest = Math.max(...loadings.map(Math.abs));
    assert(loadings.includes(heaviest), "the heaviest weight is above 0");
    const sign = Math.sign(loadings[0]! / expected[0]!);
    assertClose(loadings.map((weight) => sign * weight), expected);
    assertClose(features.columns[k]!.map((value) => sign * value), fixture.components[k]!);
  });
});

Deno.test("PrincipalComponents replaces correlated columns only, by as few as explain enough", () => {
  const { features, components } = PrincipalComponents.fitTransform(wide, {
    correlationAbove: 0.8,
    explainedVariance: 0.85,
  });
  assertEquals(features.names, ["d", "pc1 of a, b, c"]);
  assertEquals(features.columns[0], wide.columns[3]);
  assert(components.groups[0]!.explainedVariance[0]! > 0.85);
  const none = PrincipalComponents.fitTransform(wide, { correlationAbove: 0.999 });
  assertEquals(none.features, wide);
});

Deno.test("PrincipalComponents takes a missing value for the mean, and equal values for nothing", () => {
  const matrix = matrixOf({ x: [1, 2, null, 3], y: [2, 4, 4, 6], same: [7, 7, 7, 7] });
  const { features } = PrincipalComponents.fitTransform(matrix);
  assertEquals(features.names, ["same", "pc1 of x, y"]);
  assertClose(features.columns[1]!.subarray(2, 3), [0]);
});

Deno.test("PrincipalComponents is the same after a round trip through JSON", () => {
  const fitted = PrincipalComponents.fit(wide);
  const again = PrincipalComponents.fromJSON(JSON.parse(JSON.stringify(fitted)));
  assertEquals(again, fitted);
  assertEquals(again.transform(wide), fitted.transform(wide));
  assertThrows(() => PrincipalComponents.fromJSON({}), InputError, 'another shape at "kind"');
  assertThrows(
    () => PrincipalComponents.fit(wide, { columns: ["e"] }),
    InputError,
    '"e" is missing',
  );
});
