// The wait from hold to playback in words, and which wait of a call is worth measuring, for every format.
import { duration } from "./units.js";

/** A wait, in the form that the report and the page share. */
export interface Wait {
  readonly seconds: number;
  readonly precisionSeconds: number;
  readonly limitSeconds: number | null;
  readonly limitOption: string | null;
  readonly exceedsLimit: boolean | null;
  readonly playback: string;
}

/**
 * What to call a playback that Asterisk itself refused. About others that were refused it is only known that they were
 * impossible.
 */
export const REFUSED_BY_ASTERISK = "refused-by-asterisk";

const playbackWords: Readonly<Record<string, string>> = {
  played: "The playback was played.",
  failed: "The playback failed.",
  // the bot found the channel gone; it may not even have asked Asterisk
  refused: "The playback was not possible.",
  [REFUSED_BY_ASTERISK]: "Asterisk refused the playback.",
  unknown: "The log does not say what became of the playback.",
};

/** How long the caller waited, against which limit, and what came of the playback. */
export function waitInWords(wait: Wait): string {
  // stamps of whole seconds make a wait that uncertain; nobody cares about a millisecond either way
  const unsure = wait.precisionSeconds >= 0.1 ? ` (give or take ${duration(wait.precisionSeconds)})` : "";
  return `${duration(wait.seconds)}${unsure} from hold to playback: ${againstLimit(wait)}. ${playbackWords[wait.playback] ?? ""}`;
}

function againstLimit({ seconds, limitSeconds, limitOption, exceedsLimit }: Wait): string {
  const option = limitOption === null ? "" : ` (${limitOption})`;
  if (limitSeconds === null) return `the RTP limit${option} is not known, so it cannot be compared`;
  if (limitSeconds === 0) return `the RTP limit${option} is off, so no gap is too long for it`;
  const limit = `the RTP limit of ${duration(limitSeconds)}${option}`;
  return exceedsLimit ? `${duration(seconds - limitSeconds)} over ${limit}` : `within ${limit}`;
}

/** Did the wait do harm, or did it exceed the limit? */
export function isNotable({ exceedsLimit, playback }: Pick<Wait, "exceedsLimit" | "playback">): boolean {
  return exceedsLimit === true || playback !== "played";
}

/** The wait to measure: the last of those that did harm or exceeded the limit, else the last one. */
export function waitToMeasure<T extends Pick<Wait, "exceedsLimit" | "playback">>(waits: readonly T[]): T | null {
  return waits.findLast(isNotable) ?? waits.at(-1) ?? null;
}

/** Said next to a wait and a limit. The wait looks like a cause, but it is not: callers send RTP while they wait. */
export const TIMER_NOTE = "The RTP timer counts the caller's silence. ARI hold neither starts nor shortens it.";
