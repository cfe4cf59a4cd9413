// Was somebody at the CLI when a channel died, and would the log show it?
import type { TimedEvent } from "../../calls/timed-event.js";
import type { Subject } from "../judgement.js";
import { around, fitsOthers } from "./evidence.js";
import { hangupRequest, SOFT } from "./hangup-evidence.js";

/** A CLI command connects and acts within this time. */
const CLI_MS = 1_500;

/** Was the CLI in use when the channel died, and would the log show it? */
export function operatorTrace(subject: Subject): { used: TimedEvent | null; isOfSeveral: boolean; visible: boolean } {
  const at = hangupRequest(subject)?.at ?? subject.facts.death?.by ?? null;
  const coarse = subject.call.precisionMs.asterisk >= 1000 ? 1000 : 0;
  // the second that a bot prints began up to a second before its event, and so before the CLI's line
  const begunMs = at?.event.side === "bot" && at.event.precisionMs >= 1000 ? 1000 : 0;
  const connections = [...around(subject, "cli-connected", at?.atMs ?? null, CLI_MS + coarse, 200 + begunMs)];
  const [used] = connections;
  return {
    used: used ?? null,
    isOfSeveral:
      used !== undefined &&
      fitsOthers(
        subject,
        connections,
        200 + begunMs,
        CLI_MS + coarse,
        ({ event }) => event.moment === "ended" && event.cause === SOFT.explicit,
      ),
    visible: subject.call.seen.verbose && !subject.call.seen.lossy && subject.facts.endInAsteriskLog,
  };
}
