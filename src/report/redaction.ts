// What a report says of how it was masked.
import type { Report } from "./schema.js";

/** How a report was masked. Null: it is of a version that did not say. */
export type Redaction = NonNullable<Report["redaction"]>;
export type RedactionLevel = Redaction["level"];

/** Of a report that quotes what was logged. */
export const UNREDACTED: Redaction = { level: "none", key: null };

/** How it was masked, for a line of a report. Null if it was not. */
export function redactionInWords(redaction: Redaction | null): string | null {
  if (redaction === null || redaction.level === "none") return null;
  const { level, key } = redaction;
  return `${level === "strict" ? "--redact=strict" : "--redact"}${key === null ? "" : `, key ${key}`}`;
}

const MASKED =
  "number#1, name#1, user#1, host#1, address#1 and secret#1 stand for what the logs say, the same mask for the same value.";
const NOTE_OF_KINDS = `Masked (--redact): ${MASKED}`;
const NOTE_OF_STRICT = `Masked (--redact=strict): only words of Asterisk and ARI, ids, times and short numbers are as logged. word#1, text#1, file#1, ${MASKED}`;

/** The report's note that it was masked. */
export function maskedNote({ level }: Redaction): string {
  return level === "strict" ? NOTE_OF_STRICT : NOTE_OF_KINDS;
}

/** Is it that note? */
export function isMaskedNote(note: string): boolean {
  return note === NOTE_OF_KINDS || note === NOTE_OF_STRICT;
}

/** How a report was masked, also one of a version that only noted it. */
export function redactionOf({ redaction, notes }: Pick<Report, "redaction" | "notes">): Redaction {
  return redaction ?? (notes.some(isMaskedNote) ? { level: "kinds", key: null } : UNREDACTED);
}

/** How reports were masked that become one: as the least masked of them. */
export function redactionOfAll(reports: readonly Pick<Report, "redaction" | "notes">[]): Redaction | null {
  if (reports.every((report) => report.redaction === null && redactionOf(report) === UNREDACTED)) return null;
  const each = reports.map(redactionOf);
  const level = (["none", "kinds", "strict"] as const).find((one) => each.some((of) => of.level === one)) ?? "none";
  const keys = new Set(each.map(({ key }) => key));
  return { level, key: level === "none" || keys.size > 1 ? null : (each[0]?.key ?? null) };
}
