/** Runs a test in a folder of its own, which is gone afterwards. */
export async function inFolder(
  test: (folder: string) => void | Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "perdura-test-" });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Paths of all files below a folder, relative to it, sorted. */
export function filesIn(folder: string, below = ""): string[] {
  const found: string[] = [];
  for (const entry of Deno.readDirSync(`${folder}/${below}`)) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory) found.push(...filesIn(folder, path));
    else found.push(path);
  }
  return found.sort();
}
