import pl from "nodejs-polars";
import { cleanTransactions } from "perdura/clean/mod.ts";
import { cohorts, customerSummary, rfm } from "perdura/features/mod.ts";
import { onlineRetail } from "perdura/sources/mod.ts";
import { realData } from "../_data.ts";
import { readCanonical } from "../clean/_canonical.ts";

const retail = realData("online-retail-ii/online_retail_II.csv.gz");
const ignore = retail === undefined;
const canonical = ignore ? pl.DataFrame() : await readCanonical(retail);
const clean = () => cleanTransactions(canonical, { rules: onlineRetail.rules });
const transactions = ignore ? pl.DataFrame() : clean().transactions;

Deno.bench({ name: "cleanTransactions, 1,067,371 rows", ignore, n: 5, fn: () => void clean() });
Deno.bench({
  name: "customerSummary, 5,839 customers",
  ignore,
  n: 10,
  fn: () => void customerSummary(transactions),
});
Deno.bench({ name: "rfm", ignore, n: 10, fn: () => void rfm(transactions) });
Deno.bench({ name: "cohorts", ignore, n: 10, fn: () => void cohorts(transactions) });
