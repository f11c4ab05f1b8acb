import { readTable } from "perdura/lake/mod.ts";
import { responseFiles, sendListPath, upliftFiles } from "../conversion/files.ts";
import { responseValueOf } from "../conversion/response_value.ts";
import type { SendListSettings } from "../conversion/write_send_list.ts";
import type { Stage } from "../stage.ts";

/**
 * Chooses whom it is worth writing to, of what the conversion stage has learnt: another cost, budget
 * or margin does not make anybody learn again.
 */
const sendListStage: Stage<SendListSettings> = {
  name: "send-list",
  does: "choosing whom it is worth writing to",
  after: ["conversion"],
  reads: [...Object.values(responseFiles), upliftFiles.rows, upliftFiles.customers],
  makes: [sendListPath],

  parameters: ({ settings: { margin, cost, budget } }) => ({
    margin,
    ...cost !== undefined && { cost },
    ...budget !== undefined && { budget },
  }),

  whyNot({ input, settings: { margin } }) {
    const value = responseValueOf(readTable(input(responseFiles.rows)), margin);
    return value === undefined ? "nobody knows what a response is worth" : undefined;
  },

  // Without a control group a model is needed, which is heavy.
  async run(context, terms) {
    const { writeSendList } = await import("../conversion/write_send_list.ts");
    return await writeSendList(context, terms);
  },
};

export default sendListStage;
