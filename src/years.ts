// Years of the calendar, in UTC.

/** The same day and time that many years later, or earlier where it is negative; of 29 February the 28th where there is none. */
export function yearsLater(utcMs: number, years: number): number {
  if (years === 0) return utcMs;
  const moved = new Date(utcMs);
  const month = moved.getUTCMonth();
  moved.setUTCFullYear(moved.getUTCFullYear() + years);
  if (moved.getUTCMonth() !== month) moved.setUTCDate(0);
  return moved.getTime();
}
