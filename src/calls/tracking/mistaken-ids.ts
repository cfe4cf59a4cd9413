// Ids that no channel ever had. The bot used one by mistake, and ARI refused it: a line of the call that the bot was busy with,
// not a call of its own.

import type { CallEvent, EventType } from "../../events/event.js";
import { isPlay, wantsTo } from "../facts/deeds.js";
import { addEvent, type HalfCall, newHalfCall } from "../half-call.js";
import { STRAY_ID_MS } from "../limits.js";
import { parseUniqueId } from "../unique-id.js";
import type { ChannelIds } from "./channel-ids.js";
import type { Correlation } from "./correlation.js";
import { type OpenHalves, type Owner, onlyOne } from "./open-halves.js";

/** Why a line with such an id is taken to belong to its call. */
export const MISTAKEN = "the id was never a channel; this call was the one that the bot was about to play to";

/** A bot that took this many ids for those of one call is not mistaken about that call. */
const MAX_STRAY_IDS = 16;

/**
 * Asterisk refuses at once, or when the media server has not answered for seconds (channels/chan_websocket.c,
 * res/res_audiosocket.c).
 */
const REFUSED_WITHIN_MS = 10_000;

/** Tells which call was meant by an id that never was a channel. */
export class MistakenIds {
  readonly #open: OpenHalves;
  readonly #correlation: Correlation;
  /** True once the log has shown the bot's start. Without it, an unknown id may be that of an earlier call. */
  sawStart = false;

  /**
   * @param open The calls that are up.
   * @param correlation What the bot calls them.
   */
  constructor(open: OpenHalves, correlation: Correlation) {
    this.#open = open;
    this.#correlation = correlation;
  }

  /**
   * The call that was meant by an id whose first mention is a refusal, so that no call ever had it. Null if it cannot be told.
   * @param latest The call of the line before.
   */
  callMeant(event: CallEvent, id: string, latest: HalfCall | null): HalfCall | null {
    if (event.type !== "bot-request-failed" && event.type !== "bot-channel-gone") return null;
    const wallMs = event.wallMs;
    if (!this.sawStart) return null;
    if (wallMs === null) return justUnheld(latest);
    // created while calls of this log were up: it may be a channel whose first lines are missing
    const isOfThisTime = !this.#isOfBefore(id);
    const busy: { readonly half: HalfCall; readonly step: EventType }[] = [];
    for (const half of this.#open) {
      if (half.ended || wallMs - half.lastWallMs > STRAY_ID_MS) continue;
      if (isOfThisTime && this.#correlation.isOfAnother(half, event)) continue;
      // a line about speech that names no call may belong to the very call that is sought
      const last = half.events.findLast(
        ({ event: e, inferredFrom }) =>
          e.side === "bot" &&
          (STEPS.has(e.type) || wantsTo(e, "unhold")) &&
          !(e.type === "bot-tts" && inferredFrom !== null),
      )?.event;
      const step = last && wantsTo(last, "unhold") ? "bot-unhold" : last?.type;
      if (step !== undefined && step !== "bot-play" && step !== "bot-not-in-stasis") busy.push({ half, step });
    }
    // a call just taken off hold is about to be played to; so may be one that is on hold or has its speech ready
    const unheld = busy.filter(({ step }) => step === "bot-unhold");
    const waiting = unheld.length > 0 ? unheld : busy;
    const [only] = waiting;
    return only && waiting.length === 1 && only.half.strayIds.length < MAX_STRAY_IDS ? only.half : null;
  }

  /** Was the channel with this id created before all other calls that are up? */
  #isOfBefore(id: string): boolean {
    const made = parseUniqueId(id);
    if (!made) return false;
    return [...this.#open].every(({ channelIds: [own] }) => {
      const other = own === undefined ? null : parseUniqueId(own);
      return own === id || other === null || other.epochSeconds > made.epochSeconds;
    });
  }
}

/** The steps of a turn. The last of them says what a call is waiting for. */
const STEPS: ReadonlySet<EventType> = new Set<EventType>([
  ...(["bot-hold", "bot-tts", "bot-unhold"] as const),
  // played, or refused: it is waiting for nothing
  ...(["bot-play", "bot-not-in-stasis"] as const),
]);

/** In a log without times: the call of the line before, if that line took it off hold to play to it. */
function justUnheld(half: HalfCall | null): HalfCall | null {
  const last = half?.events.at(-1)?.event;
  if (!half || !last || half.ended || half.strayIds.length >= MAX_STRAY_IDS) return null;
  return last.type === "bot-unhold" || wantsTo(last, "unhold") ? half : null;
}

/**
 * A channel that Asterisk refused to create never existed, whatever id was requested. The refusal belongs to the call that the
 * bot just made the request for, or to the only one that is up.
 * @param ids The ids of all calls.
 */
export function ownerOfRefusedLeg(event: CallEvent, ids: ChannelIds, open: OpenHalves): Owner | null {
  if (event.type !== "bot-request-failed" || event.action !== "media" || event.wallMs === null) return null;
  const { channelId, wallMs } = event;
  if (channelId === null || ids.has(channelId)) return null;
  const asking = onlyOne(open, ({ events }) =>
    events.some(
      ({ event: { wallMs: askedMs, text } }) =>
        askedMs !== null && wallMs - askedMs <= REFUSED_WITHIN_MS && text.includes(channelId),
    ),
  );
  return asking
    ? { half: asking, inferredFrom: "a leg under this id was asked for by a line of this call" }
    : open.onlyUp(() => true, "the only call up at the time");
}

/** This many lines about an id that was only wanted: it was wished for, and refused. */
const MAX_WANTED = 4;

/** Was nothing done to a half's channel, as far as the bot says? It only intended something, other than a hang-up. */
export function isOnlyWanted({ events }: HalfCall): boolean {
  return (
    events.length <= MAX_WANTED &&
    // an event that was assigned by a guess proves nothing
    events.every(
      ({ event, inferredFrom }) => inferredFrom !== null || event.type === "bot-intention" || event.type === "bot-line",
    ) &&
    events.some(({ event }) => event.type === "bot-intention" && event.action !== "hangup")
  );
}

/**
 * A call that goes on to play to its own channel in the same turn made no mistake. The refusal belongs to a call from before the
 * log began, which gets a half of its own.
 * @param half Loses these ids and their events.
 * @returns the halves of the ids.
 */
export function giveBackStrays(half: HalfCall, nowMs: number): HalfCall[] {
  const given: HalfCall[] = [];
  for (const id of half.strayIds) {
    const first = half.events.findIndex(({ event }) => event.channelId === id);
    const after = half.events.slice(first).filter(({ event }) => event.channelId !== id);
    const nextHold = after.findIndex(({ event }) => event.type === "bot-hold");
    const played = (nextHold < 0 ? after : after.slice(0, nextHold)).some(({ event }) => isPlay(event));
    if (!played) continue;
    const own = newHalfCall("bot", half.streamIndex, 0, half.events[first]?.event.wallMs ?? nowMs);
    for (const { event } of half.events.filter(({ event }) => event.channelId === id)) addEvent(own, event, null);
    own.channelIds.push(id);
    half.events = half.events.filter(({ event }) => event.channelId !== id);
    half.strayIds = half.strayIds.filter((other) => other !== id);
    given.push(own);
  }
  return given;
}
