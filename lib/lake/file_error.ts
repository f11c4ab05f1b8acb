import { InputError, PerduraError } from "perdura/core/mod.ts";

const causes: readonly [pattern: RegExp, found: string, advice: string][] = [
  [
    /ENOSPC|No space left on device/,
    "the disk is full",
    "free some space or choose another folder, then run again; the files of the last complete run are untouched",
  ],
  [
    /EROFS|Read-only file system/,
    "the file system is read-only",
    "choose a folder that can be written with --lake",
  ],
  [
    /EACCES|EPERM|Permission denied/i,
    "permission denied",
    "check who owns it and its mode, or choose another folder",
  ],
  [
    /EDQUOT|quota exceeded/i,
    "the disk quota is used up",
    "free some space, then run again",
  ],
  [
    /EISDIR|ENOTDIR|EEXIST/,
    "a folder and a file are in each other's place",
    "move one of them away",
  ],
];

/**
 * What went wrong with a file, for the person who has to mend it.
 *
 * Failures of the file system become an {@linkcode InputError}, whether Deno reports them by a code
 * or a native library by a text; every other error is returned as it is.
 *
 * @param doing what was being done, for example `Cannot write "processed/rfm.parquet"`
 */
export function explainFileError(error: unknown, doing: string): unknown {
  if (error instanceof PerduraError || !(error instanceof Error)) return error;
  const code = "code" in error ? String(error.code) : "";
  const text = `${code} ${error.name} ${error.message}`;
  for (const [pattern, found, advice] of causes) {
    if (pattern.test(text)) {
      return new InputError(`${doing}: ${found}; ${advice}`, { cause: error });
    }
  }
  return error;
}
