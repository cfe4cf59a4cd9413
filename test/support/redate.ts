// A log with its stamps written anew: another date format, zone, clock. For runs that must come out as the original did.
import { parseStamp, STAMP_TEXT } from "../../src/time.js";
import type { LogText } from "./analyse.js";

const MINUTE_MS = 60_000;
const two = (value: number): string => String(value).padStart(2, "0");
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** How to write a wall-clock time, that many minutes ahead of UTC. */
export type Write = (wallMs: number, offsetMinutes: number) => string;

const date = (ms: number): Date => new Date(ms);
const clock = (ms: number): string => date(ms).toISOString().slice(11, 19);
const fraction = (ms: number): string => date(ms).toISOString().slice(20, 23);

/** Date formats, and how fine they are. */
export const writers: Readonly<Record<string, Write>> = {
  "2026-11-22 15:52:38.496": (ms) => `${date(ms).toISOString().slice(0, 10)} ${clock(ms)}.${fraction(ms)}`,
  "2026-11-22T15:52:38.496+03:00": (ms, offset) =>
    `${date(ms).toISOString().slice(0, 23)}${offset < 0 ? "-" : "+"}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`,
  "22.11.2026 15:52:38.496": (ms) =>
    `${two(date(ms).getUTCDate())}.${two(date(ms).getUTCMonth() + 1)}.${date(ms).getUTCFullYear()} ${clock(ms)}.${fraction(ms)}`,
  "11/22/26 15:52:38": (ms) =>
    `${two(date(ms).getUTCMonth() + 1)}/${two(date(ms).getUTCDate())}/${two(date(ms).getUTCFullYear() % 100)} ${clock(ms)}`,
  "Nov 22 15:52:38.496": (ms) =>
    `${MONTHS[date(ms).getUTCMonth()]} ${String(date(ms).getUTCDate()).padStart(2)} ${clock(ms)}.${fraction(ms)}`,
  "Nov 22 15:52:38": (ms) =>
    `${MONTHS[date(ms).getUTCMonth()]} ${String(date(ms).getUTCDate()).padStart(2)} ${clock(ms)}`,
  "15:52:38,496": (ms) => `${clock(ms)},${fraction(ms)}`,
};

/** What is to be done to the stamps of a log. */
export interface Redating {
  readonly write: Write;
  /** The zone in which the log was written. */
  readonly fromOffsetMinutes: number;
  readonly toOffsetMinutes: number;
  readonly aheadMs?: number;
}

// the stamp stands first, behind a bracket, or in a member of JSON, where it may be a number
const FIRST_STAMP = new RegExp(
  String.raw`^(\[?|.{0,5000}?"(?:time|ts|timestamp)": ?"?)(${STAMP_TEXT}|\d\d:\d\d:\d\d|\d{13}(?=[,}]))`,
);

/** The log with the first stamp of each line written anew, no finer than it was. */
export function redated({ path, latin1 }: LogText, to: Redating): LogText {
  const lines = latin1.split("\n").map((line) =>
    line.replace(FIRST_STAMP, (whole, before: string, text: string) => {
      const stamp = parseStamp(text.trim(), 2026);
      if (!stamp) return whole;
      const utcMs = stamp.utcOffsetMinutes === null ? stamp.wallMs - to.fromOffsetMinutes * MINUTE_MS : stamp.wallMs;
      const written = to.write(utcMs + (to.aheadMs ?? 0) + to.toOffsetMinutes * MINUTE_MS, to.toOffsetMinutes);
      const asFine = stamp.precisionMs < 1000 ? written : written.replace(/(?<=:\d\d)[.,]\d{3}/, "");
      return before + (/: ?$/.test(before) ? `"${asFine}"` : asFine);
    }),
  );
  return { path, latin1: lines.join("\n") };
}
