import { categoryColours, colour } from "./theme.ts";

/** How one line of a comparison looks: what happened, the models, the baselines. */
export interface LineLook {
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly strokeDasharray?: string;
}

/** What happened: always black on white. */
export const actualLook: LineLook = { stroke: colour.ink, strokeWidth: 2 };

/** A trivial rule that models must beat: always the same grey, dashed. */
export const baselineLook: LineLook = {
  stroke: colour.baseline,
  strokeWidth: 1.5,
  strokeDasharray: "5 3",
};

/** The models in the order given: the first has the accent, and the widest line. */
export function modelLook(place: number): LineLook {
  return {
    stroke: categoryColours[place % categoryColours.length]!,
    strokeWidth: place === 0 ? 2.5 : 1.5,
  };
}
