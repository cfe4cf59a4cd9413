// A call's own end limits what its log can say about it. What Asterisk logs under the same names afterwards may belong to
// another call (a restart without a line about it, two hosts in one file). A rule that cites such a line proves nothing.
import type { TimedEvent } from "../calls/timed-event.js";
import type { EventType } from "../events/event.js";
import type { Judgement, Proof, Subject } from "../rules/judgement.js";

/** Threads write in parallel, and stamps may be whole seconds. A channel's last lines come at most this late. */
const LAST_LINES_MS = 1_500;

/** What the bot still wanted: part of the loss itself, and as late as its model was. */
const IN_VAIN: ReadonlySet<EventType> = new Set<EventType>(["playback-failed"]);

/** Is it an Asterisk line of this call from after the end that the same log shows? */
export function isAfterTheEnd({ call, facts: { death } }: Subject, timed: TimedEvent): boolean {
  const { event, atMs } = timed;
  return (
    event.side === "asterisk" &&
    death !== null &&
    death.atMs !== null &&
    atMs !== null &&
    death.by.event.sourceIndex === event.sourceIndex &&
    atMs > death.atMs + LAST_LINES_MS &&
    !IN_VAIN.has(event.type) &&
    call.events.includes(timed)
  );
}

/** A judgement without what comes after the call's end: likely at most, and no proof at all if nothing is left. */
export function withinTheEnd(subject: Subject, judgement: Judgement): Judgement {
  if (judgement.verdict !== "confirmed" && judgement.verdict !== "likely") return judgement;
  const [first, ...rest] = judgement.proof.filter((timed) => !isAfterTheEnd(subject, timed));
  if (first === undefined)
    return {
      verdict: "possible",
      weight: 0.2,
      why: "the lines that would say so come after the end of the call, and may belong to another call",
    };
  const proof: Proof = [first, ...rest];
  return proof.length === judgement.proof.length ? judgement : { ...judgement, verdict: "likely", proof };
}
