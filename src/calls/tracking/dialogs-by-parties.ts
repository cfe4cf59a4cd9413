// Ties SIP dialogs that no media address ties, by who calls whom. The dialplan begins at the extension in the INVITE
// (res/res_pjsip_session.c, channels/chan_sip.c:get_destination), and the call's lines tell its endpoint or its caller. Calls of
// one caller to one extension look alike within seconds, so what fits twice is tied to nothing.

import type { CallEvent } from "../../events/event.js";
import { BoundedMap } from "../../io/bounded-map.js";
import { endpointOf } from "../facts/limits-in-force.js";
import type { HalfCall } from "../half-call.js";
import { INVITE_TO_DIALPLAN_MS, MAX_KEYS } from "../limits.js";
import { isOfChannel } from "./dialogs-by-media.js";

interface Invited {
  readonly half: HalfCall;
  readonly fromUser: string;
  readonly wallMs: number;
}

/** A call that has begun, and the dialogs that asked for its extension just before. */
interface Begun {
  readonly half: HalfCall;
  readonly exten: string;
  readonly channelName: string;
  readonly wallMs: number;
  readonly dialogs: readonly Invited[];
}

/** A call, and the only dialog that fits it. */
export interface Tie {
  readonly call: HalfCall;
  readonly dialog: HalfCall;
}

/** What {@link DialogsByParties} remembers. */
export type PartiesMemory = DialogsByParties["memory"];

/** Dialogs that are waiting for the call whose extension and caller they name. */
export class DialogsByParties {
  readonly #byExten = new BoundedMap<string, readonly Invited[]>(MAX_KEYS);
  #begun: Begun[] = [];
  readonly #undecided = new Set<HalfCall>();

  /** Takes the INVITE that begins a dialog, and the first step of a call. */
  note(half: HalfCall, event: CallEvent, nowMs: number): void {
    if (event.type === "sip-message") {
      const { direction, dialledUser, fromUser } = event;
      if (direction !== "received" || dialledUser === null || fromUser === null || isOfChannel(half)) return;
      const others = this.#freshFor(dialledUser, nowMs).filter((one) => one.half !== half);
      const invited = { half, fromUser, wallMs: nowMs };
      this.#byExten.set(dialledUser, [...others, invited].slice(-MAX_FOR_ONE_EXTEN));
    } else if (
      event.type === "dialplan" &&
      event.priority === 1 &&
      event.channelName !== null &&
      isFirstStep(half, event)
    ) {
      const dialogs = this.#freshFor(event.exten, nowMs);
      const { exten, channelName } = event;
      if (dialogs.length > 0) this.#begun.push({ half, exten, channelName, wallMs: nowMs, dialogs });
    }
  }

  /**
   * Decides on calls that began so long ago that everything that could look like them is in the log.
   * @param isOpen Is the half still open?
   * @returns what fits once. What fits twice is {@link isUndecided} from now on.
   */
  settle(nowMs: number, isOpen: (half: HalfCall) => boolean): readonly Tie[] {
    const [first] = this.#begun;
    if (!first || nowMs - first.wallMs <= SETTLED_AFTER_MS) return [];
    const due = this.#begun.filter(({ wallMs }) => nowMs - wallMs > SETTLED_AFTER_MS);
    const fitting = new Map(this.#begun.map((call) => [call, isOpen(call.half) ? fittingOf(call, isOpen) : []]));
    const claims = new Map<HalfCall, number>();
    for (const dialogs of fitting.values()) for (const one of dialogs) claims.set(one, (claims.get(one) ?? 0) + 1);
    const ties: Tie[] = [];
    for (const call of due) {
      const dialogs = fitting.get(call) ?? [];
      const [dialog] = dialogs;
      if (dialog && dialogs.length === 1 && claims.get(dialog) === 1 && !this.#undecided.has(dialog))
        ties.push({ call: call.half, dialog });
      else for (const one of dialogs) this.#undecided.add(one);
    }
    this.#begun = this.#begun.filter((call) => !due.includes(call));
    return ties;
  }

  /** Does the dialog belong to one of several calls in the log, and it cannot be told which? Then it is no call of its own. */
  isUndecided(half: HalfCall): boolean {
    return this.#undecided.has(half) && !isOfChannel(half);
  }

  /** Forgets a half that is put away. */
  forget(half: HalfCall): void {
    this.#undecided.delete(half);
  }

  #freshFor(exten: string, nowMs: number): readonly Invited[] {
    return (this.#byExten.get(exten) ?? []).filter(({ wallMs }) => nowMs - wallMs <= INVITE_TO_DIALPLAN_MS);
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory() {
    return { byExten: [...this.#byExten], begun: [...this.#begun], undecided: [...this.#undecided] };
  }

  /** Restores the state that an earlier run left. */
  recall(memory: PartiesMemory): void {
    for (const [exten, invited] of memory.byExten) this.#byExten.set(exten, invited);
    this.#begun = [...memory.begun];
    for (const half of memory.undecided) this.#undecided.add(half);
  }
}

/** More than these ask for one extension within seconds only in a load test. */
const MAX_FOR_ONE_EXTEN = 64;

/** By then anything else that the dialog could belong to has begun. */
const SETTLED_AFTER_MS = 2 * INVITE_TO_DIALPLAN_MS;

const isFirstStep = (half: HalfCall, event: CallEvent): boolean =>
  half.sipCallIds.length === 0 && half.events.every(({ event: one }) => one === event || one.type !== "dialplan");

function fittingOf(call: Begun, isOpen: (half: HalfCall) => boolean): readonly HalfCall[] {
  if (call.half.sipCallIds.length > 0) return [];
  return call.dialogs
    .filter(({ half, fromUser }) => !isOfChannel(half) && isOpen(half) && isCaller(fromUser, call))
    .map(({ half }) => half);
}

/** Is a From's user the endpoint of the channel, or the caller's number as a line of the call gives it? */
function isCaller(fromUser: string, { half, exten, channelName }: Begun): boolean {
  if (endpointOf(channelName) === fromUser) return true;
  const told = half.events.flatMap(({ event }) => (event.type === "ari-event" && event.caller ? [event.caller] : []));
  if (told.length > 0) return told.includes(fromUser);
  // a number of few digits may mean anything in a step, and the extension's says nothing about the caller
  if (!/^\+?\d{5,20}$/.test(fromUser) || fromUser === exten) return false;
  return half.events.some(({ event }) => event.type === "dialplan" && event.args.split(/[^\w+]/).includes(fromUser));
}
