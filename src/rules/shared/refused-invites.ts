// An INVITE that was refused for lack of a port or a socket. The error names no call. The thread that prints it then sends the
// refusal (chan_sip's monitor, a PJSIP serializer), so its call is the one whose refusal comes next in that thread.

import type { TimedEvent } from "../../calls/timed-event.js";
import type { SurroundingType } from "../../calls/tracking/run-log.js";
import type { EventOf } from "../../events/event.js";
import type { Subject } from "../judgement.js";
import { around, fitsOthers } from "./evidence.js";

/** The error is printed right before the refusal. Stamps may be whole seconds. */
const BESIDE_MS = 1_000;

/** An error of the run next to the refusal of a call, and whether other refusals fit it as well. */
export interface RefusalError<T extends SurroundingType> {
  readonly line: TimedEvent<EventOf<T>>;
  readonly isOfSeveral: boolean;
}

/** The error because of which a call's INVITE was refused. Null if there is none next to it. */
export function errorOfRefusal<T extends SurroundingType>(
  subject: Subject,
  type: T,
  refusal: TimedEvent,
): RefusalError<T> | null {
  const lines = [...around(subject, type, refusal.atMs, BESIDE_MS, BESIDE_MS)];
  const ordered = lines.filter((line) => isBeforeInThread(line, refusal));
  const last = ordered.at(-1);
  const others = [...around(subject, "call-moment", refusal.atMs, BESIDE_MS, BESIDE_MS)].filter(
    ({ event }) => event.moment === "refused" && event.sipCallId !== subject.call.sipCallId,
  );
  if (last && !others.some((other) => isBeforeInThread(last, other) && isBeforeInThread(other, refusal)))
    return { line: last, isOfSeveral: false };
  const [line] = lines;
  if (!line) return null;
  const isOfSeveral = fitsOthers(subject, lines, BESIDE_MS, BESIDE_MS, ({ event }) => event.moment === "refused");
  return { line, isOfSeveral };
}

function isBeforeInThread({ event }: TimedEvent, { event: later }: TimedEvent): boolean {
  return event.sourceIndex === later.sourceIndex && event.thread === later.thread && event.line < later.line;
}
