import {
  BgCnbdK,
  BgNbd,
  type BgNbdParams,
  type CnbdKParams,
  fitBgCnbdK,
  fitBgNbd,
  fitMbgCnbdK,
  fitMbgNbd,
  MbgCnbdK,
  MbgNbd,
} from "perdura/clv/mod.ts";
import { battery } from "./_battery.ts";
import { simulateBase } from "./_simulate.ts";

const typical = { r: 0.6, alpha: 5, a: 0.8, b: 2.5 };
// a = 1 and a + b = 1, where closed forms divide by 0
const limits = [
  { r: 1, alpha: 3, a: 1, b: 2 },
  { r: 0.4, alpha: 2, a: 0.4, b: 0.6 },
];
const base = { customers: 500, r: 0.9, alpha: 5, a: 0.8, b: 2.5 };

battery({
  name: "BgNbd",
  models: [typical, ...limits].map((params) => BgNbd.fromParams(params)),
  fromParams: (params) => BgNbd.fromParams(params as BgNbdParams),
  fromJSON: (json) => BgNbd.fromJSON(json),
  fit: fitBgNbd,
}, simulateBase({ ...base, seed: 1 }));

battery({
  name: "MbgNbd",
  models: [typical, ...limits].map((params) => MbgNbd.fromParams(params)),
  fromParams: (params) => MbgNbd.fromParams(params as BgNbdParams),
  fromJSON: (json) => MbgNbd.fromJSON(json),
  fit: fitMbgNbd,
}, simulateBase({ ...base, modified: true, seed: 2 }));

battery({
  name: "BgCnbdK",
  models: [{ ...typical, k: 2 }, { ...limits[0]!, k: 5 }].map((params) =>
    BgCnbdK.fromParams(params)
  ),
  fromParams: (params) => BgCnbdK.fromParams(params as CnbdKParams),
  fromJSON: (json) => BgCnbdK.fromJSON(json),
  fit: fitBgCnbdK,
}, simulateBase({ ...base, k: 3, alpha: 2, seed: 3 }));

battery({
  name: "MbgCnbdK",
  models: [{ ...typical, k: 3 }, { ...limits[1]!, k: 2 }].map((params) =>
    MbgCnbdK.fromParams(params)
  ),
  fromParams: (params) => MbgCnbdK.fromParams(params as CnbdKParams),
  fromJSON: (json) => MbgCnbdK.fromJSON(json),
  fit: fitMbgCnbdK,
}, simulateBase({ ...base, k: 2, alpha: 3, modified: true, seed: 4 }));
