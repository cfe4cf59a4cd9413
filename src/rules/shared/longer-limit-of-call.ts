// For a call that an RTP limit ended, the advice to raise that limit. If it could have been either of the two, both are named,
// each with its purpose.
import type { LimitsInForce } from "../../calls/facts/limits-in-force.js";
import type { Recommendation } from "../../verdict/verdict.js";
import { limitOption, reloadCommands } from "./advice.js";
import { limitToOutlast } from "./limit-length.js";

type Which = "rtp" | "hold";

const WORDS: Readonly<Record<Which, Pick<Recommendation, "title" | "reason" | "risk">>> = {
  rtp: {
    title: "Give callers that pause their RTP more time",
    reason:
      "Only if the caller's side is known to pause its RTP (silence suppression, hold on their PBX) and to come back.",
    risk: "Calls whose caller has vanished stay up that much longer; 0 would leave them up forever.",
  },
  hold: {
    title: "Let callers hold for longer",
    reason: "The caller's side held the call for longer than the limit. Raise it if your callers do that on purpose.",
    risk: "Calls whose caller has vanished while holding stay up that much longer.",
  },
};

/** For the limit that ended the call, or for both if it is not proven which one did. */
export function adviseLongerLimit(limits: LimitsInForce, which: Which): Recommendation[] {
  if (limits.heldIsProven) return longer(limits, which, WORDS[which].reason);
  const ifHeld =
    "Only if the caller's side held the call (SDP a=sendonly or a=inactive), and your callers do that on purpose.";
  return [...longer(limits, "rtp", WORDS.rtp.reason), ...longer(limits, "hold", ifHeld)];
}

/** None if the limit is that long already. */
function longer(limits: LimitsInForce, which: Which, reason: string): Recommendation[] {
  const seconds = which === "rtp" ? limits.rtpTimeoutSeconds : limits.rtpHoldTimeoutSeconds;
  const proposed = limitToOutlast(Math.max(seconds ?? 0, limits.atMostSeconds ?? 0));
  if (seconds !== null && proposed <= seconds) return [];
  return [
    {
      kind: "config",
      ...WORDS[which],
      reason,
      ...limitOption(limits, which === "hold"),
      proposed: String(proposed),
      ...reloadCommands(limits),
    },
  ];
}
