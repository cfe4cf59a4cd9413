// Bot lines that name no call: no channel, no channel's name, no correlation id. Such a line goes to a call only where no other
// could own it, and the event says why.

import type { CallEvent } from "../../events/event.js";
import type { HalfCall } from "../half-call.js";
import { DURATION_SLACK_MS, SAME_MOMENT_MS } from "../limits.js";
import { type OpenHalves, type Owner, onlyOne } from "./open-halves.js";

/** The call that was mentioned last, and when. */
export interface LatestLine {
  readonly half: HalfCall;
  readonly wallMs: number | null;
}

/** The only call that can own an event which names none, by its time and by the calls that were up. Null if several can. */
export function onlyPossibleOwner(event: CallEvent, open: OpenHalves, latest: LatestLine | null): Owner | null {
  const wallMs = event.wallMs;
  if (wallMs === null) return null;
  const byDuration = ownerByDuration(event, wallMs, open);
  if (byDuration) return byDuration;
  if (event.type === "bot-media-closed")
    return open.onlyUp(
      (half) => half.events.some(({ event: e }) => e.type === "bot-media-leg" || e.type === "bot-bridge"),
      "the only call with a media connection of the bot",
    );
  if (latest && latest.wallMs !== null && wallMs - latest.wallMs <= SAME_MOMENT_MS) {
    if (onlyOne(open, (half) => wallMs - half.lastWallMs <= SAME_MOMENT_MS))
      return {
        half: latest.half,
        inferredFrom: `${wallMs - latest.wallMs} ms after this call's line, no other call spoke`,
      };
  }
  return open.onlyUp(() => true, "the only call up at the time");
}

/** "TTS chunk 0 ready in 0.35s" belongs to the call whose model answered 0.35 s before. */
function ownerByDuration(event: CallEvent, wallMs: number, open: OpenHalves): Owner | null {
  if (event.type !== "bot-model-answered" && event.type !== "bot-tts") return null;
  const { tookMs } = event;
  if (tookMs === null) return null;
  const before = event.type === "bot-tts" ? ["bot-model-answered", "bot-hold"] : ["bot-model-asked", "bot-hold"];
  const half = onlyOne(open, (one) => {
    const start = one.events.findLast(({ event: e }) => before.includes(e.type))?.event.wallMs;
    return start !== undefined && start !== null && Math.abs(wallMs - tookMs - start) <= DURATION_SLACK_MS;
  });
  return (
    half && { half, inferredFrom: `started ${(tookMs / 1000).toFixed(2)} s earlier, when only this call could have` }
  );
}
