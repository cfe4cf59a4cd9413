// Numbers and times in words, as the other formats say them.

/** `3 calls`, `1 call`. */
export function counted(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
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

/** A verdict in words. */
export function verdictInWords(cause: string, confidence: string, hasFindings: boolean): string {
  if (cause === "none") return hasFindings ? "went well, with findings" : "healthy";
  return cause === "undetermined" ? cause : `${cause} (${confidence})`;
}

/** A gap in words. */
export function gapInWords(gap: {
  readonly seconds: number;
  readonly precisionSeconds: number;
  readonly limitSeconds: number | null;
  readonly limitOption: string | null;
  readonly exceedsLimit: boolean | null;
  readonly playback: string;
}): string {
  const unsure = gap.precisionSeconds >= 0.1 ? ` (give or take ${duration(gap.precisionSeconds)})` : "";
  return `${duration(gap.seconds)}${unsure} from hold to playback: ${againstLimit(gap)}. ${PLAYBACK_WORDS[gap.playback] ?? ""}`;
}

function againstLimit(gap: Parameters<typeof gapInWords>[0]): string {
  const { seconds, limitSeconds, limitOption, exceedsLimit } = gap;
  const option = limitOption === null ? "" : ` (${limitOption})`;
  if (limitSeconds === null) return `the RTP limit${option} is not known, so it cannot be compared`;
  if (limitSeconds === 0) return `the RTP limit${option} is off, no gap is too long for it`;
  const limit = `the RTP limit of ${duration(limitSeconds)}${option}`;
  return exceedsLimit ? `${duration(seconds - limitSeconds)} over ${limit}` : `within ${limit}`;
}

const PLAYBACK_WORDS: Readonly<Record<string, string>> = {
  played: "The playback was played.",
  failed: "The playback failed.",
  refused: "The playback was not possible.",
  unknown: "What became of the playback is not logged.",
};
