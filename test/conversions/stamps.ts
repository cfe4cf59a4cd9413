// The stamps of a log read and written anew: another date format, another zone, another clock. A line's own stamp only: what
// messages quote (ARI's timestamps, uniqueids) is by Asterisk's clock and stays.
import { parseStamp, STAMP_TEXT } from "../../src/time.js";
import type { Write } from "./date-writers.js";

const MINUTE_MS = 60_000;

/** The first stamp of a line: bare, behind a bracket, or a member of JSON. */
// [Nov 22 15:51:40] … | 2026-11-22 15:51:38,312 - … | {"hostname":"","timestamp":"2026-11-22 15:52:20.243",… | {"level": 30, "time": 1795363127108,…
const FIRST_STAMP = new RegExp(
  String.raw`^(?<before>\[?|\{.{0,5000}?"(?:time|ts|timestamp)": ?"?)(?<stamp>${STAMP_TEXT}|\d{13}(?=[,}]))`,
);

const FINE = /[.,]\d{3}|\d{13}/;

/** True where the line has a stamp of its own, in milliseconds or finer. */
export function isFineStamped(line: string): boolean {
  return FINE.test(FIRST_STAMP.exec(line)?.groups?.stamp ?? "");
}

/** How stamps are to be written. */
export interface Restamping {
  /** As the line had it where left out; then only its digits change. */
  readonly write: Write;
  readonly offsetMinutes: number;
  readonly aheadMs: number;
}

/** When a line was written; null where it has no stamp of its own. */
export function utcMsOf(line: string, zoneMinutes: number): number | null {
  const text = FIRST_STAMP.exec(line)?.groups?.stamp;
  const stamp = text === undefined ? null : parseStamp(text.trim(), YEAR);
  if (!stamp) return null;
  return stamp.utcOffsetMinutes === null ? stamp.wallMs - zoneMinutes * MINUTE_MS : stamp.wallMs;
}

/** The line with its stamp written anew, no finer than it was. */
export function restamped(line: string, zoneMinutes: number, to: Restamping): string {
  const utcMs = utcMsOf(line, zoneMinutes);
  if (utcMs === null) return line;
  return line.replace(FIRST_STAMP, (_whole, before: string, text: string) => {
    const written = to.write(utcMs + to.aheadMs + to.offsetMinutes * MINUTE_MS, to.offsetMinutes);
    const asFine = FINE.test(text) ? written : written.replace(/(?<=:\d\d)[.,]\d{3}/, "");
    return before + (/: ?$/.test(before) ? `"${asFine}"` : asFine);
  });
}

/** The corpus was made in one year; its stamps without one are of it. */
const YEAR = 2026;
