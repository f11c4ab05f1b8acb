import { InputError } from "perdura/core/mod.ts";
import { PCA } from "ml-pca";
import { z } from "zod";
import { columnsNamed } from "../columns_named.ts";
import type { FeatureMatrix } from "../feature_matrix.ts";
import { readModelJson } from "../read_model_json.ts";
import { StandardScaler } from "./standard_scaler.ts";

/** Which columns become components, and how many. */
export interface PrincipalComponentsOptions {
  /** These columns, as one group; default by correlation. */
  readonly columns?: readonly string[];
  /**
   * Columns belong to one group where the size of a correlation between two of them is above this,
   * or they are linked by others; default 0.8.
   */
  readonly correlationAbove?: number;
  /** Share of a group's variance that its components have at least; default 0.95. */
  readonly explainedVariance?: number;
}

const shape = z.object({
  kind: z.literal("principal-components"),
  scaler: z.unknown(),
  groups: z.array(z.object({
    columns: z.array(z.string()),
    /** Of each component, the weight of each column. */
    loadings: z.array(z.array(z.number())),
    explainedVariance: z.array(z.number()),
  })),
});

type Group = z.infer<typeof shape>["groups"][number];

/**
 * Principal components of correlated columns, in their place.
 *
 * The columns of a group are standardised, so that units do not matter; a missing value counts as
 * the mean. Columns that belong to no group stay as they are, before the components, which are named
 * `pc1 of a, b`. The heaviest weight of a component is above 0.
 *
 * @example
 * ```ts
 * import { PrincipalComponents } from "perdura/features/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = {
 *   names: ["orders", "spend", "age"],
 *   columns: [Float64Array.of(1, 2, 3, 4), Float64Array.of(10, 20, 30, 41), Float64Array.of(9, 3, 8, 4)],
 * };
 * const { names } = PrincipalComponents.fit(matrix).transform(matrix);
 * assertEquals(names, ["age", "pc1 of orders, spend"]);
 * ```
 *
 * Source: Jolliffe, "Principal component analysis" (2002), on the correlation matrix.
 */
export class PrincipalComponents {
  private constructor(
    private readonly scaler: StandardScaler,
    /** Columns that became components, the weights, and the share of their variance of each. */
    readonly groups: readonly Group[],
  ) {}

  /** @throws {InputError} where a named column is missing */
  static fit(
    matrix: FeatureMatrix,
    { columns, correlationAbove = 0.8, explainedVariance = 0.95 }: PrincipalComponentsOptions = {},
  ): PrincipalComponents {
    const candidates = columns ?? matrix.names;
    const scaler = StandardScaler.fit({
      names: candidates,
      columns: columnsNamed(matrix, candidates),
    });
    const correlation = correlationOf(filled(scaler.transform(matrix)));
    const groups = columns === undefined
      ? linked(correlation, correlationAbove)
      : [columns.map((_, j) => j)];
    return new PrincipalComponents(
      scaler,
      groups.map((group) => componentsOf(group, candidates, correlation, explainedVariance)),
    );
  }

  static fitTransform(
    matrix: FeatureMatrix,
    options: PrincipalComponentsOptions = {},
  ): { components: PrincipalComponents; features: FeatureMatrix } {
    const components = PrincipalComponents.fit(matrix, options);
    return { components, features: components.transform(matrix) };
  }

  /** The components that `toJSON` wrote. */
  static fromJSON(json: unknown): PrincipalComponents {
    const { scaler, groups } = readModelJson(json, shape, "set of principal components");
    return new PrincipalComponents(StandardScaler.fromJSON(scaler), groups);
  }

  /** @throws {InputError} where a fitted column is missing */
  transform(matrix: FeatureMatrix): FeatureMatrix {
    const replaced = new Set(this.groups.flatMap((group) => group.columns));
    const kept = matrix.names.filter((name) => !replaced.has(name));
    const scaled = filled(this.scaler.transform(matrix));
    const names = [...kept], columns = [...columnsNamed(matrix, kept)];
    for (const { columns: members, loadings } of this.groups) {
      const values = columnsNamed(scaled, members);
      loadings.forEach((weights, k) => {
        names.push(`pc${k + 1} of ${members.join(", ")}`);
        columns.push(weightedSum(values, weights));
      });
    }
    return { names, columns };
  }

  /** The components as plain data. */
  toJSON(): z.infer<typeof shape> {
    return {
      kind: "principal-components",
      scaler: this.scaler.toJSON(),
      groups: [...this.groups],
    };
  }
}

/** Missing values as 0: of a standardised column, the mean. */
function filled({ names, columns }: FeatureMatrix): FeatureMatrix {
  const isFilled = (values: Float64Array) => !values.some(Number.isNaN);
  return {
    names,
    columns: columns.map((values) =>
      isFilled(values) ? values : values.map((value) => Number.isNaN(value) ? 0 : value)
    ),
  };
}

/** Correlations of standardised columns; of a column of equal values 0, with itself 1. */
function correlationOf({ columns }: FeatureMatrix): number[][] {
  const product = (a: Float64Array, b: Float64Array) => {
    let sum = 0;
    for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
    return sum;
  };
  const size = columns.map((values) => Math.sqrt(product(values, values)) || 1);
  const matrix = columns.map((_, j) => columns.map((_, k) => Number(j === k)));
  for (let j = 0; j < columns.length; j++) {
    for (let k = 0; k < j; k++) {
      const r = product(columns[j]!, columns[k]!) / (size[j]! * size[k]!);
      matrix[j]![k] = matrix[k]![j] = r;
    }
  }
  return matrix;
}

/** Groups of two and more columns that correlations above a size link, by number. */
function linked(correlation: readonly number[][], above: number): number[][] {
  const seen = new Set<number>();
  const groups: number[][] = [];
  for (let start = 0; start < correlation.length; start++) {
    if (seen.has(start)) continue;
    seen.add(start);
    const group = [start];
    for (const j of group) {
      correlation[j]!.forEach((r, k) => {
        if (Math.abs(r) <= above || seen.has(k)) return;
        seen.add(k);
        group.push(k);
      });
    }
    if (group.length > 1) groups.push(group.sort((a, b) => a - b));
  }
  return groups;
}

function componentsOf(
  group: readonly number[],
  names: readonly string[],
  correlation: readonly number[][],
  wanted: number,
): Group {
  if (group.length === 0) throw new InputError("Name one or more columns: the list is empty");
  const pca = new PCA(group.map((j) => group.map((k) => correlation[j]![k]!)), {
    isCovarianceMatrix: true,
  });
  const shares = pca.getExplainedVariance();
  const vectors = pca.getEigenvectors();
  let many = 0;
  for (let sum = 0; many < shares.length && sum < wanted - 1e-12;) sum += shares[many++]!;
  const loadings = Array.from({ length: many }, (_, k) => upright(vectors.getColumn(k)));
  return {
    columns: group.map((j) => names[j]!),
    loadings,
    explainedVariance: shares.slice(0, many),
  };
}

/** With the sign that makes the heaviest weight positive; of equally heavy ones the first. */
function upright(weights: readonly number[]): number[] {
  const heaviest = Math.max(...weights.map(Math.abs));
  const first = weights.find((weight) => Math.abs(weight) >= heaviest * (1 - 1e-6))!;
  return weights.map((weight) => first < 0 ? -weight : weight);
}

function weightedSum(columns: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const sum = new Float64Array(columns[0]?.length ?? 0);
  columns.forEach((values, j) => {
    const weight = weights[j]!;
    for (let i = 0; i < sum.length; i++) sum[i]! += weight * values[i]!;
  });
  return sum;
}
