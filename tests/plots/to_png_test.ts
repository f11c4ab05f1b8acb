import { assert, assertEquals } from "@std/assert";
import { toPng } from "perdura/plots/mod.ts";
import { bars, demonstration } from "./_demonstration.ts";

const widthOf = (png: Uint8Array): number => new DataView(png.buffer, png.byteOffset).getUint32(16);

Deno.test("toPng() is as wide as asked for, so that its options were understood", () => {
  assertEquals(widthOf(toPng(demonstration())), 1440);
  assertEquals(widthOf(toPng(bars(), 340, 1)), 340);
});

Deno.test("toPng() draws the text: another title makes another picture", () => {
  const picture = demonstration();
  const [one, other] = ["AAAA", "BBBB"].map((title) => toPng({ ...picture, title }));
  assert(one!.some((byte, at) => byte !== other![at]));
});

Deno.test("toPng() gives the same bytes twice", () => {
  assertEquals(toPng(bars()), toPng(bars()));
});
