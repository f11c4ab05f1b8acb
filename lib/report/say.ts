import { currentSink } from "./_sink.ts";

/**
 * Gives the notebook's answer, for a reader who reads nothing else. A report puts it first.
 *
 * @param markdown a paragraph: what was found, for whom, what to do
 */
export function answer(markdown: string): Promise<void> {
  return say("answer", "Answer", markdown);
}

/** Says something that a careful reader should know. */
export function note(markdown: string): Promise<void> {
  return say("note", "Note", markdown);
}

/** Warns of something that limits the results; a report lists all warnings at its head. */
export function warn(markdown: string): Promise<void> {
  return say("warning", "Warning", markdown);
}

function say(kind: "answer" | "note" | "warning", word: string, markdown: string): Promise<void> {
  const text = markdown.trim();
  return currentSink().show({
    data: {
      "text/markdown": `> **${word}.** ${text.replaceAll("\n", "\n> ")}`,
      "text/plain": `${word}. ${text}`,
    },
    facts: { kind, markdown: text },
  });
}
