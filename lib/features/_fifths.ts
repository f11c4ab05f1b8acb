/**
 * In which fifth of all values each value lies, 1 for the lowest and 5 for the highest.
 *
 * Equal values share the mean of their ranks, and so their fifth.
 */
export function fifths(values: Float64Array): Int32Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
  const scores = new Int32Array(values.length);
  for (let start = 0; start < order.length;) {
    const value = values[order[start]!]!;
    let end = start + 1;
    while (end < order.length && values[order[end]!] === value) end++;
    // The mean rank, less a half, is (start + end) / 2.
    const fifth = 1 + Math.floor(5 * (start + end) / (2 * order.length));
    for (let i = start; i < end; i++) scores[order[i]!] = fifth;
    start = end;
  }
  return scores;
}
