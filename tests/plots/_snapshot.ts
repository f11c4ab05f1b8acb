import { AssertionError } from "@std/assert";

const folder = new URL("./snapshots/", import.meta.url);

/**
 * Compares a drawing with the one that is kept in `snapshots/`, numbers rounded to whole pixels.
 *
 * Where they differ the drawing is left beside the kept one as `<name>-changed.svg`: look at both,
 * and give the new one the name of the old where it is the better.
 */
export async function assertSnapshot(name: string, svg: string): Promise<void> {
  const drawing = normalised(svg);
  const kept = await read(new URL(`${name}.svg`, folder));
  const changed = new URL(`${name}-changed.svg`, folder);
  if (kept === drawing) return;
  await Deno.writeTextFile(changed, drawing);
  throw new AssertionError(
    `The drawing "${name}" ${kept === undefined ? "is new" : "has changed"}: look at ` +
      `${changed.pathname}, and rename it to ${name}.svg where it is right`,
  );
}

async function read(path: URL): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** One element per line, coordinates in whole pixels, ids counted from 1, no style sheet. */
function normalised(svg: string): string {
  const ids = new Map<string, string>();
  const idOf = (id: string) => ids.get(id) ?? ids.set(id, `id-${ids.size + 1}`).get(id)!;
  const text = svg
    .replace(/<style>[\s\S]*?<\/style>/g, "")
    .replace(
      /\b(id="|url\(#|href="#)([\w-]+)/g,
      (_, before: string, id: string) => before + idOf(id),
    )
    .replace(
      /\s(d|transform|x|y|x1|x2|y1|y2|cx|cy|r|width|height)="([^"]*)"/g,
      (_, attribute: string, value: string) =>
        ` ${attribute}="${
          value.replace(/-?\d*\.\d+(?!\d|em)/g, (number) => `${Math.round(Number(number)) + 0}`)
        }"`,
    )
    .replaceAll("><", ">\n<");
  return `<!-- deno-fmt-ignore-file -->\n${text}\n`;
}
