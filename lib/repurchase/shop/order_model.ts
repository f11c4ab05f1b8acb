import { InputError, type Progress, type Random, silent } from "perdura/core/mod.ts";
import {
  type FeatureMatrix,
  type RawColumn,
  takeRawRows,
  takeRows,
  takeValues,
} from "perdura/features/mod.ts";
import {
  calibrate,
  calibrationSlope,
  type Calibrator,
  calibratorFromJSON,
  GradientBoosting,
  rowsOfFold,
} from "perdura/learn/mod.ts";
import { fitOrderForest, type OrderForest, type OrderTrees, orderTrees } from "./_order_forest.ts";
import { OrderEncoder, type OrderEncoderJson } from "./order_encoder.ts";
import { type OrderFolds, rowsIn } from "./order_folds.ts";
import type { OrderRows } from "./order_rows.ts";

/** How the trees grow; the rest is learnt. */
export interface OrderModelOptions {
  readonly random: Random;
  readonly progress?: Progress;
  /** What is told to the progress. */
  readonly label?: string;
  /** Whether principal components replace correlated columns. Default false. */
  readonly components?: boolean;
  readonly trees?: Partial<OrderTrees>;
}

/** A model as plain data. */
export interface OrderModelJson {
  readonly format: typeof format;
  readonly columns: readonly Pick<RawColumn, "name" | "kind">[];
  readonly members: readonly { readonly encoder: OrderEncoderJson; readonly trees: unknown }[];
  readonly calibrator: unknown;
}

const format = "perdura order repurchase 1";

/**
 * Boosted trees that say after which orders a user will buy again: one forest per fold of users,
 * calibrated on orders that the forest of their fold has not seen.
 */
export class OrderModel {
  private constructor(
    /** Columns that it needs. */
    readonly columns: readonly Pick<RawColumn, "name" | "kind">[],
    private readonly members: readonly OrderForest[],
    private readonly calibrator: Calibrator,
  ) {}

  /**
   * Fits a forest per fold of users, and calibrates.
   *
   * The orders of the fold itself are new to its forest in every respect, the number of trees
   * included; calibration learns from them.
   */
  static async fit(
    rows: OrderRows,
    folds: OrderFolds,
    { components = false, label = "trees", progress = silent, random, trees = {} }:
      OrderModelOptions,
  ): Promise<OrderModel> {
    const train = rowsIn(folds.part, "train");
    const members: OrderForest[] = [];
    const own = new Float64Array(rows.repurchase.length);
    for (let fold = 0; fold < folds.folds; fold++) {
      const { inside, outside } = rowsOfFold(takeFolds(folds.fold, train), fold);
      const others = outside.map((at) => train[at]!), unseen = inside.map((at) => train[at]!);
      const member = await fitOrderForest(rows, others, {
        components,
        random: random.fork(`fold ${fold}`),
        trees: { ...orderTrees, ...trees },
        onTree: (tree, trees) =>
          progress.update(`${label} ${fold + 1} of ${folds.folds}`, tree, trees, "trees"),
      });
      members.push(member);
      const features = member.encoder.transform(takeRawRows(rows.columns, unseen));
      member.trees.predict(features).forEach((p, i) => own[unseen[i]!] = p);
    }
    const calibrator = calibrate(
      takeValues(own, train),
      takeValues(rows.repurchase, train),
      { method: "smooth" },
    );
    return new OrderModel(
      rows.columns.map(({ kind, name }) => ({ name, kind })),
      members,
      calibrator,
    );
  }

  /** How many trees each forest has. */
  get trees(): readonly number[] {
    return this.members.map(({ trees }) => trees.trees);
  }

  /** How probabilities were put right. */
  get calibration(): Calibrator["method"] {
    return this.calibrator.method;
  }

  /** Share of each feature in what the splits of all forests gained. */
  gainImportance(): Record<string, number> {
    const sums: Record<string, number> = {};
    for (const { trees } of this.members) {
      for (const [name, gain] of Object.entries(trees.gainImportance())) {
        sums[name] = (sums[name] ?? 0) + gain / this.members.length;
      }
    }
    return sums;
  }

  /**
   * Calibrated probabilities of a repurchase, of orders of any users: from the mean of the forests.
   *
   * @param columns n rows, with at least the columns of the fit
   */
  predict(columns: readonly RawColumn[]): Float64Array {
    const chosen = this.#choose(columns);
    const margins = this.members.map(({ encoder, trees }) =>
      trees.margin(encoder.transform(chosen))
    );
    const mean = margins[0]!.map((_, i) =>
      margins.reduce((sum, margin) => sum + margin[i]!, 0) / margins.length
    );
    return this.#calibrated(mean);
  }

  /**
   * Calibrated probabilities, each by the forest that has not seen the order's user.
   *
   * @param fold the fold of each of the n rows
   */
  predictOwn(columns: readonly RawColumn[], fold: Uint8Array): Float64Array {
    const chosen = this.#choose(columns);
    const { columns: [margin] } = this.#byFold(fold, ({ encoder, trees }, rows) => ({
      names: ["margin"],
      columns: [trees.margin(encoder.transform(takeRawRows(chosen, rows)))],
    }));
    return this.#calibrated(margin!);
  }

  /**
   * Features of orders, as the forest of each order's fold reads them; of a model without components,
   * whose forests read the same ones.
   */
  encodeOwn(columns: readonly RawColumn[], fold: Uint8Array): FeatureMatrix {
    const chosen = this.#choose(columns);
    return this.#byFold(fold, ({ encoder }, rows) => encoder.transform(takeRawRows(chosen, rows)));
  }

  /** As {@linkcode OrderModel.predictOwn}, of features that are encoded already. */
  predictEncoded(features: FeatureMatrix, fold: Uint8Array): Float64Array {
    const { columns: [margin] } = this.#byFold(fold, ({ trees }, rows) => ({
      names: ["margin"],
      columns: [trees.margin(takeRows(features, rows))],
    }));
    return this.#calibrated(margin!);
  }

  /**
   * What each feature adds to the calibrated log-odds of each order, by the forest of its fold: SHAP
   * of the margin, times the slope of calibration there.
   */
  effectsOwn(features: FeatureMatrix, fold: Uint8Array): readonly Float64Array[] {
    const { columns } = this.#byFold(fold, ({ trees }, rows) => {
      const own = takeRows(features, rows);
      const slope = calibrationSlope(this.calibrator, trees.predict(own));
      return {
        names: features.names,
        columns: trees.shap(own).values.map((effects) => effects.map((e, i) => e * slope[i]!)),
      };
    });
    return columns;
  }

  /** The model as plain data. */
  toJSON(): OrderModelJson {
    return {
      format,
      columns: this.columns,
      members: this.members.map(({ encoder, trees }) => ({
        encoder: encoder.toJSON(),
        trees: trees.toJSON(),
      })),
      calibrator: this.calibrator.toJSON(),
    };
  }

  /**
   * The model that {@linkcode OrderModel.toJSON} wrote.
   *
   * @throws {InputError} where it is something else
   */
  static fromJSON(json: OrderModelJson): OrderModel {
    if (json.format !== format) {
      throw new InputError(`Cannot load the model of orders: it is not of the format "${format}"`);
    }
    return new OrderModel(
      json.columns,
      json.members.map(({ encoder, trees }) => ({
        encoder: OrderEncoder.fromJSON(encoder),
        trees: GradientBoosting.fromJSON(trees),
      })),
      calibratorFromJSON(json.calibrator),
    );
  }

  #calibrated(margin: Float64Array): Float64Array {
    return this.calibrator.apply(margin.map((m) => 1 / (1 + Math.exp(-m))));
  }

  #choose(columns: readonly RawColumn[]): RawColumn[] {
    const found = new Map(columns.map((column) => [column.name, column]));
    return this.columns.map(({ kind, name }) => {
      const column = found.get(name);
      if (column?.kind === kind) return column;
      throw new InputError(
        `Cannot score these orders: the model needs the column "${name}" with ` +
          `${kind === "number" ? "numbers" : "categories"}`,
      );
    });
  }

  /** A matrix of all rows, each made by the member of its fold. */
  #byFold(
    fold: Uint8Array,
    make: (member: OrderForest, rows: Uint32Array) => FeatureMatrix,
  ): FeatureMatrix {
    let names: readonly string[] = [];
    let columns: Float64Array[] = [];
    this.members.forEach((member, k) => {
      const { inside } = rowsOfFold(fold, k);
      const made = make(member, inside);
      names = made.names;
      if (columns.length === 0) columns = names.map(() => new Float64Array(fold.length));
      made.columns.forEach((values, j) =>
        values.forEach((value, i) => columns[j]![inside[i]!] = value)
      );
    });
    return { names, columns };
  }
}

/** The folds of some rows. */
export function takeFolds(fold: Uint8Array, rows: Uint32Array): Uint8Array {
  return Uint8Array.from(rows, (row) => fold[row]!);
}
