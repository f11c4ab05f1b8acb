import { SaxesParser } from "saxes";
import { InputError } from "perdura/core/mod.ts";
import type { ByteSource } from "./byte_source.ts";

/** What happens on the way through an XML document; names are without namespace prefix. */
export interface XmlHandlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Goes through an XML document from its beginning to its end, a chunk at a time.
 *
 * @throws {InputError} where it is not well-formed
 */
export async function parseXml(source: ByteSource, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({
    position: false,
    xmlns: false,
  });
  const decoder = new TextDecoder();
  let prefix: string | undefined;
  const local = (name: string): string => {
    prefix ??= name.slice(0, name.indexOf(":") + 1); // that of the root: all parts use one
    return prefix !== "" && name.startsWith(prefix) ? name.slice(prefix.length) : name;
  };
  let failure: Error | undefined;
  parser.on("error", (error) => failure ??= error);
  parser.on("opentag", (tag) => handlers.open?.(local(tag.name), tag.attributes));
  if (handlers.text) {
    parser.on("text", (text) => handlers.text?.(text));
    parser.on("cdata", (text) => handlers.text?.(text));
  }
  parser.on("closetag", (tag) => handlers.close?.(local(tag.name)));
  for await (const chunk of source.open()) {
    parser.write(decoder.decode(chunk, { stream: true }));
    if (failure !== undefined) break;
  }
  if (failure === undefined) parser.write(decoder.decode()).close();
  if (failure !== undefined) {
    throw new InputError(`Cannot read "${source.name}": it is damaged (${failure.message})`, {
      cause: failure,
    });
  }
}
