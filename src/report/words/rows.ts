// What the reports for people say in the same words, however they are drawn: counts, times, places, outcomes.

import type { Evidence } from "../../verdict/verdict.js";
import type { GapRow, InputRow, TimelineEntry } from "../schema.js";
import * as words from "./units.js";
import { REFUSED_BY_ASTERISK, waitInWords } from "./waits.js";

export { duration } from "./units.js";

/** `3 calls`, `1 call`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** `2026-11-22 15:57:24.050 UTC`. */
export function dateAndTime(iso: string): string {
  return words.dateAndTime(Date.parse(iso));
}

/** `2026-11-22 15:51:39 to 15:52:38 UTC`; both dates where they differ. */
export function periodInWords(firstAt: string, lastAt: string): string {
  const [first, last] = [firstAt, lastAt].map((at) => dateAndTime(at).replace(/\.\d+ UTC$/, "")) as [string, string];
  const end = last.startsWith(first.slice(0, "2026-11-22 ".length)) ? last.slice("2026-11-22 ".length) : last;
  return first === last ? `${first} UTC` : `${first} to ${end} UTC`;
}

/** `15:57:24.050`, in UTC. */
export function timeOfDay(iso: string): string {
  return words.timeOfDay(Date.parse(iso));
}

/** The place of a line, in the form that editors and grep understand. */
export function placeOf({ source, line }: Evidence): string {
  return `${sourceName(source)}:${line}`;
}

/** The input's path. `-` has a name, as a bare dash in a sentence is no word. */
export function sourceName(path: string): string {
  return path === "-" ? "stdin" : path;
}

/** A gap in words. `asteriskRefused`: a request of the bot got an error. */
export function gapInWords(gap: GapRow, asteriskRefused: boolean): string {
  const isAsterisks = gap.playback === "refused" && asteriskRefused;
  return waitInWords(isAsterisks ? { ...gap, playback: REFUSED_BY_ASTERISK } : gap);
}

/** A request that Asterisk refused, unless its path says that it was for something else, such as `/hold`. */
export function isRefusedPlayback({ event, text }: TimelineEntry): boolean {
  return event === "bot-request-failed" && (!text.includes("/channels/") || text.includes("/play"));
}

/** What makes an input less reliable, in words. */
export function faultsOf({ lossy, unparsedLineCount, cutLineCount, lineCount }: InputRow): string[] {
  return [
    lossy ? "lossy (the logger discarded lines)" : null,
    unparsedLineCount > 0 ? `${unparsedLineCount} of ${count(lineCount, "line")} not understood` : null,
    cutLineCount > 0 ? `${count(cutLineCount, "line")} cut because they were too long` : null,
  ].filter((fault) => fault !== null);
}
