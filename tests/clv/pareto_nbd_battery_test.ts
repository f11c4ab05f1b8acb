import { fitParetoNbd, ParetoNbd, type ParetoNbdParams } from "perdura/clv/mod.ts";
import { battery } from "./_battery.ts";
import { simulateParetoBase } from "./_simulate.ts";

const typical = { r: 0.55, alpha: 10.6, s: 0.61, beta: 11.7 };
// s = 1, where closed forms divide by 0; α above β; hardly any dropout, nearly equal customers
const limits = [
  { r: 1, alpha: 3, s: 1, beta: 20 },
  { r: 0.3, alpha: 40, s: 2, beta: 3 },
  { r: 60, alpha: 200, s: 0.05, beta: 300 },
];

battery({
  name: "ParetoNbd",
  models: [typical, ...limits].map((params) => ParetoNbd.fromParams(params)),
  fromParams: (params) => ParetoNbd.fromParams(params as ParetoNbdParams),
  fromJSON: (json) => ParetoNbd.fromJSON(json),
  fit: fitParetoNbd,
}, simulateParetoBase({ customers: 800, r: 0.9, alpha: 5, s: 0.8, beta: 10, seed: 1 }));
