/** Lines of purchases and returns; arrays of one entry per line. */
export interface ReturnableLines {
  /** What the line is: `none` lines play no role. */
  readonly role: Uint8Array;
  /** Numbers of customers and products. */
  readonly customer: Uint32Array;
  readonly product: Uint32Array;
  readonly timestamp: Float64Array;
  /** Units, positive in purchases and negative in returns. */
  readonly quantity: Float64Array;
}

/** The values of {@linkcode ReturnableLines.role}. */
export const Role = { none: 0, purchase: 1, return: 2 } as const;

/** What returns did to purchases. */
export interface NetReturns {
  /** Units that later returns took from each line; 0 for most. */
  readonly takenBack: Float64Array;
  /** For each return line, in the order of lines: its row and the units it found to take. */
  readonly returns: readonly { row: number; found: number }[];
  /** What returns took, by the row of the purchase, of one purchase in the order of time. */
  readonly takes: readonly Take[];
}

/** What one return line took from one purchase line. */
export interface Take {
  /** Rows of the purchase and of the return. */
  readonly purchase: number;
  readonly returnedBy: number;
  readonly units: number;
  /** Units of the purchase that were left then; exactly 0 where it was the last. */
  readonly left: number;
}

/**
 * Matches returns with the purchases they take back.
 *
 * A return of q units takes q units of the same customer's purchases of the same product up to its
 * moment, the latest first, in part where that is enough. Returns are processed in order of time,
 * ties in the order of lines; what one has taken is gone for the next.
 *
 * @example
 * ```ts
 * import { netReturns, Role } from "perdura/clean/net_returns.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { takenBack } = netReturns({
 *   role: Uint8Array.of(Role.purchase, Role.purchase, Role.return),
 *   customer: Uint32Array.of(0, 0, 0),
 *   product: Uint32Array.of(0, 0, 0),
 *   timestamp: Float64Array.of(1, 2, 3),
 *   quantity: Float64Array.of(5, 2, -4),
 * });
 * assertEquals(takenBack, Float64Array.of(2, 2, 0));
 * ```
 */
export function netReturns(lines: ReturnableLines): NetReturns {
  const { role, quantity } = lines;
  const takenBack = new Float64Array(role.length);
  const takes: Take[] = [];
  const found = new Map<number, number>();
  for (const history of histories(lines)) {
    const open: number[] = []; // purchases with units left, the latest on top
    for (const row of history) {
      if (role[row] === Role.purchase) {
        open.push(row);
        continue;
      }
      const units = -quantity[row]!;
      let missing = units;
      while (missing > 0 && open.length > 0) {
        const purchase = open.at(-1)!;
        const unreturned = quantity[purchase]! - takenBack[purchase]!;
        const taken = Math.min(unreturned, missing);
        missing -= taken;
        if (taken === unreturned) {
          takenBack[purchase] = quantity[purchase]!;
          open.pop();
        } else takenBack[purchase]! += taken;
        const left = quantity[purchase]! - takenBack[purchase]!;
        takes.push({ purchase, returnedBy: row, units: taken, left });
      }
      found.set(row, units - missing);
    }
  }
  const returns = [...found].sort(([a], [b]) => a - b).map(([row, units]) => ({
    row,
    found: units,
  }));
  takes.sort((a, b) => a.purchase - b.purchase); // stable: those of one purchase stay in order
  return { takenBack, returns, takes };
}

/** The rows of each customer and product that has returns, in order of time. */
function histories(lines: ReturnableLines): Iterable<number[]> {
  const { role, customer, product, timestamp } = lines;
  const products = largest(product) + 1;
  const key = (row: number) => customer[row]! * products + product[row]!;
  const byKey = new Map<number, number[]>();
  // Marks what may be a key of the map: spares most lines the look-up.
  const marks = new Uint8Array(2 ** 18);
  const mark = (row: number) =>
    (Math.imul(customer[row]!, 0x9e3779b1) ^ Math.imul(product[row]!, 0x85ebca6b)) >>> 14;
  for (let row = 0; row < role.length; row++) {
    if (role[row] !== Role.return) continue;
    byKey.set(key(row), []);
    marks[mark(row)] = 1;
  }
  for (let row = 0; row < role.length; row++) {
    if (role[row] !== Role.none && marks[mark(row)] === 1) byKey.get(key(row))?.push(row);
  }
  for (const rows of byKey.values()) {
    // At the same moment the purchase comes first: nothing is returned before it is bought.
    rows.sort((a, b) => timestamp[a]! - timestamp[b]! || role[a]! - role[b]! || a - b);
  }
  return byKey.values();
}

function largest(codes: Uint32Array): number {
  let most = 0;
  for (const code of codes) if (code > most) most = code;
  return most;
}
