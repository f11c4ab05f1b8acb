/** The end of the first line of a message: the caller's own words, or a full stop. */
export function suffix(message: string | undefined): string {
  return message ? `: ${message}` : ".";
}

/** A value in full, one entry per line, keys sorted: as text that can be compared line by line. */
export function format(value: unknown): string {
  return Deno.inspect(value, {
    compact: false,
    depth: Infinity,
    getters: true,
    iterableLimit: Infinity,
    sorted: true,
    strAbbreviateSize: Infinity,
    trailingComma: true,
  });
}
