/**
 * Whom it is worth writing to: what a message changes, not who responds.
 *
 * A control group that chance chose shows what happens without the message. {@linkcode averageEffect}
 * says what the message does to the average customer. {@linkcode sendList} turns what it does to
 * each into a list with expected profits and a budget; without a control group it takes the
 * probability of a response, which counts responses that would have come anyway.
 *
 * @module
 */
export { averageEffect, type Responses } from "./average_effect.ts";
export {
  type HeldOutRows,
  type SendList,
  sendList,
  type SendListInput,
  valuePerResponse,
} from "./send_list.ts";
