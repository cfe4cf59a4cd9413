// Rewrites the stamps of a log: another date format, another zone, another clock. Only the stamp at the head of a line changes.
// What messages quote (ARI's timestamps, uniqueids) comes from Asterisk's clock and stays.
import { parseStamp, STAMP_TEXT } from "../../src/time.js";
import type { Write } from "./date-writers.js";

const MINUTE_MS = 60_000;

/** The first stamp of a line: bare, behind a bracket, or a member of JSON. */
// [Nov 22 15:51:40] … | 2026-11-22 15:51:38,312 - … | {"hostname":"","timestamp":"2026-11-22 15:52:20.243",… | {"level": 30, "time": 1795363127108,…
const FIRST_STAMP = new RegExp(
  String.raw`^(?<before>\[?|\{.{0,5000}?"(?:time|ts|timestamp)": ?"?)(?<stamp>${STAMP_TEXT}|\d{13}(?=[,}]))`,
);

const FINE = /[.,]\d{3}|\d{13}/;

/** True if the line has a stamp of its own, in milliseconds or finer. */
export function isFineStamped(line: string): boolean {
  return FINE.test(FIRST_STAMP.exec(line)?.groups?.stamp ?? "");
}

/** How stamps are to be written. */
export interface Restamping {
  /** Left out: the format that the line had, so only its digits change. */
  readonly write: Write;
  readonly offsetMinutes: number;
  readonly aheadMs: number;
}

/** When a line was written. Null if it has no stamp of its own. */
export function utcMsOf(line: string, zoneMinutes: number): number | null {
  const text = FIRST_STAMP.exec(line)?.groups?.stamp;
  const stamp = text === undefined ? null : parseStamp(text.trim(), YEAR);
  if (!stamp) return null;
  return stamp.utcOffsetMinutes === null ? stamp.wallMs - zoneMinutes * MINUTE_MS : stamp.wallMs;
}

/** The line with a new stamp, no finer than the old one. */
export function restamped(line: string, zoneMinutes: number, to: Restamping): string {
  const utcMs = utcMsOf(line, zoneMinutes);
  if (utcMs === null) return line;
  return line.replace(FIRST_STAMP, (_whole, before: string, text: string) => {
    const written = to.write(utcMs + to.aheadMs + to.offsetMinutes * MINUTE_MS, to.offsetMinutes);
    const asFine = FINE.test(text) ? written : written.replace(/(?<=:\d\d)[.,]\d{3}/, "");
    return before + (/: ?$/.test(before) ? `"${asFine}"` : asFine);
  });
}

/** The corpus was made within one year. Stamps that print no year mean that one. */
const YEAR = 2026;
