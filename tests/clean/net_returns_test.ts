import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { netReturns, type ReturnableLines, Role } from "perdura/clean/net_returns.ts";

type Event = [
  role: "buy" | "return" | "other",
  timestamp: number,
  units: number,
  customer?: number,
];

function linesOf(events: readonly Event[]): ReturnableLines {
  const roles = { buy: Role.purchase, return: Role.return, other: Role.none };
  return {
    role: Uint8Array.from(events, ([role]) => roles[role]),
    customer: Uint32Array.from(events, ([, , , customer]) => customer ?? 0),
    product: new Uint32Array(events.length),
    timestamp: Float64Array.from(events, ([, timestamp]) => timestamp),
    quantity: Float64Array.from(events, ([role, , units]) => role === "return" ? -units : units),
  };
}

const taken = (...events: Event[]) => [...netReturns(linesOf(events)).takenBack];

Deno.test("netReturns takes from the latest purchase first", () => {
  assertEquals(taken(["buy", 1, 5], ["buy", 2, 5], ["return", 3, 3]), [0, 3, 0]);
  assertEquals(taken(["buy", 1, 5], ["buy", 2, 5], ["return", 3, 7]), [2, 5, 0]);
});

Deno.test("netReturns takes from purchases up to the moment of the return, it included", () => {
  assertEquals(taken(["return", 2, 1], ["buy", 2, 5], ["buy", 3, 5]), [0, 1, 0]);
  assertEquals(taken(["return", 1, 1], ["buy", 2, 5]), [0, 0]);
});

Deno.test("netReturns gives to later returns what earlier ones have left", () => {
  assertEquals(
    taken(["buy", 1, 2], ["return", 4, 2], ["return", 2, 1], ["buy", 3, 1]),
    [2, 0, 0, 1],
  );
});

Deno.test("netReturns keeps customers apart and passes over other lines", () => {
  assertEquals(
    taken(["buy", 1, 2, 7], ["buy", 1, 2, 8], ["other", 2, 9, 8], ["return", 3, 5, 8]),
    [0, 2, 0, 0],
  );
});

Deno.test("netReturns says what each return found, and what it took from which purchase", () => {
  const { returns, takes } = netReturns(
    linesOf([["buy", 1, 5], ["return", 2, 1], ["return", 3, 9], ["return", 4, 1]]),
  );
  assertEquals(returns, [{ row: 1, found: 1 }, { row: 2, found: 4 }, { row: 3, found: 0 }]);
  assertEquals(takes, [
    { purchase: 0, returnedBy: 1, units: 1, left: 4 },
    { purchase: 0, returnedBy: 2, units: 4, left: 0 },
  ]);
});

Deno.test("netReturns leaves alone what is taken back already", () => {
  const { takes } = netReturns(
    linesOf([["buy", 1, 2], ["buy", 2, 2], ["return", 3, 2], ["return", 4, 1]]),
  );
  assertEquals(takes, [
    { purchase: 0, returnedBy: 3, units: 1, left: 1 },
    { purchase: 1, returnedBy: 2, units: 2, left: 0 },
  ]);
});

Deno.test("netReturns takes exactly what returns find, never more than was bought", () => {
  const event = fc.tuple(
    fc.constantFrom<Event[0]>("buy", "buy", "return", "other"),
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: 1, max: 6 }),
    fc.integer({ min: 0, max: 1 }),
  );
  fc.assert(fc.property(fc.array(event, { maxLength: 30 }), (events) => {
    const lines = linesOf(events);
    const { takenBack, takes, returns } = netReturns(lines);
    let sum = 0;
    takenBack.forEach((units, row) => {
      assert(units >= 0 && units <= Math.max(0, lines.quantity[row]!));
      assert(units === 0 || events[row]![0] === "buy");
      sum += units;
    });
    assertEquals(sum, returns.reduce((units, { found }) => units + found, 0));
    assertEquals(sum, takes.reduce((units, take) => units + take.units, 0));
    takes.forEach(({ left, purchase }, at) => {
      const isLast = takes[at + 1]?.purchase !== purchase;
      if (isLast) assertEquals(left, lines.quantity[purchase]! - takenBack[purchase]!);
    });
    assertEquals(returns.length, events.filter(([role]) => role === "return").length);
    for (const { row, found } of returns) assert(found <= -lines.quantity[row]!);
  }));
});
