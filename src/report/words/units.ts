// Numbers, times and verdicts in words for every format.

/** `3 calls`, `1 call`. */
export function counted(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** What is printed in place of the events of a call that went well. */
export function eventsLeftOut(eventCount: number): string {
  return `${counted(eventCount, "event")} left out; --all keeps them.`;
}

/** Seconds as people say them: two decimals below ten seconds, one up to ten minutes, minutes from there on. */
export function duration(seconds: number): string {
  if (seconds >= 600) return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
  return `${Number(seconds.toFixed(seconds < 10 ? 2 : 1))} s`;
}

/** `2026-11-22 15:57:24.050 UTC`. */
export function dateAndTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 10)} ${timeOfDay(ms)} UTC`;
}

/** `15:57:24.050`, in UTC. */
export function timeOfDay(ms: number): string {
  return new Date(ms).toISOString().slice(11, 23);
}

/** A verdict in words. `summary` is the call's own. */
export function verdictInWords(cause: string, confidence: string, hasFindings: boolean, summary = ""): string {
  if (cause === "none") return hasFindings ? "went well, with findings" : "healthy";
  if (cause !== "undetermined") return `${cause} (${confidence})`;
  const unknown = UNKNOWN_TO_US.exec(summary)?.[0];
  return unknown === undefined ? cause : `${cause}, with ${unknown}`;
}

/** In the words of the summary for a call with unexplained lines. */
const UNKNOWN_TO_US = /(?:errors|warnings) that this tool does not know/;

/** The title over a call's unexplained lines. */
export const UNEXPLAINED = "Unexplained";
