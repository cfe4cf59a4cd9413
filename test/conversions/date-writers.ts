// Date formats to rewrite logs in. The verdicts must stay those of the original.
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
