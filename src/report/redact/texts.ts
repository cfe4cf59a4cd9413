// The texts of a report that may hold what somebody logged. Apart from the masks, for a run without --redact only looks whether
// there is something to mask, and loads no more for that.
import type { CallRow, RunReport } from "../schema.js";
import type { KnownDigits } from "./numbers.js";
import type { Span } from "./strict.js";

/** Fields whose words are the tool's own, or times. */
export const PLAIN: ReadonlySet<string> = new Set([
  ...["at", "startedAt", "endedAt", "firstAt", "lastAt", "fromAt", "toAt", "generatedAt", "schemaVersion", "version"],
  ...["id", "name", "recommendationIds", "causes", "findingCodes"],
  ...["code", "cause", "confidence", "severity", "event", "kind", "role", "side", "format", "python", "node"],
]);

/** Fields that hold the path of a file. */
export const PATH_FIELDS: ReadonlySet<string> = new Set(["path", "source", "file"]);

/** Fields that hold a value rather than words. */
export const ID_FIELDS: ReadonlySet<string> = new Set([
  ...["channelId", "channelName", "logCallId", "sipCallId", "host", "caller", "exten", "playbackId", "callIds"],
  ...["scope", "section", "driver", "generatedOn"],
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

/** Ids of a call that are nothing but ids: a uniqueid, a random Call-ID. What else a bot calls a channel may be a name. */
export function idsOf(call: CallRow): ReadonlySet<string> {
  const ids = [call.channelId, ...call.legs.map(({ channelId }) => channelId), ...joinIdsOf(call)];
  return new Set(
    ids.filter((id): id is string => id !== null && /^(?:1\d{9}\.\d{1,7}|(?=[\d-]*[a-f])[\da-f-]{16,64})$/i.test(id)),
  );
}

/** When a call or a run was. Null where no time is known. */
export function spanOf(of: CallRow | RunReport): Span | null {
  const times =
    "timeline" in of ? [of.startedAt, of.endedAt] : of.inputs.flatMap(({ firstAt, lastAt }) => [firstAt, lastAt]);
  const known = times.filter((time) => time !== null).map((time) => Date.parse(time));
  return known.length === 0 ? null : { fromMs: Math.min(...known), toMs: Math.max(...known) };
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
