import * as Plot from "@observablehq/plot";
import { formatNumber, percent } from "perdura/core/mod.ts";
import { endLabelMargin, endLabels } from "./_labels.ts";
import { panels } from "./_panels.ts";
import { baselineLook, type LineLook, modelLook } from "./_series.ts";
import { checkSome } from "./_statistics.ts";
import { niceAxis, shareTick, type TickWords } from "./_ticks.ts";
import { share } from "./_words.ts";
import { canvas } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode trainingHistory} draws. */
export interface TrainingHistoryInput extends Scope {
  /** One entry per epoch, in order, as `Network.history` has them. */
  readonly history: readonly {
    readonly epoch: number;
    /** Mean binary cross-entropy. */
    readonly loss: number;
    readonly validationLoss: number;
    /** Share of rows on the right side of a half. */
    readonly accuracy: number;
    readonly validationAccuracy: number;
  }[];
  /** The epoch whose weights were kept. */
  readonly bestEpoch: number;
  /** The share of yeses among the validation rows: what a model without features would say. */
  readonly baseRate: number;
}

type Epoch = TrainingHistoryInput["history"][number];

/**
 * How a network learnt: loss and accuracy after each epoch, on the rows it learnt from and on those
 * it did not, beside what the base rate reaches.
 *
 * The loss of the base rate p is its entropy, −p ln p − (1 − p) ln (1 − p), its accuracy that of
 * always giving the more frequent answer, max(p, 1 − p).
 *
 * @throws {InputError} where there are no epochs
 *
 * @example
 * ```ts
 * import { trainingHistory } from "perdura/plots/training_history.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const epoch = { loss: 0.4, accuracy: 0.87, validationAccuracy: 0.88 };
 * const { title } = trainingHistory({
 *   history: [{ epoch: 1, validationLoss: 0.35, ...epoch }, { epoch: 2, validationLoss: 0.36, ...epoch }],
 *   bestEpoch: 1,
 *   baseRate: 0.12,
 *   population: "8,000 customers",
 *   period: "March 2011",
 * });
 * assertEquals(
 *   title,
 *   "The network was best after 1 of 2 epochs, its validation loss 5\u00a0% below the base rate’s",
 * );
 * ```
 */
export function trainingHistory(input: TrainingHistoryInput): Picture {
  const { history, bestEpoch, baseRate, population, period } = input;
  checkSome(history.length, "the history of a training", "epochs");
  const best = history.find(({ epoch }) => epoch === bestEpoch) ?? history.at(-1)!;
  const baseLoss = -baseRate * Math.log(baseRate) - (1 - baseRate) * Math.log(1 - baseRate);
  const baseAccuracy = Math.max(baseRate, 1 - baseRate);
  const gain = 1 - best.validationLoss / baseLoss;
  const compared = `${share(Math.abs(gain))} ${gain < 0 ? "above" : "below"} the base rate’s`;
  const title = `The network was best after ${best.epoch} of ${history.length} epochs, ` +
    `its validation loss ${compared}`;
  const loss = (value: number) => formatNumber(value, 4);
  return {
    title,
    subtitle: "Loss (mean binary cross-entropy) and accuracy (share on the right side of a half) " +
      `after each epoch, ${population}, ${period}; dashes: the base rate; dotted: the epoch that was kept`,
    alt:
      `${title}: ${loss(best.validationLoss)} against ${loss(baseLoss)}. From the first to the ` +
      `last epoch the training loss went from ${loss(history[0]!.loss)} to ` +
      `${loss(history.at(-1)!.loss)} and the validation loss from ` +
      `${loss(history[0]!.validationLoss)} to ${
        loss(history.at(-1)!.validationLoss)
      }. Accuracy on ` +
      `validation rows was ${
        percent(best.validationAccuracy, 1)
      } at the best epoch; always giving ` +
      `the more frequent answer reaches ${percent(baseAccuracy, 1)}.`,
    data: history.map((epoch) => ({
      epoch: epoch.epoch,
      loss: epoch.loss,
      validation_loss: epoch.validationLoss,
      accuracy: epoch.accuracy,
      validation_accuracy: epoch.validationAccuracy,
    })),
    draw: (width) =>
      panels([
        (width) =>
          drawMeasure(input, width, {
            label: "Loss",
            of: ({ loss, validationLoss }) => [loss, validationLoss],
            baseline: baseLoss,
            tick: formatNumber,
          }),
        (width) =>
          drawMeasure(input, width, {
            label: "Accuracy",
            of: ({ accuracy, validationAccuracy }) => [accuracy, validationAccuracy],
            baseline: baseAccuracy,
            tick: shareTick,
          }),
      ], width),
  };
}

interface Measure {
  readonly label: string;
  readonly of: (epoch: Epoch) => readonly [training: number, validation: number];
  readonly baseline: number;
  readonly tick: TickWords;
}

const trainingLook: LineLook = { stroke: colour.context, strokeWidth: 1.75 };

function drawMeasure(
  { history, bestEpoch }: TrainingHistoryInput,
  width: number,
  { label, of, baseline, tick }: Measure,
): Element {
  const last = history.at(-1)!;
  const lines = [
    { name: "training", look: trainingLook, at: 0 },
    { name: "validation", look: modelLook(0), at: 1 },
  ] as const;
  const epochs = history.length;
  const values = [baseline, ...history.flatMap((epoch) => [...of(epoch)])].filter(Number.isFinite);
  const step = Math.max(1, Math.ceil(epochs / 5));
  const ticks = history.map(({ epoch }) => epoch).filter((epoch) =>
    epoch === 1 || epoch % step === 0
  );
  return Plot.plot({
    ...canvas(width),
    height: 300,
    marginLeft: 62,
    marginRight: endLabelMargin(["validation"]) - 4,
    x: {
      label: "Epoch",
      domain: [Math.min(1, epochs - 1), Math.max(last.epoch, 2)],
      ticks,
      tickFormat: (value: number) => formatNumber(value),
    },
    y: { label, grid: true, ...niceAxis(Math.min(...values), Math.max(...values), 5, tick) },
    marks: [
      Plot.ruleX([bestEpoch], { stroke: colour.muted, strokeDasharray: "2 3" }),
      Plot.ruleY([baseline], baselineLook),
      ...lines.map(({ look, at }) =>
        Plot.line(history, { x: "epoch", y: (epoch: Epoch) => of(epoch)[at], ...look })
      ),
      ...lines.map(({ look, at }) =>
        Plot.dot(history.filter(({ epoch }) => epoch === bestEpoch || epochs === 1), {
          x: "epoch",
          y: (epoch: Epoch) => of(epoch)[at],
          r: 3,
          fill: look.stroke,
          stroke: colour.paper,
        })
      ),
      endLabels([
        ...lines.map(({ name, look, at }) => ({
          x: last.epoch,
          y: of(last)[at],
          text: name,
          colour: look.stroke === colour.context ? colour.muted : look.stroke,
        })),
        { x: last.epoch, y: baseline, text: "base rate", colour: colour.baseline },
      ]),
    ],
  });
}
