// A user's own line formats and wordings: reads a JSON file, checks and compiles it, and tests it against its own samples before
// any line is read.
import { z } from "zod";
import type { EventType } from "../events/event.js";
import { english } from "../events/lexicon/english.js";
import type { Header, LogFormat, OwnForms, Wording } from "../records/record.js";
import { parseStamp } from "../time.js";
import { whyNotLinear } from "./linear.js";

/** Events that a wording may stand for: those that bots' words stand for anyway. */
export const wordingTypes: readonly EventType[] = [...new Set(english.map(({ type }) => type))].sort();

/** Groups that a line format may name. `time` and `message` are mandatory. */
const GROUPS = ["time", "level", "origin", "channel", "message"] as const;
/** An expression sees this much of a line. The rest belongs to the message if that goes on to the end. */
const MAX_SEEN = 4_000;
const ANY_YEAR = 2026;

const samples = z.array(z.string().min(1)).min(1, "must have a line that it reads");
const fileSchema = z.strictObject({
  formats: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z][a-z\d-]*$/, "must be lower-case letters, digits and dashes"),
        line: z.string(),
        samples,
      }),
    )
    .default([]),
  wordings: z
    .array(
      z.strictObject({
        event: z.enum(wordingTypes as [EventType, ...EventType[]], {
          error: `must be one of ${wordingTypes.join(", ")}`,
        }),
        expression: z.string(),
        samples,
      }),
    )
    .default([]),
});

/** Why a file of forms cannot be used, in words for the user. */
export class FormsError extends Error {}

/**
 * Reads a file of forms.
 * @param path Named in errors.
 * @throws FormsError that names the place in the file and what is wrong there.
 */
export function readOwnForms(text: string, path: string): OwnForms {
  const parsed = fileSchema.safeParse(jsonOf(text, path));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new FormsError(`${path}: ${placeOf(issue?.path ?? [])}${issue?.message ?? "cannot be used"}`);
  }
  const { formats, wordings } = parsed.data;
  return {
    formats: formats.map((format, i) => formatOf(format, (problem) => fail(path, ["formats", i, ...problem]))),
    wordings: wordings.map((wording, i) => wordingOf(wording, (problem) => fail(path, ["wordings", i, ...problem]))),
  };
}

type Fail = (problem: readonly [...place: (string | number)[], message: string]) => never;

function fail(path: string, problem: readonly (string | number)[]): never {
  throw new FormsError(`${path}: ${placeOf(problem.slice(0, -1))}${problem.at(-1) ?? ""}`);
}

function formatOf({ name, line, samples }: { name: string; line: string; samples: string[] }, refuse: Fail): LogFormat {
  const expression = compiled(line, "u", (message) => refuse(["line", message]));
  if (!line.startsWith("^")) refuse(["line", "must begin with ^: a form is told by how a line begins"]);
  const named = [...line.matchAll(/\(\?<(\w+)>/g)].map(([, group]) => group ?? "");
  const unknown = named.find((group) => !(GROUPS as readonly string[]).includes(group));
  if (unknown !== undefined) refuse(["line", `names a group ${unknown}; known are ${GROUPS.join(", ")}`]);
  for (const group of ["time", "message"])
    if (!named.includes(group)) refuse(["line", `must name a group ${group}: (?<${group}>…)`]);
  const read = (text: string, year: number): Header | null => headerOf(expression, text, year);
  for (const [i, sample] of samples.entries()) {
    const match = expression.exec(sample);
    if (!match) refuse(["samples", i, "is not read by its expression"]);
    if (!read(sample, ANY_YEAR)) refuse(["samples", i, `has a time that cannot be read: ${match?.groups?.time ?? ""}`]);
  }
  return { name, side: "bot", comesFrom: "your own", samples, read };
}

function headerOf(expression: RegExp, text: string, year: number): Header | null {
  const seen = text.slice(0, MAX_SEEN);
  const groups = expression.exec(seen)?.groups;
  const stamp = groups && parseStamp((groups.time ?? "").trim(), year);
  if (!groups || !stamp) return null;
  const message = groups.message ?? "";
  return {
    stamp,
    level: (groups.level ?? "").toUpperCase(),
    thread: null,
    logCallId: null,
    origin: groups.origin ?? null,
    message: seen.endsWith(message) ? message + text.slice(MAX_SEEN) : message,
    fields: groups.channel ? { channel_id: groups.channel } : null,
  };
}

function wordingOf(
  { event, expression: source, samples }: { event: EventType; expression: string; samples: string[] },
  refuse: Fail,
): Wording {
  const expression = compiled(source, "iu", (message) => refuse(["expression", message]));
  for (const [i, sample] of samples.entries())
    if (!expression.test(sample)) refuse(["samples", i, "is not read by its expression"]);
  return { type: event, expression, samples };
}

function compiled(source: string, flags: string, refuse: (message: string) => never): RegExp {
  const unsafe = whyNotLinear(source);
  if (unsafe !== null) refuse(unsafe);
  try {
    return new RegExp(source, flags);
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FormsError(`${path}: is not JSON: ${(error as Error).message}`);
  }
}

/** `formats[0].samples[1]: ` */
function placeOf(keys: readonly PropertyKey[]): string {
  const place = keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return place === "" ? "" : `${place.replace(/^\./, "")}: `;
}
