/** Prints the SHA-256 of a network with all that is random in it. */
import { seededRandom } from "perdura/core/mod.ts";
import { trainNetwork } from "perdura/learn/networks/mod.ts";
import { interaction, simulatedRows } from "./_rows.ts";

const rows = simulatedRows(500, 1, interaction, interaction);
const network = await trainNetwork(rows, rows, {
  hidden: [16, 8],
  dropout: 0.25,
  batchNorm: true,
  embedding: {},
  heads: 2,
  epochs: 3,
  batchSize: 64,
  random: seededRandom(12),
});
const { modelJson, weights } = network.save();
const bytes = new Uint8Array([...new TextEncoder().encode(modelJson), ...weights]);
const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
await Deno.stdout.write(new TextEncoder().encode(hash.toHex()));
