import type { Random } from "perdura/core/mod.ts";
import {
  columnsNamed,
  type FeatureMatrix,
  PrincipalComponents,
  type RawColumn,
  type RowGroups,
  TargetEncoder,
} from "perdura/features/mod.ts";

/** How raw columns about orders become numbers. */
export interface OrderEncoderOptions {
  /** The user of each order, for encoding out of fold. */
  readonly groups: RowGroups;
  readonly random: Random;
  /** Whether standardised principal components replace columns of numbers that are correlated. */
  readonly components?: boolean;
}

/** An encoder as plain data. */
export interface OrderEncoderJson {
  readonly names: readonly string[];
  readonly target: unknown;
  readonly components: unknown;
}

/**
 * Makes numbers of what is known about orders: categories become their share of repurchases, drawn
 * towards the share of all; numbers stay as they are, with gaps, which trees know how to take.
 */
export class OrderEncoder {
  private constructor(
    private readonly names: readonly string[],
    private readonly target: TargetEncoder,
    private readonly components: PrincipalComponents | undefined,
  ) {}

  /** Fits, and encodes the same rows, small categories from the orders of other users. */
  static fitTransform(
    columns: readonly RawColumn[],
    outcome: Float64Array,
    { components: areWanted = false, groups, random }: OrderEncoderOptions,
  ): { encoder: OrderEncoder; features: FeatureMatrix } {
    const names = columns.map(({ name }) => name);
    const components = areWanted ? componentsOf(columns) : undefined;
    const { encoder: target, features } = TargetEncoder.fitTransform(categories(columns), outcome, {
      groups,
      random,
    });
    const matrix = together(columns, features, names);
    return {
      encoder: new OrderEncoder(names, target, components),
      features: components?.transform(matrix) ?? matrix,
    };
  }

  /** The encoder that `toJSON` wrote. */
  static fromJSON({ names, target, components }: OrderEncoderJson): OrderEncoder {
    return new OrderEncoder(
      names,
      TargetEncoder.fromJSON(target),
      components === null ? undefined : PrincipalComponents.fromJSON(components),
    );
  }

  /** Encodes rows that were not fitted. */
  transform(columns: readonly RawColumn[]): FeatureMatrix {
    const matrix = together(columns, this.target.transform(categories(columns)), this.names);
    return this.components?.transform(matrix) ?? matrix;
  }

  /** The encoder as plain data. */
  toJSON(): OrderEncoderJson {
    return {
      names: this.names,
      target: this.target.toJSON(),
      components: this.components?.toJSON() ?? null,
    };
  }
}

/** Components of the columns of numbers; the answer plays no part. */
function componentsOf(columns: readonly RawColumn[]): PrincipalComponents {
  const numbers = columns.flatMap((column) => column.kind === "number" ? [column] : []);
  return PrincipalComponents.fit({
    names: numbers.map(({ name }) => name),
    columns: numbers.map(({ values }) => values),
  });
}

function categories(columns: readonly RawColumn[]): RawColumn[] {
  return columns.filter(({ kind }) => kind === "category");
}

function together(
  columns: readonly RawColumn[],
  encoded: FeatureMatrix,
  names: readonly string[],
): FeatureMatrix {
  const numbers = columns.flatMap((column) => column.kind === "number" ? [column] : []);
  const all = {
    names: [...numbers.map(({ name }) => name), ...encoded.names],
    columns: [...numbers.map(({ values }) => values), ...encoded.columns],
  };
  return { names, columns: columnsNamed(all, names) };
}
