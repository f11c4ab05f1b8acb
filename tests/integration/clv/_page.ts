import { fitAndValue } from "./_work.ts";

Object.assign(globalThis, { fitAndValue });
