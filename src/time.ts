// Turns time stamps as logs print them into wall-clock milliseconds. A leaf: it knows no zone, so a stamp without an offset is
// read as if it were UTC. A clock (calls/clocks/clock.ts) later says how far that clock is from UTC.

/** What a stamp tells about its own date. */
export type StampKind = "full" | "no-year" | "time-only";

/** A parsed time stamp. */
export interface Stamp {
  /** Milliseconds since 1970 of the printed wall-clock time, read as if it were UTC. True UTC if `utcOffsetMinutes` is known. */
  readonly wallMs: number;
  readonly kind: StampKind;
  /** 1000 for whole seconds, 1 for milliseconds or finer. */
  readonly precisionMs: number;
  /** The offset that the stamp itself states (`Z`, `+03:00`). Then `wallMs` is true UTC. */
  readonly utcOffsetMinutes: number | null;
  /** For a purely numeric date: which of day and month comes first. */
  readonly order?: DateOrder;
  /** `wallMs` with day and month swapped. Absent if only one order gives a date. */
  readonly otherOrderMs?: number;
}

/** Day, month, year, as most of the world writes; month, day, year, as in the United States. */
export type DateOrder = "dmy" | "mdy";

const MONTHS: Readonly<Record<string, number>> = {
  Jan: 0,
  Feb: 1,
  Mar: 2,
  Apr: 3,
  May: 4,
  Jun: 5,
  Jul: 6,
  Aug: 7,
  Sep: 8,
  Oct: 9,
  Nov: 10,
  Dec: 11,
};

const CLOCK = String.raw`(?<h>[01]\d|2[0-3]|\d(?=:\d\d:\d\d(?:[.,]\d{1,9})? ?[AP]M)):(?<mi>[0-5]\d):(?<s>[0-5]\d|60)(?:[.,](?<f>\d{1,9}))?(?: ?(?<half>[AP]M))?`;
const ZONE = String.raw`(?: ?(?<z>Z|UTC|GMT|[+-]\d\d:?\d\d))?`;
const MONTH = "(?<mon>[A-Z][a-z]{2})";
// 2026-11-22 15:52:38.496 / 2026-11-22T15:52:38.495+0000 / 2026-11-22T15:53:16.889Z
const ISO = new RegExp(String.raw`^(?<y>\d{4})-(?<mo>\d\d)-(?<d>\d\d)[T ]${CLOCK}${ZONE}$`);
// Nov 22 15:51:04 / Nov  2 15:51:04 / Nov 22 15:51:04.123
const NO_YEAR = new RegExp(String.raw`^${MONTH} (?<d>[ \d]?\d) ${CLOCK}$`);
// 06:37:11,913
const TIME_ONLY = new RegExp(`^${CLOCK}$`);
/** Rarer forms that a dateformat of logger.conf (which takes any strftime) or a bot may print. */
const OTHERS: readonly RegExp[] = [
  // 2026/11/22 15:52:38 / 2026.11.22 15:52:38 / 20261122 15:52:38 / 2026-11-22 15:52:38 MSK
  new RegExp(String.raw`^(?<y>\d{4})(?<sep>[-/.]?)(?<mo>\d\d)\k<sep>(?<d>\d\d),?[T ]${CLOCK}${ZONE}(?: [A-Z]{3,5})?$`),
  // 22.11.2026 15:52:38 / 22/11/2026, 15:52:38 / 11/22/26 15:52:38
  new RegExp(
    String.raw`^(?<first>\d{1,2})(?<sep>[-/.])(?<second>\d{1,2})\k<sep>(?<y>\d{4}|\d\d),?[T ]${CLOCK}${ZONE}(?: [A-Z]{3,5})?$`,
  ),
  // Sun, 22 Nov 2026 15:52:38 +0000 / 22 Nov 2026 15:52:38 / 22/Nov/2026:15:52:38 +0000
  new RegExp(String.raw`^(?:[A-Z][a-z]{2},? )?(?<d>[ \d]?\d)[-/ ]${MONTH}[-/ ](?<y>\d{4})[: ]${CLOCK}${ZONE}$`),
  // Sun Nov 22 15:52:38 2026 / Nov 22 2026 15:52:38 / Sun Nov 22 15:52:38
  new RegExp(
    String.raw`^(?:[A-Z][a-z]{2} )?${MONTH} +(?<d>\d{1,2}),?(?: (?<y>\d{4}),?)? ${CLOCK}${ZONE}(?: (?<late>\d{4}))?$`,
  ),
];
// 1795362758 / 1795362758.496 / 1795362758496
const EPOCH = /^(?:\d{10}(?:[.,]\d{1,9})?|\d{13})$/;

/**
 * A stamp inside a longer line, for the forms of bots, without groups. Narrower than what {@link parseStamp} reads: a bare time
 * of day must have a fraction, and no zone is a word, since that might be a level.
 */
export const STAMP_TEXT: string = (() => {
  const clock = String.raw`\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|GMT|[AP]M|[+-]\d\d:?\d\d))?`;
  const dates = [
    String.raw`\d{4}[-/.]\d\d[-/.]\d\d,?[T ]`,
    String.raw`\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d\d),?[T ]`,
    String.raw`\d\d[-/ ][A-Z][a-z]{2}[-/ ]\d{4}[: ]`,
    String.raw`[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?`,
  ];
  return String.raw`(?:(?:${dates.join("|")})${clock}|\d\d:\d\d:\d\d[.,]\d{1,6})`;
})();

/**
 * Reads a time stamp in any form that logs print: ISO 8601 with a blank or a `T`, with or without offset and fraction;
 * Asterisk's default `%b %e %T`, which has no year, zone or fraction (main/logger.c), and other orders of day, month and year;
 * seconds since 1970; a bare time of day. If day and month are ambiguous, a year of four digits follows day and month, one of
 * two digits follows month and day (`%D`).
 * @param year For a stamp that lacks one.
 * @returns null if the text is no stamp.
 */
export function parseStamp(text: string, year: number): Stamp | null {
  if (lastMinute?.year === year) {
    const stamp = ofMinute(lastMinute, text);
    if (stamp) return stamp;
  }
  const stamp = parseAnyStamp(text, year);
  if (stamp) lastMinute = minuteOf(text, year, stamp) ?? lastMinute;
  return stamp;
}

/** What stamps of one minute share: neighbours differ in their last digits only. */
interface Minute {
  readonly year: number;
  /** `2026-11-22 15:52:` */
  readonly head: string;
  readonly point: number;
  readonly fractionDigits: number;
  /** What follows the digits: a zone. */
  readonly tail: string;
  readonly length: number;
  readonly startMs: number;
  readonly stamp: Stamp;
}

/** The minute that was read last. Most stamps are in it, and reading one as a whole costs as much as the rest of its line. */
let lastMinute: Minute | null = null;

// 2026-11-22 15:52:38.496 | Nov 22 15:51:40 | 2026-11-22T15:53:16.889Z
const SECONDS = /^(?<head>.*\d:\d\d:)(?<s>[0-5]\d)(?:(?<point>[.,])(?<f>\d{1,9}))?(?<tail>Z?)$/;

/** Null if the changing digits may be elsewhere, or if the date is ambiguous. */
function minuteOf(text: string, year: number, stamp: Stamp): Minute | null {
  const groups = SECONDS.exec(text)?.groups;
  if (!groups || stamp.order !== undefined) return null;
  const { head = "", s, point = "", f = "", tail = "" } = groups;
  return {
    year,
    head,
    point: point.charCodeAt(0),
    fractionDigits: f.length,
    tail,
    length: text.length,
    startMs: stamp.wallMs - Number(s) * 1000 - fractionMs(f),
    stamp,
  };
}

function ofMinute(minute: Minute, text: string): Stamp | null {
  const { head, point, fractionDigits, tail, length, startMs, stamp } = minute;
  if (text.length !== length || !text.startsWith(head) || !text.endsWith(tail)) return null;
  const tens = text.charCodeAt(head.length) - ZERO;
  const ones = text.charCodeAt(head.length + 1) - ZERO;
  if (!(tens >= 0 && tens <= 5 && ones >= 0 && ones <= 9)) return null;
  let ms = (tens * 10 + ones) * 1000;
  if (fractionDigits > 0) {
    const at = head.length + 2;
    if (text.charCodeAt(at) !== point) return null;
    let scale = 100;
    for (let i = at + 1; i <= at + fractionDigits; i += 1) {
      const digit = text.charCodeAt(i) - ZERO;
      if (!(digit >= 0 && digit <= 9)) return null;
      if (scale >= 1) ms += digit * scale;
      scale /= 10;
    }
  }
  const { kind, precisionMs, utcOffsetMinutes } = stamp;
  return { wallMs: startMs + ms, kind, precisionMs, utcOffsetMinutes };
}

const ZERO = 0x30;

function parseAnyStamp(text: string, year: number): Stamp | null {
  const groups = (ISO.exec(text) ?? NO_YEAR.exec(text) ?? TIME_ONLY.exec(text) ?? other(text))?.groups;
  if (!groups) return EPOCH.test(text) ? parseEpoch(Number(text.replace(",", "."))) : null;
  const timeMs =
    (hoursOf(groups) * 3600 + Number(groups.mi) * 60 + Number(groups.s)) * 1000 + fractionMs(groups.f ?? "");
  const precisionMs = groups.f === undefined ? 1000 : groups.f.length === 1 ? 100 : groups.f.length === 2 ? 10 : 1;
  const printedYear = groups.y ?? groups.late;
  const month = monthOf(groups);
  if (month === null) return { wallMs: timeMs, kind: "time-only", precisionMs, utcOffsetMinutes: null };
  if (printedYear) {
    const fullYear = Number(printedYear) + (printedYear.length === 2 ? 2000 : 0);
    const day = Number(dayFirst(groups) ? groups.first : (groups.second ?? groups.d));
    if (!isDay(fullYear, month, day)) return null;
    const wallMs = Date.UTC(fullYear, month, day) + timeMs;
    const utcOffsetMinutes = groups.z ? offsetMinutes(groups.z) : null;
    const stamp: Stamp = {
      wallMs: wallMs - (utcOffsetMinutes ?? 0) * 60_000,
      kind: "full",
      precisionMs,
      utcOffsetMinutes,
    };
    if (groups.first === undefined) return stamp;
    const order = dayFirst(groups) ? "dmy" : "mdy";
    // the day could be a month too: swapped, month + 1 is the day
    if (day > 12) return { ...stamp, order };
    return { ...stamp, order, otherOrderMs: stamp.wallMs - wallMs + Date.UTC(fullYear, day - 1, month + 1) + timeMs };
  }
  if (!isDay(LEAP_YEAR, month, Number(groups.d))) return null; // the year is not known
  const wallMs = Date.UTC(year, month, Number(groups.d)) + timeMs;
  return { wallMs, kind: "no-year", precisionMs, utcOffsetMinutes: null };
}

/** Whole milliseconds from the digits after the point. */
function fractionMs(digits: string): number {
  return Number(digits.slice(0, 3).padEnd(3, "0"));
}

type Groups = Readonly<Record<string, string | undefined>>;

function other(text: string): RegExpExecArray | null {
  for (const form of OTHERS) {
    const match = form.exec(text);
    if (match) return match;
  }
  return null;
}

function hoursOf({ h, half }: Groups): number {
  const hours = Number(h);
  return half === undefined ? hours : (hours % 12) + (half === "PM" ? 12 : 0);
}

/** Counted from 0. Null for a bare time of day. A name that is no month gives -1, a month without days. */
function monthOf(groups: Groups): number | null {
  if (groups.mon) return MONTHS[groups.mon] ?? -1;
  const number = groups.first === undefined ? groups.mo : dayFirst(groups) ? groups.second : groups.first;
  return number === undefined ? null : Number(number) - 1;
}

function dayFirst({ first, second, sep, y, half }: Groups): boolean {
  if (first === undefined || Number(second) > 12) return false;
  return Number(first) > 12 || sep !== "/" || (y?.length === 4 && half === undefined);
}

const LEAP_YEAR = 2000;

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month, day));
  return month >= 0 && date.getUTCMonth() === month && date.getUTCDate() === day;
}

function offsetMinutes(zone: string): number {
  if (/^[A-Z]/.test(zone)) return 0; // Z, UTC, GMT
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith("-") ? -minutes : minutes;
}

/** Seconds (10 digits), milliseconds (13) or microseconds (16) since 1970, as pino and others print them. */
export function parseEpoch(value: number): Stamp | null {
  if (!Number.isFinite(value) || value <= 0) return null;
  const ms = value < 1e11 ? value * 1000 : value < 1e14 ? value : value < 1e17 ? value / 1e3 : value / 1e6;
  return {
    // as in isoUtc: a corrupt number must cost neither a line its call, nor the report its sums
    wallMs: Math.min(Math.floor(ms), LATEST_MS),
    kind: "full",
    precisionMs: Number.isInteger(value) && value < 1e11 ? 1000 : 1,
    utcOffsetMinutes: 0,
  };
}

// A corrupt stamp or uniqueid may lie outside of any calendar. It must not cost the report.
const EARLIEST_MS = Date.parse("0001-01-01T00:00:00.000Z");
const LATEST_MS = Date.parse("9999-12-31T23:59:59.999Z");

/** ISO 8601 in UTC with milliseconds; the nearest moment in the years 1 to 9999. */
export function isoUtc(utcMs: number): string {
  const ms = Math.trunc(Math.min(Math.max(utcMs, EARLIEST_MS), LATEST_MS));
  const withinMs = ms - minute.fromMs;
  if (!(withinMs >= 0 && withinMs < MINUTE_MS)) {
    const fromMs = Math.floor(ms / MINUTE_MS) * MINUTE_MS;
    minute = { fromMs, text: new Date(fromMs).toISOString().slice(0, "2026-11-22T15:52:".length) };
  }
  const within = String(ms - minute.fromMs).padStart(5, "0");
  return `${minute.text}${within.slice(0, 2)}.${within.slice(2)}Z`;
}

const MINUTE_MS = 60_000;
/** The minute that was asked for last: the lines of a call are close together, and calendars are slow. */
let minute = { fromMs: Number.NaN, text: "" };
