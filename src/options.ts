// The command line -> options, checked; inside, types are trusted. Written out rather than as a schema of zod, which takes longer
// to load than most logs take to read.
import { tz } from "@date-fns/tz/tz";
import { tzOffset } from "@date-fns/tz/tzOffset";
import { parseISO } from "date-fns/parseISO";
import { OptionError } from "./option-error.js";
import { FORMATS } from "./report/formats.js";
import { FAIL_ON } from "./severity-limit.js";

/** Ends the reading of an option, saying what it takes. */
type Refuse = (takes: string) => never;

/** What commander has read of an option -> what it means; `undefined` was not given. */
type Reader<T> = (given: unknown, refuse: Refuse) => T;

/** What readers make of the options that they are named after. */
type Read<Readers> = { readonly [Name in keyof Readers]: Readers[Name] extends Reader<infer T> ? T : never };

const text: Reader<string> = (given, refuse) => (typeof given === "string" ? given : refuse("cannot be used"));

/** A text of a form, as what it means. */
const formed =
  <T>(form: RegExp, takes: string, meaning: (text: string) => T): Reader<T> =>
  (given, refuse) =>
    typeof given === "string" && form.test(given) ? meaning(given) : refuse(takes);

const oneOf =
  <const Word extends string>(words: readonly Word[], takes = `must be one of ${words.join(", ")}`): Reader<Word> =>
  (given, refuse) =>
    words.find((word) => word === given) ?? refuse(takes);

const optional =
  <T>(read: Reader<T>): Reader<T | undefined> =>
  (given, refuse) =>
    given === undefined ? undefined : read(given, refuse);

const orElse =
  <T>(otherwise: T, read: Reader<T>): Reader<T> =>
  (given, refuse) =>
    given === undefined ? otherwise : read(given, refuse);

/** Of an option that may be repeated. */
const listOf =
  <T>(read: Reader<T>): Reader<T[]> =>
  (given = [], refuse) =>
    Array.isArray(given) ? given.map((one) => read(one, refuse)) : refuse("cannot be used");

const flag = orElse(false, (given, refuse) => (typeof given === "boolean" ? given : refuse("cannot be used")));

const texts = listOf(text);
const optionalText = optional(text);
const seconds = formed(/^\d+(?:\.\d+)?$/, "must be a number of seconds, 0 for off", Number);

/** ISO 8601; UTC where it names no offset, as in the report. */
const moment: Reader<number> = (given, refuse) => {
  const atMs = parseISO(text(given, refuse), { in: tz("UTC") }).getTime();
  return Number.isNaN(atMs)
    ? refuse("must be a time such as 2026-11-22T15:00:00Z (UTC where it names no offset)")
    : atMs;
};

const zone: Reader<string> = (given, refuse) => {
  const name = text(given, refuse);
  return Number.isNaN(tzOffset(name, new Date()))
    ? refuse("must be a time zone such as Europe/Berlin, UTC or +03:00")
    : name;
};

/** As many calls are drawn on the page as anybody reads at a stretch. */
const CALLS_DRAWN = 10;

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** Of at least a second: `30s`, `5m`, `1h`, `1d`. */
const durationMs = formed(
  /^[1-9]\d{0,5}[smhd]$/,
  "must be a time such as 30s, 5m or 1h",
  (time) => Number(time.slice(0, -1)) * (UNIT_MS[time.slice(-1)] as number),
);

/** What makes a run end with 1, and how its pages look. */
const outcomeReaders = {
  failOn: orElse("warning", oneOf(FAIL_ON)),
  exitZero: flag,
  color: orElse("auto", oneOf(["auto", "always", "never"], "must be auto, always or never")),
};

/** Where reports go, in which form, and how much of them. */
const reportReaders = {
  format: optional(oneOf(FORMATS)),
  output: texts,
  verbose: flag,
  quiet: flag,
  limit: orElse(CALLS_DRAWN, formed(/^\d{1,9}$/, "must be a whole number of calls", Number)),
  redact: flag,
};

/** Of the commands that print one page. */
const pageReaders = {
  format: optional(oneOf(["terminal", "json"], "must be terminal or json")),
  output: optionalText,
};

/** The first that refuses is told, so the order is that of --help. */
const runReaders = {
  files: texts,
  asterisk: texts,
  bot: texts,
  config: texts,
  followIncludes: flag,
  writeConfig: optionalText,
  host: listOf(
    formed(/^.+=[^=]+$/, "must be FILE=NAME, such as pbx1.log=pbx1", (given) => ({
      path: given.slice(0, given.lastIndexOf("=")),
      name: given.slice(given.lastIndexOf("=") + 1),
    })),
  ),
  rtpTimeout: optional(seconds),
  rtpHoldTimeout: optional(seconds),
  formats: optionalText,
  tz: optional(zone),
  botTz: optional(zone),
  botClockOffset: optional(
    formed(/^[+-]?\d+(?:\.\d+)?$/, "must be a number of seconds, below 0 where the bot's clock is behind", Number),
  ),
  year: optional(formed(/^(?:19[789]|20\d)\d$/, "must be a year of four digits", Number)),
  dateOrder: optional(oneOf(["dmy", "mdy"], "must be dmy or mdy")),
  answerBudget: orElse(30, seconds),
  call: optionalText,
  since: optional(moment),
  until: optional(moment),
  ...reportReaders,
  showUnparsed: flag,
  follow: flag,
  every: optional(durationMs),
  alert: optional(formed(/./s, "must not be empty", String)),
  alertArg: texts,
  alertEvery: orElse(10_000, durationMs),
  alertTimeout: orElse(30_000, durationMs),
  state: optional(formed(/./s, "must not be empty", String)),
  newState: flag,
  ...outcomeReaders,
};

const configReaders = {
  paths: texts,
  advice: optionalText,
  log: texts,
  diff: flag,
  followIncludes: flag,
  writeConfig: optionalText,
  asteriskVersion: optional(formed(/^\d+\.\d+/, "must be a version such as 20.20.1", String)),
  ...pageReaders,
  ...outcomeReaders,
};

const mergeReaders = { files: texts, ...reportReaders, ...outcomeReaders };

const { exitZero, color } = outcomeReaders;
const diffReaders = { before: text, after: text, ...pageReaders, exitZero, color };

/** The options of `ari-doctor merge`. */
export type MergeOptions = Read<typeof mergeReaders>;

/** The options of `ari-doctor diff`. */
export type DiffOptions = Read<typeof diffReaders>;

/** The options of `ari-doctor config`. */
export type ConfigOptions = Read<typeof configReaders>;

/** The options of a run, as the command line gives them. */
export type Options = Read<typeof runReaders>;

/** Checks what commander has read. @throws OptionError naming the option and what it takes. */
export function parseOptions(raw: Readonly<Record<string, unknown>>): Options {
  const options = checked(runReaders, raw);
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
  return checked(configReaders, raw);
}

/** The same for `ari-doctor merge`. @throws OptionError */
export function parseMergeOptions(raw: Readonly<Record<string, unknown>>): MergeOptions {
  const options = checked(mergeReaders, raw);
  if (options.verbose && options.quiet) throw new OptionError("--quiet: cannot be given with --verbose");
  return options;
}

/** The same for `ari-doctor diff`. @throws OptionError */
export function parseDiffOptions(raw: Readonly<Record<string, unknown>>): DiffOptions {
  return checked(diffReaders, raw);
}

function checked<Readers extends Readonly<Record<string, Reader<unknown>>>>(
  readers: Readers,
  raw: Readonly<Record<string, unknown>>,
): Read<Readers> {
  const read = Object.entries(readers).map(([name, reader]) => {
    const longName = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return [
      name,
      reader(raw[name], (takes) => {
        throw new OptionError(`--${longName}: ${takes}`);
      }),
    ];
  });
  return Object.fromEntries(read) as Read<Readers>;
}
