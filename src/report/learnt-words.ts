// What a bot's words were taken to mean, in words for the reader.
import type { LearntType } from "../calls/words/word-anchors.js";
import type { LearntWords, TakenFor } from "../calls/words/word-learning.js";
import { shellWord } from "../io/shell-word.js";
import { safeText } from "./safe-text.js";

const SAID: Readonly<Record<LearntType, string>> = {
  "bot-stasis-start": "the call came to the bot",
  "bot-hold": "put on hold",
  "bot-unhold": "taken off hold",
  "bot-play": "a playback started",
  "bot-stasis-end": "the call left the bot",
  "bot-hangup-requested": "ARI's hangup request, with its cause",
};

/** Why a line that is not understood counts as an event. */
export function takenForInWords({ type, callCount }: TakenFor): string {
  return `taken for "${SAID[type]}": its words come next to Asterisk's line for it in ${callCount} calls`;
}

/** A note on what was learnt. None if nothing was. @param paths Those of the bots' logs. */
export function learntInWords(words: LearntWords, paths: readonly string[]): string[] {
  if (words.size === 0) return [];
  const each = [...words].map(
    ([template, { type, callCount, togetherCount }]) =>
      `${safeText(template)} = ${SAID[type]} (${callCount} calls${togetherCount > 1 ? `; ${togetherCount} kinds of lines always come together there, and this is the first` : ""})`,
  );
  return [
    `These words of the bot were learnt from what Asterisk logs at the same moments; they give times but prove nothing alone: ${each.join("; ")}. If they are right, keep them: ari-doctor formats --learn ${paths.map(shellWord).join(" ")} > ours.json, then --formats ours.json.`,
  ];
}
