// Time stamps as logs print them -> wall-clock milliseconds. A leaf: no zone is known here, so a stamp without an
// offset becomes "as if it were UTC", and a clock (calls/clock.ts) later says how far that clock is from UTC.

/** What a stamp says of its own date. */
export type StampKind = "full" | "no-year" | "time-only";

/** A parsed time stamp. */
export interface Stamp {
  /** Milliseconds since 1970 of the printed wall-clock time, read as if it were UTC; true UTC where `utcOffsetMinutes` is known. */
  readonly wallMs: number;
  readonly kind: StampKind;
  /** 1000 for whole seconds, 1 for milliseconds or finer. */
  readonly precisionMs: number;
  /** The offset that the stamp itself states (`Z`, `+03:00`); then `wallMs` is true UTC. */
  readonly utcOffsetMinutes: number | null;
}

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

const CLOCK = String.raw`(?<h>[01]\d|2[0-3]):(?<mi>[0-5]\d):(?<s>[0-5]\d|60)(?:[.,](?<f>\d{1,9}))?`;
// 2026-11-22 15:52:38.496 / 2026-11-22T15:52:38.495+0000 / 2026-11-22T15:53:16.889Z
const ISO = new RegExp(String.raw`^(?<y>\d{4})-(?<mo>\d\d)-(?<d>\d\d)[T ]${CLOCK} ?(?<z>Z|[+-]\d\d:?\d\d)?$`);
// Nov 22 15:51:04 / Nov  2 15:51:04 / Nov 22 15:51:04.123
const NO_YEAR = new RegExp(String.raw`^(?<mon>[A-Z][a-z]{2}) (?<d>[ \d]?\d) ${CLOCK}$`);
// 06:37:11,913
const TIME_ONLY = new RegExp(`^${CLOCK}$`);

/**
 * Reads a time stamp in any of the forms that logs print: ISO 8601 with a blank or a `T`, with or without offset and
 * fraction; Asterisk's default `%b %e %T`, which has no year, zone or fraction (main/logger.c); a bare time of day.
 * @param year Supplies the year that a stamp lacks.
 * @returns null where the text is no stamp.
 */
export function parseStamp(text: string, year: number): Stamp | null {
  const groups = (ISO.exec(text) ?? NO_YEAR.exec(text) ?? TIME_ONLY.exec(text))?.groups;
  if (!groups) return null;
  const timeMs =
    (Number(groups.h) * 3600 + Number(groups.mi) * 60 + Number(groups.s)) * 1000 +
    (groups.f ? Math.floor(Number(`0.${groups.f}`) * 1000) : 0);
  const precisionMs = groups.f === undefined ? 1000 : groups.f.length === 1 ? 100 : groups.f.length === 2 ? 10 : 1;
  if (groups.y) {
    if (!isDay(Number(groups.y), Number(groups.mo) - 1, Number(groups.d))) return null;
    const wallMs = Date.UTC(Number(groups.y), Number(groups.mo) - 1, Number(groups.d)) + timeMs;
    const utcOffsetMinutes = groups.z ? offsetMinutes(groups.z) : null;
    return { wallMs: wallMs - (utcOffsetMinutes ?? 0) * 60_000, kind: "full", precisionMs, utcOffsetMinutes };
  }
  if (groups.mon) {
    const month = MONTHS[groups.mon];
    if (month === undefined || !isDay(LEAP_YEAR, month, Number(groups.d))) return null; // of which year is not known
    const wallMs = Date.UTC(year, month, Number(groups.d)) + timeMs;
    return { wallMs, kind: "no-year", precisionMs, utcOffsetMinutes: null };
  }
  return { wallMs: timeMs, kind: "time-only", precisionMs, utcOffsetMinutes: null };
}

const LEAP_YEAR = 2000;

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month, day));
  return date.getUTCMonth() === month && date.getUTCDate() === day;
}

function offsetMinutes(zone: string): number {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith("-") ? -minutes : minutes;
}

/** Seconds (10 digits), milliseconds (13) or microseconds (16) since 1970, as pino and others print them. */
export function parseEpoch(value: number): Stamp | null {
  if (!Number.isFinite(value) || value <= 0) return null;
  const ms = value < 1e11 ? value * 1000 : value < 1e14 ? value : value < 1e17 ? value / 1e3 : value / 1e6;
  return {
    wallMs: Math.floor(ms),
    kind: "full",
    precisionMs: Number.isInteger(value) && value < 1e11 ? 1000 : 1,
    utcOffsetMinutes: 0,
  };
}

/** ISO 8601 in UTC with milliseconds. */
export function isoUtc(utcMs: number): string {
  return new Date(utcMs).toISOString();
}
