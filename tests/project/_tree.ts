/** The folder of the project, with a slash at its end. */
export const root = decodeURIComponent(new URL("../../", import.meta.url).pathname);

/**
 * The entries of a folder of the project, hidden ones left out; none where git, which keeps no empty
 * folders, has not made it.
 */
export function entries(folder: string): Deno.DirEntry[] {
  try {
    return [...Deno.readDirSync(root + folder)]
      .filter(({ name }) => !name.startsWith("."))
      .sort((a, b) => a.name < b.name ? -1 : 1);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** The paths of all files below a folder of the project that end in one of these ways. */
export function filesBelow(folder: string, ...endings: string[]): string[] {
  return entries(folder).flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    if (isDirectory) return filesBelow(path, ...endings);
    return endings.some((ending) => name.endsWith(ending)) ? [path] : [];
  });
}

/** The text of a file of the project. */
export function read(path: string): string {
  return Deno.readTextFileSync(root + path);
}

/** What a TypeScript text imports or re-exports, examples in comments left out. */
export function importsOf(source: string): string[] {
  return [
    ...source.matchAll(/^\s*(?:import|export)\b[^"'`;=]*?\bfrom\s*["']([^"']+)["']/gm),
    ...source.matchAll(/^\s*import\s*["']([^"']+)["']/gm),
    ...withoutComments(source).matchAll(/\bimport\(\s*["'`]([^"'`]+)["'`]/g),
  ].map((match) => match[1]!);
}

/** A TypeScript text without its comments; `//` inside a word, as in an address, is none. */
export function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

/** The code of a notebook. */
export function notebookCode(path: string): string {
  const { cells } = JSON.parse(read(path)) as {
    cells: { cell_type: string; source: string | string[] }[];
  };
  return cells.filter((cell) => cell.cell_type === "code")
    .map(({ source }) => [source].flat().join("")).join("\n");
}

/** The folder of the library that an import leads into, or undefined where it leads elsewhere. */
export function folderOf(specifier: string, importer: string): string | undefined {
  if (specifier.startsWith("perdura/")) return specifier.split("/")[1];
  if (!specifier.startsWith(".")) return undefined;
  const target = new URL(specifier, `file:///${importer}`).pathname;
  return /^\/lib\/([^/]+)\//.exec(target)?.[1];
}
