import { posix } from "node:path";
import { InputError } from "perdura/core/mod.ts";
import type { Archive, ArchiveMember } from "./archive.ts";
import { isDateFormat, unescapeText } from "./cell_text.ts";
import { parseXml } from "./xml.ts";

/** A sheet of a workbook. */
export interface Sheet {
  readonly name: string;
  readonly member: ArchiveMember;
}

/** What the cells of a workbook's sheets refer to. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Texts that cells name by their position. */
  readonly sharedStrings: readonly string[];
  /** For each cell style, whether it shows numbers as dates. */
  readonly dateStyles: readonly boolean[];
  /** Whether day 0 is 1904-01-01. */
  readonly is1904: boolean;
}

/** Texts are held in memory, so this many bytes of them are the end. */
const longestSharedStrings = 1 << 29;

interface Relation {
  readonly id: string;
  /** The last part of its type: worksheet, styles, sharedStrings. */
  readonly type: string;
  readonly member: ArchiveMember | undefined;
}

/** The part of an archive that makes it a workbook; undefined where it is something else. */
export async function findWorkbook(archive: Archive): Promise<ArchiveMember | undefined> {
  const relations = await readRelations(archive, "");
  const main = relations.find(({ type }) => type === "officeDocument")?.member;
  return main !== undefined && /workbook[^/]*\.xml$/i.test(main.path) ? main : undefined;
}

/** Reads everything of a workbook but its sheets. */
export async function readWorkbook(archive: Archive, main: ArchiveMember): Promise<Workbook> {
  const relations = await readRelations(archive, main.path);
  const sheets: Sheet[] = [];
  let is1904 = false;
  await parseXml(main, {
    open(name, attributes) {
      if (name === "workbookPr") is1904 = /^(1|true)$/.test(attributes.date1904 ?? "");
      if (name !== "sheet") return;
      const key = Object.keys(attributes).find((attribute) => attribute.endsWith(":id"));
      const relation = relations.find(({ id }) => key !== undefined && id === attributes[key]);
      if (relation?.type !== "worksheet") return; // a chart on a sheet of its own
      const title = attributes.name ?? "";
      if (relation.member === undefined) {
        throw new InputError(
          `Cannot read "${main.name}": the sheet "${title}" is missing; get the file again`,
        );
      }
      sheets.push({ name: title, member: relation.member });
    },
  });
  const part = (type: string) => relations.find((relation) => relation.type === type)?.member;
  return {
    sheets,
    sharedStrings: await readSharedStrings(part("sharedStrings")),
    dateStyles: await readDateStyles(part("styles")),
    is1904,
  };
}

/** What a part refers to; of the archive as a whole, where the path is empty. */
async function readRelations(archive: Archive, path: string): Promise<Relation[]> {
  const folder = posix.dirname(path);
  const listing = posix.join(folder, "_rels", `${posix.basename(path)}.rels`);
  const find = (wanted: string) => archive.members.find((member) => member.path === wanted);
  const source = find(listing);
  const relations: Relation[] = [];
  if (source === undefined) return relations;
  await parseXml(source, {
    open(name, { Id: id = "", Type: type = "", Target: target = "" }) {
      if (name !== "Relationship") return;
      const absolute = target.startsWith("/") ? target.slice(1) : posix.join(folder, target);
      relations.push({ id, type: posix.basename(type), member: find(absolute) });
    },
  });
  return relations;
}

async function readSharedStrings(source: ArchiveMember | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (source === undefined) return strings;
  if (source.size > longestSharedStrings) {
    throw new InputError(
      `Cannot read "${source.name}": its texts do not fit in memory; export the sheets as CSV`,
    );
  }
  let text = "", isText = false, phonetic = false;
  await parseXml(source, {
    open(name) {
      if (name === "si") text = "";
      else if (name === "rPh") phonetic = true;
      else if (name === "t") isText = !phonetic;
    },
    text(part) {
      if (isText) text += part;
    },
    close(name) {
      if (name === "si") strings.push(unescapeText(text));
      else if (name === "rPh") phonetic = false;
      else if (name === "t") isText = false;
    },
  });
  return strings;
}

async function readDateStyles(source: ArchiveMember | undefined): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  if (source === undefined) return styles;
  let inCells = false;
  await parseXml(source, {
    open(name, attributes) {
      const id = Number(attributes.numFmtId ?? 0);
      if (name === "numFmt") codes.set(id, attributes.formatCode ?? "");
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) styles.push(isDateFormat(id, codes.get(id)));
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return styles;
}
