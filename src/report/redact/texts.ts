// The texts of a report that may hold what somebody logged. Apart from the masks, for a run without --redact only looks whether
// there is something to mask, and loads no more for that.
import type { CallRow } from "../schema.js";
import type { KnownDigits } from "./numbers.js";

/** Fields whose words are the tool's own, or times. */
export const PLAIN: ReadonlySet<string> = new Set([
  ...["at", "startedAt", "endedAt", "firstAt", "lastAt", "fromAt", "toAt", "generatedAt", "schemaVersion", "version"],
  ...["id", "recommendationIds", "causes", "findingCodes"],
  ...["code", "cause", "confidence", "severity", "event", "kind", "role", "side", "format", "snippets"],
]);

/** What is known about the digits in a call's lines. */
export function digitsOf(call: CallRow): KnownDigits {
  const { channelId, caller, exten, legs, timeline } = call;
  const ids = [channelId, ...legs.map((leg) => leg.channelId)];
  return {
    numbers: [caller, exten].filter((number) => number !== null && /^\+?\d+$/.test(number)) as string[],
    ids: [
      ...joinIdsOf(call),
      ...timeline.flatMap(({ playbackId }) => playbackId ?? []),
      ...ids.filter((id): id is string => id !== null && !/\d{10}/.test(id)),
    ],
  };
}

/** The part of a SIP Call-ID that reveals no host. */
export function joinIdsOf({ sipCallId }: CallRow): ReadonlySet<string> {
  return new Set(sipCallId === null ? [] : [sipCallId.replace(/@.*$/s, "")]);
}

/** Every text in a part of the report that may contain what somebody logged. */
export function* textsOf(value: unknown, key = ""): Generator<string> {
  if (typeof value === "string") {
    if (!PLAIN.has(key)) yield value;
  } else if (Array.isArray(value)) {
    for (const item of value) yield* textsOf(item, key);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, item] of Object.entries(value)) yield* textsOf(item, name);
  }
}
