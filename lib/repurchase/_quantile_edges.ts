/**
 * Values that divide others into groups of about equal size, ascending and different; a value
 * belongs to the group whose edge it does not exceed.
 */
export function quantileEdges(values: Float64Array, groups: number): Float64Array {
  const sorted = values.toSorted();
  const edges = Array.from(
    { length: groups - 1 },
    (_, k) => sorted[Math.max(0, Math.ceil((k + 1) * sorted.length / groups) - 1)]!,
  );
  const different = new Set(edges.filter((edge) => edge < sorted[sorted.length - 1]!));
  return Float64Array.from(different);
}
