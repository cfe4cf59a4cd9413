// What a bot has announced or requested and not yet heard back about. A refusal that names no channel answers such an attempt.
// "request failed: 404" belongs to the one call whose attempt is waiting. A channel that is not found when it is to be hung up
// is no loss.
import type { AriAction, CallEvent, EventOf } from "../../events/event.js";
import type { HalfCall } from "../half-call.js";
import { ANSWER_MS } from "../limits.js";

/** An attempt that is waiting for its answer. */
interface Attempt {
  readonly half: HalfCall;
  readonly action: AriAction;
  readonly channelId: string | null;
  readonly wallMs: number;
  /** False if the line's words are not understood: it may be an intention or anything else. */
  readonly isUnderstood: boolean;
}

/** A refusal by ARI, in the bot's words. */
type Refusal = EventOf<"bot-request-failed"> | EventOf<"bot-channel-gone"> | EventOf<"bot-not-in-stasis">;

export function isRefusal(event: CallEvent): event is Refusal {
  return event.type === "bot-request-failed" || event.type === "bot-channel-gone" || event.type === "bot-not-in-stasis";
}

/** A refusal by something unknown. It tells something about a call only right after an attempt. */
export function isOfNothingNamed(event: CallEvent): event is EventOf<"bot-request-failed"> {
  return event.type === "bot-request-failed" && event.path === "" && event.body === null && event.channelId === null;
}

/** This many attempts within a moment belong to more than one call, so a refusal answers none of them. */
const MAX_WAITING = 64;

/** A bot repeats a refusal within this time. */
const SAID_AGAIN_MS = 50;

/** ARI answers within milliseconds; this leaves room for a busy bot. */
const ANSWERED_SOON_MS = 250;

/** Actions that answer an attempt. */
const DONE: Partial<Record<CallEvent["type"], AriAction>> = {
  "bot-play": "play",
  "bot-hold": "hold",
  "bot-unhold": "unhold",
  "bot-hangup": "hangup",
};

/** ARI's events for the end of a channel. */
const ENDS: ReadonlySet<CallEvent["type"]> = new Set<CallEvent["type"]>([
  "bot-hangup-requested",
  "bot-stasis-end",
  "bot-channel-destroyed",
]);

/** The waiting attempts of one log, for as long as a moment lasts. */
export class OpenAttempts {
  #waiting: Attempt[] = [];
  /** The last one that was refused by name. Bots often log that twice: where they make the request, and where they wanted it. */
  #refused: Attempt | null = null;

  /** All state that another run needs to go on. */
  get memory(): { readonly waiting: readonly Attempt[]; readonly refused: Attempt | null } {
    return { waiting: this.#waiting, refused: this.#refused };
  }

  recall({ waiting, refused }: OpenAttempts["memory"]): void {
    this.#waiting = [...waiting];
    this.#refused = refused;
  }

  /** Notes what a line of a call means for its attempts: a new one, or an answer to one. */
  note(half: HalfCall, event: CallEvent): void {
    const isWish = event.type === "bot-intention" || (event.type === "bot-line" && event.channelId !== null);
    const { wallMs, channelId } = event;
    if (wallMs === null) return;
    if (event.type === "bot-request-failed" && event.path !== "")
      this.#refused = { half, action: event.action, channelId, wallMs, isUnderstood: true };
    if (!isWish && this.#waiting.length === 0) return;
    this.#forget(wallMs);
    if (isWish) {
      const isUnderstood = event.type === "bot-intention";
      if (isUnderstood) this.#refused = null;
      this.#waiting.push({ half, action: isUnderstood ? event.action : "other", channelId, wallMs, isUnderstood });
      if (this.#waiting.length > MAX_WAITING) this.#waiting.shift();
      return;
    }
    if (ENDS.has(event.type)) {
      // a hang-up was its answer; whatever else is waiting can only be refused now
      this.#waiting = this.#waiting.filter((attempt) => attempt.half !== half || attempt.action !== "hangup");
      return;
    }
    const action = event.type === "bot-request-failed" ? event.action : DONE[event.type];
    if (action === undefined) return;
    // a bot goes from one request to the next, so the earlier ones were answered, whether it said so or not
    const answered = this.#waiting.findLastIndex((attempt) => attempt.half === half && attempt.action === action);
    this.#waiting = this.#waiting.filter((attempt, at) => attempt.half !== half || (answered >= 0 && at > answered));
  }

  /**
   * The attempt that a refusal without a channel answers. If the call is known, its last attempt; otherwise the last attempt of
   * all, unless another call has one at the same time. Null if there is none, `"several"` if it cannot be told.
   */
  answeredBy({ wallMs }: CallEvent, of: HalfCall | null): Attempt | null | "several" {
    if (wallMs === null) return null;
    this.#forget(wallMs);
    const refused = this.#refused;
    if (refused && wallMs - refused.wallMs <= SAID_AGAIN_MS && (of ?? refused.half) === refused.half) return refused;
    const wishes = this.#waiting.filter(({ isUnderstood }) => isUnderstood);
    const waiting = wishes.length > 0 ? wishes : this.#waiting.filter((line) => wallMs - line.wallMs <= SAID_AGAIN_MS);
    if (of) return waiting.findLast(({ half }) => half === of) ?? null;
    const last = waiting.at(-1);
    if (!last) return null;
    // ARI answered one that is much older; not every bot says so
    const beside = waiting.some(
      ({ half, wallMs: madeMs }) => half !== last.half && last.wallMs - madeMs <= ANSWERED_SOON_MS,
    );
    return beside ? "several" : last;
  }

  /** Was a call's last attempt, made a moment ago, to hang up? */
  hangsUp(half: HalfCall, { wallMs }: CallEvent): boolean {
    return (
      wallMs !== null &&
      this.#waiting.findLast((attempt) => attempt.half === half && wallMs - attempt.wallMs <= ANSWER_MS)?.action ===
        "hangup"
    );
  }

  #forget(nowMs: number): void {
    if (this.#waiting.some(({ wallMs }) => nowMs - wallMs > ANSWER_MS))
      this.#waiting = this.#waiting.filter(({ wallMs }) => nowMs - wallMs <= ANSWER_MS);
  }
}

/** A refusal whose words do not say what was refused. */
export function asUnread({ type: _, ...event }: Refusal): CallEvent {
  return { ...event, type: "unread-error", repeats: [] };
}

/** A refusal as the answer to an attempt. It need not repeat what the attempt named. */
export function asAnswerTo(event: Refusal, { action, channelId }: Pick<Attempt, "action" | "channelId">): CallEvent {
  if (event.type === "bot-request-failed")
    return event.action === "other" && event.path === ""
      ? { ...event, action, channelId: event.channelId ?? channelId }
      : { ...event, channelId: event.channelId ?? channelId };
  if (event.type === "bot-not-in-stasis" || action !== "hangup")
    return { ...event, channelId: event.channelId ?? channelId };
  const { type: _, ...origin } = event;
  return {
    ...origin,
    type: "bot-request-failed",
    channelId: event.channelId ?? channelId,
    method: "DELETE",
    path: "",
    action,
    status: 404,
    body: null,
  };
}
