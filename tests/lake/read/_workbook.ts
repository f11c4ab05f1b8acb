import { TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";

/** Makes a zip file of members with these contents. */
export async function zipOf(
  members: Readonly<Record<string, string | Uint8Array>>,
  options: { password?: string } = {},
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, ...options });
  for (const [path, content] of Object.entries(members)) {
    const isText = typeof content === "string";
    await writer.add(path, isText ? new TextReader(content) : new Uint8ArrayReader(content));
  }
  return await writer.close();
}

/** What a workbook is made of: its parts in XML, as programs write them. */
export interface WorkbookParts {
  /** Name of each sheet and the XML of its rows. */
  readonly sheets: Readonly<Record<string, string>>;
  /** XML of the items, `<si>…</si>`. */
  readonly sharedStrings?: string;
  /** Number formats by id, and the format id of each cell style. */
  readonly styles?: { readonly formats?: Readonly<Record<number, string>>; readonly ids: number[] };
  readonly is1904?: boolean;
}

const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Makes the bytes of a workbook. */
export function workbookOf(parts: WorkbookParts): Promise<Uint8Array> {
  const names = Object.keys(parts.sheets);
  const { formats = {}, ids = [0] } = parts.styles ?? {};
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`;
  const members: Record<string, string> = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": `<Relationships>${
      relation("rId1", "officeDocument", "xl/workbook.xml")
    }</Relationships>`,
    "xl/workbook.xml": `<?xml version="1.0"?><workbook xmlns:r="${types}">` +
      `<workbookPr${parts.is1904 ? ' date1904="1"' : ""}/><sheets>${
        names.map((name, index) => `<sheet name="${name}" sheetId="9" r:id="s${index}"/>`).join("")
      }</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${
      names.map((_, index) => relation(`s${index}`, "worksheet", `worksheets/${index}.xml`)).join(
        "",
      )
    }${relation("t", "sharedStrings", "/xl/sharedStrings.xml")}${
      relation("y", "styles", "styles.xml")
    }</Relationships>`,
    "xl/sharedStrings.xml": `<sst>${parts.sharedStrings ?? ""}</sst>`,
    "xl/styles.xml": `<styleSheet><numFmts>${
      Object.entries(formats).map(([id, code]) =>
        `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', "&quot;")}"/>`
      ).join("")
    }</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${
      ids.map((id) => `<xf numFmtId="${id}"/>`).join("")
    }</cellXfs></styleSheet>`,
  };
  for (const [index, name] of names.entries()) {
    members[`xl/worksheets/${index}.xml`] = `<worksheet><sheetData>${
      parts.sheets[name]
    }</sheetData></worksheet>`;
  }
  return zipOf(members);
}

/** The XML of rows of texts and numbers; null leaves a cell out. */
export function rowsOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row, y) =>
    `<row r="${y + 1}">${
      row.map((value, x) => {
        const at = `r="${String.fromCharCode(65 + x)}${y + 1}"`;
        if (value === null) return "";
        if (typeof value === "number") return `<c ${at}><v>${value}</v></c>`;
        return `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escape(value)}</t></is></c>`;
      }).join("")
    }</row>`
  ).join("");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replace(
    // deno-lint-ignore no-control-regex
    /[\x00-\x08\x0b-\x1f]/g,
    (character) => `_x${character.charCodeAt(0).toString(16).padStart(4, "0")}_`,
  );
}
