// A call's own end bounds what its log can say of it: what Asterisk has of the same names afterwards may be of another call
// (a restart without a line of it, two hosts in one file). Whatever rule cites such a line, it proves nothing.
import type { TimedEvent } from "../calls/timed-event.js";
import type { EventType } from "../events/event.js";
import type { Judgement, Proof, Subject } from "../rules/judgement.js";

/** Threads write beside each other, and stamps may be whole seconds: a channel's last lines come this late at most. */
const LAST_LINES_MS = 1_500;

/** What the bot still wanted: of the loss itself, and as late as its model took. */
const IN_VAIN: ReadonlySet<EventType> = new Set<EventType>(["playback-failed"]);

/** Is a line Asterisk's, of this call, and from after the end that the same log tells? */
export function isAfterTheEnd({ call, story: { death } }: Subject, timed: TimedEvent): boolean {
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

/** A judgement without what lies after the call's end: no more than likely then, and no proof at all where nothing is left. */
export function withinTheEnd(subject: Subject, judgement: Judgement): Judgement {
  if (judgement.verdict !== "confirmed" && judgement.verdict !== "likely") return judgement;
  const [first, ...rest] = judgement.proof.filter((timed) => !isAfterTheEnd(subject, timed));
  if (first === undefined)
    return {
      verdict: "possible",
      weight: 0.2,
      why: "the lines that would say so stand after the end of the call, and may be of another",
    };
  const proof: Proof = [first, ...rest];
  return proof.length === judgement.proof.length ? judgement : { ...judgement, verdict: "likely", proof };
}
