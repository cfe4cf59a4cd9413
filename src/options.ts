// The command line -> options, checked. zod guards this edge; inside, types are trusted.
import { tz, tzOffset } from "@date-fns/tz";
import { isValid } from "date-fns/isValid";
import { parseISO } from "date-fns/parseISO";
import { z } from "zod";
import { OptionError } from "./option-error.js";
import { FORMATS } from "./report/formats.js";
import { FAIL_ON } from "./severity-limit.js";

const seconds = z
  .string()
  .regex(/^\d+(?:\.\d+)?$/, "must be a number of seconds, 0 for off")
  .transform(Number);
/** ISO 8601; UTC where it names no offset, as in the report. */
const moment = z.string().transform((text, context) => {
  const at = parseISO(text, { in: tz("UTC") });
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
/** As many calls are drawn on the page as anybody reads at a stretch. */
const CALLS_DRAWN = 10;

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** Of at least a second: `30s`, `5m`, `1h`, `1d`. */
const durationMs = z
  .string()
  .regex(/^[1-9]\d{0,5}[smhd]$/, "must be a time such as 30s, 5m or 1h")
  .transform((text) => Number(text.slice(0, -1)) * (UNIT_MS[text.slice(-1)] as number));

const failOn = z.enum(FAIL_ON, { error: `must be one of ${FAIL_ON.join(", ")}` }).default("warning");

const optionsSchema = z.object({
  files: z.array(z.string()),
  asterisk: z.array(z.string()).default([]),
  bot: z.array(z.string()).default([]),
  config: z.array(z.string()).default([]),
  followIncludes: z.boolean().default(false),
  writeConfig: z.string().optional(),
  host: z
    .array(
      z
        .string()
        .regex(/^.+=[^=]+$/, "must be FILE=NAME, such as pbx1.log=pbx1")
        .transform((text) => ({
          path: text.slice(0, text.lastIndexOf("=")),
          name: text.slice(text.lastIndexOf("=") + 1),
        })),
    )
    .default([]),
  rtpTimeout: seconds.optional(),
  rtpHoldTimeout: seconds.optional(),
  formats: z.string().optional(),
  tz: zone.optional(),
  botTz: zone.optional(),
  botClockOffset: z
    .string()
    .regex(/^[+-]?\d+(?:\.\d+)?$/, "must be a number of seconds, below 0 where the bot's clock is behind")
    .transform(Number)
    .optional(),
  year: z
    .string()
    .regex(/^(?:19[789]|20\d)\d$/, "must be a year of four digits")
    .transform(Number)
    .optional(),
  dateOrder: z.enum(["dmy", "mdy"], { error: "must be dmy or mdy" }).optional(),
  answerBudget: seconds.default(30),
  call: z.string().optional(),
  since: moment.optional(),
  until: moment.optional(),
  format: z.enum(FORMATS, { error: `must be one of ${FORMATS.join(", ")}` }).optional(),
  output: z.array(z.string()).default([]),
  all: z.boolean().default(false),
  verbose: z.boolean().default(false),
  quiet: z.boolean().default(false),
  limit: z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number of calls")
    .transform(Number)
    .default(CALLS_DRAWN),
  redact: z.boolean().default(false),
  showUnparsed: z.boolean().default(false),
  follow: z.boolean().default(false),
  every: durationMs.optional(),
  alert: z.string().min(1).optional(),
  alertArg: z.array(z.string()).default([]),
  alertEvery: durationMs.default(10_000),
  alertTimeout: durationMs.default(30_000),
  state: z.string().min(1).optional(),
  newState: z.boolean().default(false),
  failOn,
  exitZero: z.boolean().default(false),
  color: z.enum(["auto", "always", "never"], { error: "must be auto, always or never" }).default("auto"),
});

const configOptionsSchema = z.object({
  paths: z.array(z.string()),
  advice: z.string().optional(),
  log: z.array(z.string()).default([]),
  diff: z.boolean().default(false),
  followIncludes: z.boolean().default(false),
  writeConfig: z.string().optional(),
  asteriskVersion: z
    .string()
    .regex(/^\d+\.\d+/, "must be a version such as 20.20.1")
    .optional(),
  format: z.enum(["terminal", "json"], { error: "must be terminal or json" }).optional(),
  output: z.string().optional(),
  failOn,
  exitZero: z.boolean().default(false),
  color: z.enum(["auto", "always", "never"], { error: "must be auto, always or never" }).default("auto"),
});

const mergeOptionsSchema = z.object({
  files: z.array(z.string()),
  redact: z.boolean().default(false),
  ...optionsSchema.pick({ format: true, output: true, verbose: true, quiet: true, limit: true }).shape,
  ...optionsSchema.pick({ failOn: true, exitZero: true, color: true }).shape,
});

const diffOptionsSchema = z.object({
  before: z.string(),
  after: z.string(),
  ...configOptionsSchema.pick({ format: true, output: true, exitZero: true, color: true }).shape,
});

/** The options of `ari-doctor merge`. */
export type MergeOptions = z.infer<typeof mergeOptionsSchema>;

/** The options of `ari-doctor diff`. */
export type DiffOptions = z.infer<typeof diffOptionsSchema>;

/** The options of `ari-doctor config`. */
export type ConfigOptions = z.infer<typeof configOptionsSchema>;

/** The options of a run, as the command line gives them. */
export type Options = z.infer<typeof optionsSchema>;

/** Checks what commander has read. @throws OptionError naming the option and what it takes. */
export function parseOptions(raw: Readonly<Record<string, unknown>>): Options {
  const options = checked(optionsSchema, raw);
  if (options.verbose && options.quiet) throw new OptionError("--quiet: cannot be given with --verbose");
  if (options.every !== undefined && !options.follow) throw new OptionError("--every: goes with --follow only");
  if (options.alert !== undefined && !options.follow && options.state === undefined)
    throw new OptionError("--alert: goes with --follow or --state only");
  if (options.newState && options.state === undefined) throw new OptionError("--new-state: goes with --state only");
  if (options.alertArg.length > 0 && options.alert === undefined)
    throw new OptionError("--alert-arg: there is no --alert to give it to");
  // a host may be told by a call that ends later: masks are sure only once all is read
  const live = options.follow ? "--follow" : options.state === undefined ? null : "--state";
  if (live !== null && options.redact) throw new OptionError(`--redact: cannot be given with ${live}`);
  if (live !== null && options.writeConfig !== undefined)
    throw new OptionError(`--write-config: cannot be given with ${live}`);
  return options;
}

/** The same for `ari-doctor config`. @throws OptionError */
export function parseConfigOptions(raw: Readonly<Record<string, unknown>>): ConfigOptions {
  return checked(configOptionsSchema, raw);
}

/** The same for `ari-doctor merge`. @throws OptionError */
export function parseMergeOptions(raw: Readonly<Record<string, unknown>>): MergeOptions {
  const options = checked(mergeOptionsSchema, raw);
  if (options.verbose && options.quiet) throw new OptionError("--quiet: cannot be given with --verbose");
  return options;
}

/** The same for `ari-doctor diff`. @throws OptionError */
export function parseDiffOptions(raw: Readonly<Record<string, unknown>>): DiffOptions {
  return checked(diffOptionsSchema, raw);
}

function checked<T>(schema: z.ZodType<T>, raw: Readonly<Record<string, unknown>>): T {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0] ?? "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new OptionError(`--${name}: ${issue?.message ?? "cannot be used"}`);
}
