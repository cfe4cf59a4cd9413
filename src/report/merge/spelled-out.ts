// A report that was read is text from strangers, like a log: it may have been made by hand. What the tool makes safe to show when
// it reads a log, `safeText`, it makes safe again when it reads a report.
import { safeText } from "../safe-text.js";

/** Fields of several lines, to be copied: their line feeds stay. */
const OF_LINES: ReadonlySet<string> = new Set(["how", "python", "node"]);

/** Spells out in a value of JSON, in its place, whatever acts on a display. The names of its fields are the schema's. */
export function spellOut(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  const fields = value as Record<string, unknown>;
  for (const [key, field] of Object.entries(fields)) {
    if (typeof field === "string") fields[key] = OF_LINES.has(key) ? linesSpelledOut(field) : safeText(field);
    else spellOut(field);
  }
}

function linesSpelledOut(text: string): string {
  return text.split("\n").map(safeText).join("\n");
}
