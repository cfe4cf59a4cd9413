// What became of a call, computed once for all rules: its turns (hold, thought, playback), what the bot wanted and did not
// get, and when and by which line its channel is known to have died. Facts only; whose fault it was is for the rules.
import type { AriAction, CallEvent, EventOf, EventType } from "../events/event.js";
import { speaksOfTimer } from "../events/lexicon/timers.js";
import { type Call, eventsOf, has, type TimedEvent } from "./call.js";
import { isBefore, isHangup, isHold, isPlay, wantsTo } from "./deeds.js";
import { isStillborn, pathsOfSounds } from "./music.js";
import { atTheBotsMoments, takenFor, turnsOfLearntWords } from "./turns-by-words.js";

/** How a playback that followed a hold went. */
export type PlaybackOutcome = "played" | "failed" | "refused" | "unknown";

/** One turn of the talk: the hold, and the attempt to play after it. */
export interface Turn {
  readonly hold: TimedEvent;
  readonly attempt: TimedEvent | null;
  readonly outcome: PlaybackOutcome | null;
}

/** Something that the bot or the caller did not get. */
export interface Fault {
  readonly kind:
    | "refused" // 404 for the call's own channel
    | "not-in-stasis" // 409: the channel is there, but not the bot's
    | "stray-id" // 404 for an id that was never a channel
    | "play-failed" // accepted, then failed
    | "ended-in-hold" // the channel was gone before anything was played
    | "ended-while-playing"
    | "app-missing" // Stasis() found no bot
    | "abandoned" // the bot went away, the call stayed
    | "turned-away" // refused before it had a channel
    | "no-answer" // Asterisk closed the bot's request without answering it
    | "cut-off"; // ended by Asterisk's own doing, not by a party of the call
  readonly at: TimedEvent;
}

/** When and how the channel is known to have gone. */
export interface Death {
  readonly atMs: number | null;
  readonly by: TimedEvent;
}

/** The facts about a call that rules judge. */
export interface Story {
  /** Lines about the channel that the bot handles. */
  readonly own: readonly TimedEvent[];
  readonly turns: readonly Turn[];
  readonly faults: readonly Fault[];
  readonly death: Death | null;
  /** The bot's first line that tells of the end: what it does to the channel after it is clean-up. null where there is none. */
  readonly endTold: TimedEvent | null;
  /** Was the channel alive when the bot wanted to play? null = not known or never tried. */
  readonly survived: boolean | null;
  /** True where the log stops while the call may be up. */
  readonly cutShort: boolean;
  /** True where the log shows how the call began. */
  readonly begun: boolean;
  /** True where each log that there is reaches over the whole call: one that does not may have told of a fault. */
  readonly wholly: boolean;
  /** Does Asterisk's log reach over the end of the call, with the bot's clock measured against it? */
  readonly endInAsteriskLog: boolean;
  /** From when to when each log reaches; null without one. */
  readonly logs: LogSpans;
  /** When the call was answered, as far as a line says. */
  readonly answeredMs: number | null;
  /** The channel's steps in the dialplan, up to its hang-up: what runs from its first `h` step on belongs to that. */
  readonly steps: readonly Step[];
  /** The step with which the dialplan went on after Stasis(), elsewhere than at the next priority; null where it did not. */
  readonly leftStasis: TimedEvent | null;
  /** True where a line shows that the caller was served: a playback after a hold, or any that ended well. */
  readonly served: boolean;
}

/** A step of the dialplan. */
export type Step = TimedEvent<EventOf<"dialplan">>;

/** From when to when each side's log reaches, on Asterisk's clock; null where there is no log of that side. */
export interface LogSpans {
  readonly asterisk: { readonly fromMs: number; readonly toMs: number } | null;
  readonly bot: { readonly fromMs: number; readonly toMs: number } | null;
}

/** A bot that logs no ends of calls leaves the last lines of its log without one: within this time nothing is claimed. */
const CUT_SHORT_MS = 15_000;
/** Several lines about one refusal (request, `Channel not found`, traceback) are one attempt. */
const SAME_ATTEMPT_MS = 1_000;
/** Two clocks of which one was measured against the other are this close. */
const CLOCKS_APART_MS = 200;
/** A playback that fails this close to the end of its channel failed because of it. */
const SAME_END_MS = 1_500;

/** Is the event about the channel that the bot handles, not about another leg? */
export function isOwn(call: Call, event: CallEvent): boolean {
  if (event.channelId !== null) return event.channelId === call.channelId;
  return event.channelName === null || event.channelName === call.channelName;
}

/** The NOTICE of the RTP timeout that ended the call's own channel; another leg's timeout is no matter of the caller's. */
export function timeoutNotice(call: Call): TimedEvent<EventOf<"rtp-timeout">> | undefined {
  return eventsOf(call, "rtp-timeout").find(({ event }) => isOwn(call, event));
}

/** What Asterisk prints of a request that it carries out, whatever the bot has heard of it. */
const CARRIED_OUT: Partial<Record<AriAction, EventType>> = { hold: "moh-started", moh: "moh-started", play: "playing" };
/** Stamps of two logs, which may be whole seconds. */
const CARRIED_OUT_MS = 2_000;

function wasCarriedOut(
  own: readonly TimedEvent[],
  { event, atMs }: TimedEvent<EventOf<"bot-request-failed">>,
): boolean {
  const does = CARRIED_OUT[event.action];
  return own.some(
    (one) =>
      one.event.type === does && one.atMs !== null && atMs !== null && Math.abs(one.atMs - atMs) <= CARRIED_OUT_MS,
  );
}

/** The NOTICEs of RTP timeouts that ended other legs of a call. */
export function otherTimeouts(call: Call): readonly TimedEvent<EventOf<"rtp-timeout">>[] {
  return eventsOf(call, "rtp-timeout").filter(({ event }) => event.channelName !== null && !isOwn(call, event));
}

/** Reads the story of a call from its events. */
export function storyOf(call: Call, spans: LogSpans): Story {
  const own = call.events.filter(({ event }) => isOwn(call, event));
  const steps = stepsOf(own);
  const left = leftStasisAt(steps);
  const turns =
    call.sides.bot && own.some(({ event }) => isHold(event)) ? botTurns(call, own) : turnsOfForeignBot(call, own, left);
  const death = deathOf(call, own, steps, turns, left);
  const faults = faultsOf(call, own, turns, death, left, spans);
  return {
    own,
    turns,
    faults,
    death,
    endTold: endToldBy(call, own, left),
    survived: survival(turns, faults, death),
    cutShort: isCutShort(call, own, death, left, spans),
    begun: own.some((timed) => isBeginning(timed.event) && !isLate(own, timed)),
    wholly: isWhollyTold(call, own, spans),
    endInAsteriskLog: covers(call, death, spans),
    logs: spans,
    answeredMs: answerOf(own)?.atMs ?? null,
    steps,
    leftStasis: left,
    served:
      turns.some(({ outcome }) => outcome === "played") ||
      own.some(({ event }) => event.type === "bot-play-finished" && event.state === "done"),
  };
}

/** An attempt to play, or a line that shows that there was one. */
function attemptOutcome(call: Call, own: readonly TimedEvent[], timed: TimedEvent): PlaybackOutcome | null {
  const { event } = timed;
  if (isPlay(event)) return outcomeOfPlayback(call, own, timed as TimedEvent<Play>);
  return isPlayRefusal(event) ? "refused" : null;
}

function outcomeOfPlayback(call: Call, own: readonly TimedEvent[], play: TimedEvent<Play>): PlaybackOutcome {
  const finished = endOfPlayback(call, own, play);
  if (finished) return finished.event.state === "done" ? "played" : "failed";
  const { media } = play.event;
  const failed = eventsOf(call, "playback-failed").findLast(({ event }) => media === null || event.media === media);
  if (failed && call.events.indexOf(failed) > call.events.indexOf(play)) return "failed";
  return heardFromAsterisk(call, own, play) ? "played" : "unknown";
}

type Play = EventOf<"bot-play"> | EventOf<"bot-intention">;

/** By its id, which may overtake the response that the bot logs as the start; without one, the first after it and before the next. */
function endOfPlayback(
  call: Call,
  own: readonly TimedEvent[],
  play: TimedEvent<Play>,
): TimedEvent<EventOf<"bot-play-finished">> | undefined {
  const { playbackId } = play.event;
  const ends = eventsOf(call, "bot-play-finished");
  if (playbackId !== null) return ends.find(({ event }) => samePlayback(event.playbackId, playbackId));
  const plays = playsOf(own);
  const next = plays[plays.indexOf(play) + 1];
  return ends.find(
    (end) =>
      isBefore(play, end, call.events) &&
      !(next && isBefore(next, end, call.events)) &&
      !plays.some(({ event }) => event.playbackId !== null && samePlayback(event.playbackId, end.event.playbackId)),
  );
}

/**
 * The playbacks of a call, each once: of an announcement and the line that says how it went, the latter. One that was refused
 * is none.
 */
export function playsOf(own: readonly TimedEvent[]): TimedEvent<Play>[] {
  return own.filter(
    (timed): timed is TimedEvent<Play> =>
      isPlay(timed.event) && (timed.event.type === "bot-play" || answerToPlay(own, timed) === null),
  );
}

/** The line that says how a playback went that the bot only announced: its start or its refusal. null where none does. */
function answerToPlay(own: readonly TimedEvent[], announced: TimedEvent): TimedEvent | null {
  for (const timed of own.slice(own.indexOf(announced) + 1)) {
    const { event, atMs } = timed;
    if (event.side !== "bot") continue;
    if (wantsTo(event, "play") || isHold(event) || event.type === "bot-play-finished") return null;
    if (atMs !== null && announced.atMs !== null && atMs - announced.atMs > ANSWERED_WITHIN_MS) return null;
    if (event.type === "bot-play" || isPlayRefusal(event)) return timed;
  }
  return null;
}

/** An ARI client waits no longer for an answer; what comes later is of another request. */
const ANSWERED_WITHIN_MS = 5_000;

function isPlayRefusal(event: CallEvent): boolean {
  return (
    (event.type === "bot-request-failed" && event.action === "play") ||
    event.type === "bot-channel-gone" ||
    event.type === "bot-not-in-stasis"
  );
}

/**
 * A bot that logs no ends of playbacks: Asterisk's line of the sound, and none that it failed, which a hangup in the middle
 * would have left (res_stasis_playback.c:playback_final_update). Commands of a channel run in their order, so the n-th
 * playback is the n-th sound.
 */
function heardFromAsterisk(call: Call, own: readonly TimedEvent[], play: TimedEvent<Play>): boolean {
  if (call.seen.lossy) return false;
  const sound = own.filter(({ event }) => event.type === "playing")[playsOf(own).indexOf(play)];
  return (
    sound !== undefined &&
    sound.atMs !== null &&
    play.atMs !== null &&
    sound.atMs >= play.atMs - sound.event.precisionMs - SAME_ATTEMPT_MS &&
    !own.some(({ event, atMs }) => event.type === "playback-failed" && atMs !== null && atMs >= (sound.atMs ?? 0))
  );
}

/** Ids are often printed cut: `eb073f10...`. */
export function samePlayback(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  return a === b || (a.length >= 8 && b.startsWith(a)) || (b.length >= 8 && a.startsWith(b));
}

function botTurns(call: Call, own: readonly TimedEvent[]): Turn[] {
  const turns: Turn[] = [];
  let hold: TimedEvent | null = null;
  for (const timed of call.events) {
    const { event } = timed;
    if (event.side !== "bot" || !(isOwn(call, event) || timed.inferredFrom !== null)) continue;
    if (isHold(event)) {
      const repeated =
        hold !== null && timed.atMs !== null && hold.atMs !== null && timed.atMs - hold.atMs < SAME_ATTEMPT_MS;
      if (repeated) continue;
      if (hold) turns.push({ hold, attempt: null, outcome: null });
      hold = timed;
    } else if (hold) {
      // what became of an announced playback, the line says that answers it
      const attempt = (wantsTo(event, "play") ? answerToPlay(own, timed) : null) ?? timed;
      const outcome = attemptOutcome(call, own, attempt);
      if (outcome === null) continue;
      turns.push({ hold, attempt, outcome });
      hold = null;
    }
  }
  if (hold) turns.push({ hold, attempt: null, outcome: null });
  return turns;
}

/**
 * Where the bot says nothing of holds, music stands for hold and a sound for a playback; the stamps are as fine as Asterisk's.
 * Of a playback that was refused Asterisk has no line: the bot's request tells of it, in whatever words its log is written.
 */
function asteriskTurns(own: readonly TimedEvent[]): Turn[] {
  const turns: Turn[] = [];
  let hold: TimedEvent | null = null;
  for (const timed of own) {
    if (timed.event.type === "moh-started") {
      if (hold) turns.push({ hold, attempt: null, outcome: null });
      hold = timed;
    } else if (timed.event.type === "playing" && hold) {
      turns.push({ hold, attempt: timed, outcome: "played" });
      hold = null;
    } else if (timed.event.type === "playback-failed" && hold) {
      turns.push({ hold, attempt: timed, outcome: "failed" });
      hold = null;
    } else if (timed.event.type === "bot-request-failed" && timed.event.action === "play" && hold) {
      turns.push({ hold, attempt: timed, outcome: "refused" });
      hold = null;
    }
  }
  if (hold) turns.push({ hold, attempt: null, outcome: null });
  return turns;
}

/** A bot that says nothing of holds, or in words that are not understood: they may have been learnt. */
function turnsOfForeignBot(call: Call, own: readonly TimedEvent[], left: TimedEvent | null): Turn[] {
  const leftAt = left === null ? own.length : own.indexOf(left);
  // what Asterisk plays once the channel has left is the dialplan's; what the bot still wants is its next attempt
  const inStasis = own.filter(({ event }, at) => at < leftAt || event.side === "bot");
  const turns = asteriskTurns(inStasis);
  return turns.length > 0 || call.seen.moh ? atTheBotsMoments(own, turns) : turnsOfLearntWords(own);
}

const DEATHS: ReadonlySet<EventType> = new Set<EventType>([
  "rtp-timeout",
  "bot-hangup-requested",
  "bot-stasis-end",
  "bot-channel-destroyed",
  "ami-hangup",
  "spawn-exited",
  "dialplan-ended",
  "sip-critical-hangup",
  "session-timer-expired",
]);

/** With these the dialplan ends a call, unless it goes on with another step: after a transfer, or at an `e` extension. */
const DIALPLAN_ENDS: ReadonlySet<EventType> = new Set<EventType>(["spawn-exited", "dialplan-ended"]);

function deathOf(
  call: Call,
  own: readonly TimedEvent[],
  steps: readonly Step[],
  turns: readonly Turn[],
  leftAt: TimedEvent | null,
): Death | null {
  const left = leftAt !== null || has(call, "bot-left-dialplan-bound");
  const last = steps.at(-1);
  const lastStep = last === undefined ? -1 : own.indexOf(last);
  for (const [index, timed] of own.entries()) {
    const { event } = timed;
    if (DIALPLAN_ENDS.has(event.type) && index < lastStep) continue;
    const hangupExtension = event.type === "dialplan" && event.exten === "h";
    // what Asterisk itself runs on a channel in Stasis() is a hangup handler (pbx_hangup_handler.c)
    const hangupHandler =
      event.type === "internal-gosub" && index > lastStep && last !== undefined && last.event.app === "Stasis";
    const ended = DEATHS.has(event.type) && !(event.type === "bot-stasis-end" && left);
    const bye =
      event.type === "sip-message" && event.method !== null && (event.method === "BYE" || event.method === "CANCEL");
    const destroyed =
      event.type === "ari-event" &&
      (event.event === "ChannelHangupRequest" ||
        event.event === "ChannelDestroyed" ||
        (event.event === "StasisEnd" && !left));
    if (ended || bye || destroyed || hangupExtension || hangupHandler) return { atMs: timed.atMs, by: timed };
  }
  return deathInHold(call, own, turns);
}

/**
 * Music that stops without an unhold or a sound next to it is the channel's death: __ast_read deactivates the generator as
 * soon as a read returns NULL (channel.c).
 */
function deathInHold(call: Call, own: readonly TimedEvent[], turns: readonly Turn[]): Death | null {
  const stop = own.findLast(({ event }) => event.type === "moh-stopped");
  if (stop && isStillborn(call, stop)) return null;
  if (!stop || stop.atMs === null || turns.length === 0) return null;
  const stopMs = stop.atMs;
  // the bot's words for an unhold, or for an end that came later, are enough to doubt it
  const isUnheld = takenFor(own, "bot-unhold").some(
    ({ atMs }) => atMs !== null && Math.abs(atMs - stopMs) <= SAME_END_MS,
  );
  const [request] = takenFor(own, "bot-hangup-requested");
  if (isUnheld || (request && request.atMs !== null && request.atMs - stopMs > SAME_END_MS)) return null;
  const goesOn = call.events.some(({ event, atMs }) => {
    if (!isOwn(call, event) || event.type === "strict-rtp") return false;
    if (event.side === "asterisk") return event.sourceIndex === stop.event.sourceIndex && event.line > stop.event.line;
    return WAKES.has(event.type) && atMs !== null && atMs > stopMs - SAME_END_MS;
  });
  return goesOn ? null : { atMs: stopMs, by: stop };
}

/** What the bot does to a channel that is up; not what it only announces. */
const WAKES: ReadonlySet<EventType> = new Set<EventType>([
  "bot-unhold",
  "bot-play",
  "bot-hold",
  "bot-left-dialplan-bound",
]);

/**
 * The channel's steps up to its hang-up. The `h` extension may Gosub() or Macro() anywhere (FreePBX's macro-hangupcall), and
 * hangup handlers are run without one (app_stack.c:gosub_run): these steps tell nothing of where the call was.
 */
function stepsOf(own: readonly TimedEvent[]): Step[] {
  const steps: Step[] = [];
  let depth = 0;
  for (const timed of own) {
    const { event } = timed;
    if (event.type === "internal-gosub") depth = Math.max(0, depth + (event.state === "start" ? 1 : -1));
    if (event.type !== "dialplan") continue;
    if (event.exten === "h") break;
    if (depth === 0) steps.push(timed as Step);
  }
  return steps;
}

/**
 * Where the bot's log first tells of the end: by an event of ARI's, by its own word that the call is over, or by a request that
 * found no channel.
 */
function endToldBy(call: Call, own: readonly TimedEvent[], left: TimedEvent | null): TimedEvent | null {
  return (
    own.find((timed) => {
      const { event } = timed;
      return (
        event.type === "bot-hangup-requested" ||
        event.type === "bot-channel-destroyed" ||
        (event.type === "bot-call-finished" && !speaksOfTimer(event.message)) ||
        (event.type === "bot-channel-gone" && !isOfStrayId(call, timed)) ||
        (event.type === "bot-stasis-end" && left === null) ||
        (event.type === "bot-request-failed" && event.status === 404 && event.action !== "other")
      );
    }) ?? null
  );
}

/** Where the dialplan goes on elsewhere after Stasis(), somebody sent the channel there (res_stasis.c: continue). */
function leftStasisAt(steps: readonly Step[]): TimedEvent | null {
  const stasis = steps.findIndex(({ event }) => event.app === "Stasis");
  const from = steps[stasis]?.event;
  const next = steps[stasis + 1];
  if (from === undefined || next === undefined) return null;
  return next.event.exten === from.exten ? null : next;
}

function faultsOf(
  call: Call,
  own: readonly TimedEvent[],
  turns: readonly Turn[],
  death: Death | null,
  left: TimedEvent | null,
  spans: LogSpans,
): Fault[] {
  const faults: Fault[] = [];
  const add = (kind: Fault["kind"], at: TimedEvent | undefined): void => {
    if (at && !faults.some((fault) => fault.kind === kind)) faults.push({ kind, at });
  };
  // 409 comes as well while a channel that was hung up runs its h extension (res_stasis.c: the control is gone by then)
  const hungUpBefore = ({ atMs }: TimedEvent): boolean =>
    left === null &&
    death !== null &&
    !onlyLeavesStasis(death.by.event) &&
    death.atMs !== null &&
    atMs !== null &&
    death.atMs <= atMs;
  for (const timed of call.events) {
    const { event } = timed;
    if (event.type === "bot-request-failed") {
      const stray = event.channelId !== null && call.strayIds.includes(event.channelId);
      if (event.status === 404 && saysChannelGone(event)) add(stray ? "stray-id" : "refused", timed);
      else if (event.status === 409 && saysNotInStasis(event))
        add(hungUpBefore(timed) ? "refused" : "not-in-stasis", timed);
      else if (event.status === 0 && !wasCarriedOut(own, timed as TimedEvent<EventOf<"bot-request-failed">>))
        add("no-answer", timed);
    } else if (event.type === "bot-channel-gone") add(isOfStrayId(call, timed) ? "stray-id" : "refused", timed);
    else if (event.type === "bot-not-in-stasis") add(hungUpBefore(timed) ? "refused" : "not-in-stasis", timed);
    else if (event.type === "stasis-app-missing") add("app-missing", timed);
    else if (event.type === "codecs-incompatible") add("turned-away", timed);
  }
  for (const timed of own) {
    const failed =
      timed.event.type === "playback-failed" ||
      (timed.event.type === "bot-play-finished" && timed.event.state === "failed");
    if (!failed || (timed.event.side === "asterisk" && toldByBot(own, timed))) continue;
    add(endedBy(death, timed) && !soundFault(call, timed) ? "ended-while-playing" : "play-failed", timed);
  }
  const last = turns.at(-1);
  if (
    last &&
    last.attempt === null &&
    death &&
    !left &&
    isFollowed(last, death, spans) &&
    heldUntil(call, own, last, death)
  )
    add("ended-in-hold", death.by);
  const dropped = own.find(({ event }) => isHangup(event) && event.why !== null);
  if (last && last.attempt === null && !death) add("ended-in-hold", dropped);
  if (death && (isCutOff(death.by.event) || endedUnasked(call, own, death))) add("cut-off", death.by);
  return faults;
}

/**
 * Is a channel said to be gone that never was one? Also where the bot names its own: it has the 404 of the other id in hand, and
 * means that.
 */
function isOfStrayId(call: Call, gone: TimedEvent): boolean {
  const isStray = ({ event }: TimedEvent): boolean =>
    event.channelId !== null && call.strayIds.includes(event.channelId);
  if (isStray(gone)) return true;
  const answer = call.events
    .slice(0, call.events.indexOf(gone))
    .findLast(({ event }) => event.type === "bot-request-failed" && event.sourceIndex === gone.event.sourceIndex);
  return (
    answer !== undefined &&
    isStray(answer) &&
    answer.atMs !== null &&
    gone.atMs !== null &&
    gone.atMs - answer.atMs <= SAME_ATTEMPT_MS
  );
}

/** An end that a channel may outlive: it left Stasis, for the dialplan or for good. */
function onlyLeavesStasis(event: CallEvent): boolean {
  return event.type === "bot-stasis-end" || (event.type === "ari-event" && event.event === "StasisEnd");
}

/**
 * 404 is also `Resource not found` (a path that ARI does not have) and `Provided variable was not found`: neither says that
 * the channel is gone. Where the bot does not log the answer's words, what it asked for tells.
 */
function saysChannelGone({ body, action, path }: EventOf<"bot-request-failed">): boolean {
  if (action === "hangup") return false; // its aim is reached
  if (/\/unhold(?![\w-])/.test(path)) return false; // ARI has no such path, whatever became of the channel
  return body === null ? action !== "other" : /channel not found/i.test(body);
}

/**
 * 409 is also an id or a name that is in use, and a bridge that is not the bot's (res/ari/resource_channels.c:
 * ast_ari_channels_record, res/ari/resource_bridges.c:ast_ari_bridges_add_channel): what builds a leg says nothing of the channel.
 */
function saysNotInStasis({ body, action }: EventOf<"bot-request-failed">): boolean {
  return action !== "media" || /channel not in stasis/i.test(body ?? "");
}

/** The bot's stamp of the same failure is the finer one. */
function toldByBot(own: readonly TimedEvent[], { atMs: failedMs }: TimedEvent): boolean {
  return own.some(
    ({ event, atMs }) =>
      event.type === "bot-play-finished" &&
      event.state === "failed" &&
      atMs !== null &&
      failedMs !== null &&
      Math.abs(atMs - failedMs) <= SAME_END_MS,
  );
}

/** Did the playback fail because the channel ended? The end comes first, or within what the coarser stamp allows. */
function endedBy(death: Death | null, failure: TimedEvent): boolean {
  if (death === null || death.atMs === null || failure.atMs === null) return false;
  const coarse = Math.max(death.by.event.precisionMs, failure.event.precisionMs) >= 1000;
  return coarse
    ? Math.abs(death.atMs - failure.atMs) <= SAME_END_MS
    : death.atMs - failure.atMs <= 150 && failure.atMs - death.atMs <= SAME_END_MS;
}

/** Does the log that speaks of the hold reach to the death? One that ends before does not show what came after the hold. */
function isFollowed({ hold }: Turn, death: Death, spans: LogSpans): boolean {
  if (hold.event.side === death.by.event.side || death.atMs === null) return true;
  const span = spans[hold.event.side];
  return span !== null && span.toMs >= death.atMs - CLOCKS_APART_MS;
}

/** Was the hold still on when the channel died? An unhold, a sound, or music that had stopped, ended it before. */
function heldUntil(call: Call, own: readonly TimedEvent[], { hold }: Turn, death: Death): boolean {
  // a filler often starts in the second of the hold, just before it
  const isAnswer = (event: CallEvent): boolean =>
    event.type === "playing" && (event.side !== hold.event.side || event.line > hold.event.line);
  const ends = (timed: TimedEvent): boolean =>
    timed.event.type === "bot-unhold" ||
    (timed.event.type === "moh-stopped" && !isStillborn(call, timed)) ||
    isAnswer(timed.event);
  return !own.some(
    (timed) =>
      ends(timed) &&
      timed.atMs !== null &&
      hold.atMs !== null &&
      death.atMs !== null &&
      timed.atMs >= hold.atMs &&
      timed.atMs < death.atMs - SAME_END_MS,
  );
}

/**
 * Hangup requests that no party of a call causes: the driver's timeouts (1, 18, 44) and a shutdown (4)
 * (docs/asterisk/stasis-and-ari.md#hangup-requests).
 */
function isCutOff(event: CallEvent): boolean {
  return event.type === "bot-hangup-requested" && event.cause !== null && [1, 4, 18, 44].includes(event.cause);
}

/**
 * The bot logs hangup requests, and this call has a StasisEnd without one. A BYE or a DELETE would have brought one. chan_sip's
 * RTP and session timers, an absolute timeout and AMI bring none (docs/asterisk/stasis-and-ari.md#hangup-requests).
 */
function endedUnasked(call: Call, own: readonly TimedEvent[], death: Death): boolean {
  if (death.by.event.type !== "bot-stasis-end" || !call.seen.hangupRequests) return false;
  return !own.some(
    (timed) =>
      timed.event.type === "bot-hangup-requested" ||
      timed.event.type === "bot-left-dialplan-bound" ||
      (isHangup(timed.event) && isBefore(timed, death.by, own)),
  );
}

/** Did Asterisk say, next to the failure, that the sound itself was the trouble? */
function soundFault(call: Call, failure: TimedEvent): boolean {
  const faults = SOUND_FAULTS.flatMap((type): readonly TimedEvent[] => eventsOf(call, type));
  return [...faults, ...pathsOfSounds(call)].some(
    ({ atMs }) => atMs !== null && failure.atMs !== null && Math.abs(atMs - failure.atMs) <= SAME_END_MS,
  );
}

const SOUND_FAULTS = ["sound-missing", "sound-unreadable"] as const;

function survival(turns: readonly Turn[], faults: readonly Fault[], death: Death | null): boolean | null {
  const kinds = new Set(faults.map(({ kind }) => kind));
  if (kinds.has("refused") || kinds.has("ended-while-playing")) return false;
  const last = turns.findLast(({ attempt }) => attempt !== null);
  if (kinds.has("stray-id") || kinds.has("not-in-stasis") || kinds.has("play-failed")) return true;
  if (!last) return null;
  const diedBefore =
    death !== null &&
    death.atMs !== null &&
    last.attempt !== null &&
    last.attempt.atMs !== null &&
    death.atMs < last.attempt.atMs - SAME_END_MS;
  // whether an announced playback was taken, nothing says
  if (!diedBefore && last.attempt?.event.type === "bot-intention" && last.outcome === "unknown") return null;
  return !diedBefore;
}

function isCutShort(
  call: Call,
  own: readonly TimedEvent[],
  death: Death | null,
  left: TimedEvent | null,
  spans: LogSpans,
): boolean {
  const endToldByBot = own.some(({ event }) => isEndToBot(event));
  // a call that has left for the dialplan goes on after its StasisEnd
  if (endToldByBot && !left) return false;
  const lastMs = call.events.findLast(({ atMs }) => atMs !== null)?.atMs ?? null;
  // the bot's log stops before Asterisk's has said its last of the call: what the bot did then is not known
  if (!endToldByBot && call.botUnderstood && spans.bot && lastMs !== null && lastMs > spans.bot.toMs + SAME_END_MS)
    return true;
  if (death) return false;
  // of a call that it does not know, a log may be silent for any time
  const ends = (["asterisk", "bot"] as const).flatMap((side) =>
    call.sides[side] && !(side === "bot" && (endToldByBot || !call.botUnderstood)) ? [spans[side]?.toMs ?? 0] : [],
  );
  const toMs = Math.min(...ends);
  // a log that tells its own end is whole: nothing more would have come
  const stopped = (["asterisk-ended", "bot-stopping"] as const).some((type) =>
    [...call.surroundings.of(type)].some(({ atMs }) => atMs !== null && toMs >= atMs - SAME_END_MS),
  );
  return !stopped && lastMs !== null && toMs - lastMs < CUT_SHORT_MS;
}

/**
 * Where the bot tells the end of a call, its log need not reach on: the call may go on in the dialplan. Nor need Asterisk's
 * reach over more than the last playback: no line tells there when a call ends inside Stasis().
 */
function isWhollyTold(call: Call, own: readonly TimedEvent[], spans: LogSpans): boolean {
  const lastOf = (events: readonly TimedEvent[]): number => events.findLast(({ atMs }) => atMs !== null)?.atMs ?? 0;
  const endToldByBot = own.some(({ event }) => isEndToBot(event));
  // a log that is there, and in words that are not understood, is as good as none
  const isForeign = call.sides.bot && !call.botUnderstood;
  const slackMs = call.precisionMs.asterisk >= 1_000 ? SAME_END_MS : CLOCKS_APART_MS;
  const reaches = (side: "asterisk" | "bot", toMs: number): boolean => {
    const span = spans[side];
    if (span === null) return true;
    const begins = own.some((timed) => timed.event.side === side && isBeginning(timed.event) && !isLate(own, timed));
    return (begins || span.fromMs < (call.startMs ?? 0)) && span.toMs >= toMs - slackMs;
  };
  return (
    (isForeign || reaches("bot", endToldByBot ? 0 : lastOf(call.events))) &&
    reaches("asterisk", lastOf(endToldByBot ? own.filter(({ event }) => isPlay(event)) : call.events))
  );
}

/** With these the bot says that a call is over for it. */
function isEndToBot(event: CallEvent): boolean {
  return event.type === "bot-call-finished" || event.type === "bot-stasis-end" || isHangup(event);
}

/** A first priority that Asterisk runs after it has played something is where the dialplan went on, not where it began. */
function isLate(own: readonly TimedEvent[], timed: TimedEvent): boolean {
  const { event } = timed;
  if (event.type !== "dialplan" || event.app === "Stasis") return false;
  const media = own.findIndex((other) => other.event.side === "asterisk" && MEDIA.has(other.event.type));
  return event.exten === "h" || (media >= 0 && own.indexOf(timed) > media);
}

const MEDIA: ReadonlySet<EventType> = new Set<EventType>(["playing", "moh-started", "moh-stopped"]);

function isBeginning(event: CallEvent): boolean {
  if (event.type === "dialplan") return event.priority === 1 || event.app === "Stasis";
  if (event.type === "ari-event") return event.event === "StasisStart";
  return event.type === "bot-stasis-start" || event.type === "stasis-launched" || event.type === "bot-answered";
}

/** Around the end of the call Asterisk's log must be there on both sides, or its silence says nothing. */
function covers(call: Call, death: Death | null, { asterisk }: LogSpans): boolean {
  if (!asterisk || death === null || death.atMs === null) return false;
  const placed = death.by.event.side === "asterisk" || call.clockMeasured;
  return placed && asterisk.fromMs <= death.atMs - 2_000 && asterisk.toMs >= death.atMs;
}

/** The line that says that the channel was answered; undefined where none does. */
export function answerOf(own: readonly TimedEvent[]): TimedEvent | undefined {
  return own.find(
    ({ event }) =>
      event.type === "bot-answered" ||
      (event.type === "dialplan" && event.app === "Answer") ||
      (event.type === "sip-message" &&
        event.direction === "sent" &&
        event.status === 200 &&
        event.cseqMethod === "INVITE"),
  );
}
