// The values that options accept, checked with zod. Each reads what was typed. A refusal is worded to follow the option's name:
// "must be a number of seconds". Loaded only when options are checked, never for --help.
import { tz, tzOffset } from "@date-fns/tz";
import { isValid } from "date-fns/isValid";
import { parseISO } from "date-fns/parseISO";
import { z } from "zod";

/** A text of one form. */
const text = (form: RegExp, message: string) => z.string({ error: message }).regex(form, message);

const anyText = z.string();
const someText = z.string().min(1);

/** One of a few words. */
const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, { error: `must be ${words.length > 3 ? `one of ${words.join(", ")}` : inWords(words)}` });

function inWords(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}

const seconds = text(/^\d+(?:\.\d+)?$/, "must be a number of seconds, 0 for off").transform(Number);

/** ISO 8601, in UTC if it has no offset, as in the report. In milliseconds since 1970. */
const moment = z.string().transform((given, context) => {
  const at = parseISO(given, { in: tz("UTC") });
  if (!isValid(at)) {
    context.addIssue({
      code: "custom",
      message: "must be a time such as 2026-11-22T15:00:00Z (UTC where it names no offset)",
    });
    return z.NEVER;
  }
  return at.getTime();
});

const zone = z
  .string()
  .refine(
    (name) => !Number.isNaN(tzOffset(name, new Date())),
    "must be a time zone such as Europe/Berlin, UTC or +03:00",
  );

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** At least a second: `30s`, `5m`, `1h`, `1d`. */
const durationMs = text(/^[1-9]\d{0,5}[smhd]$/, "must be a time such as 30s, 5m or 1h").transform(
  (given) => Number(given.slice(0, -1)) * (UNIT_MS[given.slice(-1)] as number),
);

/** The name of a file's host. */
const hostOfFile = text(/^.+=[^=]+$/, "must be FILE=NAME, such as pbx1.log=pbx1").transform((given) => ({
  path: given.slice(0, given.lastIndexOf("=")),
  name: given.slice(given.lastIndexOf("=") + 1),
}));

/** All of them, in the form in which checks receive them. */
export const values = { anyText, durationMs, hostOfFile, moment, oneOf, seconds, someText, text, zone };
