// Most calls in a busy log go well, and one look at the events of both halves is enough to tell: nothing but events of healthy
// calls, in the right order, and an ordinary end. Such a call is settled: it is not put together, no facts are worked out about it,
// and no rule is asked, which would take longer than everything else that is done for it. Whatever is out of the ordinary in any
// event leaves the call to the rules. findings/plainly-healthy.ts looks at what is around it. test/findings/settled.test.ts
// holds both ways to one report.
import type { CallEvent, EventOf } from "../../events/event.js";
import { fitsHealthyCall } from "../../events/healthy-events.js";
import { type Call, driverOf } from "../call.js";
import { type Clock, toUtcMs } from "../clocks/clock.js";
import { isHangup, isHold, wantsTo } from "../facts/deeds.js";
import { RTP_LOCK_MS, SAME_END_MS } from "../facts/moments.js";
import { ANSWERED_WITHIN_MS, SAME_ATTEMPT_MS, samePlayback } from "../facts/playbacks.js";
import type { HalfCall } from "../half-call.js";
import { bannerOf, startOf } from "./assemble-call.js";

/** A wait from hold to playback. The playback was heard. */
export interface SettledWait {
  readonly fromMs: number;
  readonly toMs: number;
  /** Of the coarser of the two stamps. */
  readonly precisionMs: number;
}

/** A first line of a call, at its time. */
export interface FirstEvent {
  readonly event: CallEvent;
  readonly atMs: number;
}

/** A call that went well as far as its own lines show. Times are UTC milliseconds by Asterisk's clock. */
export interface SettledCall {
  readonly channelId: string;
  readonly channelName: string;
  readonly driver: "chan_sip" | "chan_pjsip";
  readonly logCallId: string | null;
  readonly sipCallId: string | null;
  readonly caller: string | null;
  readonly exten: string | null;
  readonly startMs: number;
  readonly endMs: number;
  /** The first and the last line. */
  readonly firstMs: number;
  readonly lastMs: number;
  readonly answeredMs: number | null;
  /** Of the channel, as the bot heard it. */
  readonly hangupCause: number | null;
  /** The last playback, or wish for one. */
  readonly lastPlayMs: number;
  readonly waits: readonly SettledWait[];
  /** The Stasis application, and the first sound. */
  readonly app: string | null;
  readonly sound: string | null;
  readonly first: FirstEvent;
  /** Of each log, the first line that names the call itself. */
  readonly firstOf: { readonly asterisk: FirstEvent | null; readonly bot: FirstEvent | null };
  readonly eventCount: number;
  /** Does each log show how the call began? */
  readonly begins: { readonly asterisk: boolean; readonly bot: boolean };
  readonly asteriskPrecisionMs: number;
  /** The line that tells which version of Asterisk ran the call. Null if the log has none. */
  readonly banner: Call["banner"];
  readonly asterisk: HalfCall;
  readonly bot: HalfCall;
}

/** Nobody hears a playback that is shorter. */
const HEARD_MS = 100;

/** With stamps of whole seconds, the music seems to start up to a second before the hold. */
const STAMP_MS = 1_000;

/**
 * Looks at the halves of a call.
 * @param severalHosts True if the same id may mean calls of different hosts.
 * @returns null if anything about the call is for the rules.
 */
export function settledCall(
  asterisk: HalfCall,
  bot: HalfCall,
  clocks: { readonly asterisk: Clock; readonly bot: Clock },
  severalHosts: boolean,
): SettledCall | null {
  const [channelName, ...otherNames] = asterisk.channelNames;
  const [channelId, ...otherIds] = bot.channelIds;
  if (channelName === undefined || channelId === undefined || otherNames.length > 0 || otherIds.length > 0) return null;
  const driver = driverOf(channelName);
  const isOneLeg =
    driver !== null &&
    asterisk.channelIds.every((id) => id === channelId) &&
    bot.channelNames.every((name) => name === channelName);
  if (!isOneLeg || !clocks.bot.skewKnown || !isPlain(asterisk) || !isPlain(bot)) return null;
  const talk = new Talk(channelId, channelName, bot.seen.hangupRequests);
  if (!playThrough(talk, asterisk, bot, clocks) || !talk.endsWell(asterisk.seen.rtpLock)) return null;
  return {
    channelId,
    channelName,
    driver,
    logCallId: asterisk.logCallIds[0] ?? null,
    sipCallId: asterisk.sipCallIds[0] ?? bot.sipCallIds[0] ?? null,
    caller: talk.caller,
    exten: talk.exten,
    startMs: startOf(channelId, talk.firstMs, severalHosts ? talk.firstFineMs : null) as number,
    endMs: talk.deathMs ?? talk.lastMs,
    firstMs: talk.firstMs,
    lastMs: talk.lastMs,
    answeredMs: talk.answeredMs,
    hangupCause: talk.hangupCause,
    lastPlayMs: talk.lastPlayMs,
    waits: talk.waits,
    app: talk.stasisApp ?? talk.launchedApp,
    sound: talk.sound,
    first: talk.first as FirstEvent,
    firstOf: talk.firstOf,
    eventCount: asterisk.events.length + bot.events.length,
    begins: talk.begins,
    asteriskPrecisionMs: talk.asteriskPrecisionMs,
    banner: bannerOf(asterisk, clocks.asterisk),
    asterisk,
    bot,
  };
}

function isPlain({ sharesId, seen, strayIds, unread, unreadLeftOutCount }: HalfCall): boolean {
  return !sharesId && !seen.lossy && strayIds.length === 0 && unread.length === 0 && unreadLeftOutCount === 0;
}

/** Hands on the events of both halves in the order of a call (assemble-call.ts). @returns false as soon as one is for the rules. */
function playThrough(
  talk: Talk,
  { events: ofAsterisk }: HalfCall,
  { events: ofBot }: HalfCall,
  clocks: { readonly asterisk: Clock; readonly bot: Clock },
): boolean {
  let [a, b] = [0, 0];
  let asteriskMs = timeOf(ofAsterisk, 0, clocks.asterisk);
  let botMs = timeOf(ofBot, 0, clocks.bot);
  while (a < ofAsterisk.length || b < ofBot.length) {
    const isAsterisks = b >= ofBot.length || (a < ofAsterisk.length && asteriskMs <= botMs);
    const half = isAsterisks ? ofAsterisk : ofBot;
    const { event, inferredFrom } = half[isAsterisks ? a++ : b++] as (typeof half)[number];
    if (!talk.goesOn(event, isAsterisks ? asteriskMs : botMs, inferredFrom)) return false;
    if (isAsterisks) asteriskMs = timeOf(ofAsterisk, a, clocks.asterisk);
    else botMs = timeOf(ofBot, b, clocks.bot);
  }
  return true;
}

/** NaN if the line has no time. */
function timeOf(events: HalfCall["events"], at: number, clock: Clock): number {
  const wallMs = events[at]?.event.wallMs;
  return wallMs === null || wallMs === undefined ? Number.NaN : toUtcMs(clock, wallMs);
}

/** A call as it goes on, line by line. */
class Talk {
  readonly waits: SettledWait[] = [];
  readonly begins = { asterisk: false, bot: false };
  readonly firstOf: { asterisk: FirstEvent | null; bot: FirstEvent | null } = { asterisk: null, bot: null };
  first: FirstEvent | null = null;
  firstMs = Number.NaN;
  lastMs = Number.NaN;
  /** The first that is finer than a second. */
  firstFineMs: number | null = null;
  caller: string | null = null;
  exten: string | null = null;
  answeredMs: number | null = null;
  hangupCause: number | null = null;
  lastPlayMs = 0;
  deathMs: number | null = null;
  stasisApp: string | null = null;
  launchedApp: string | null = null;
  sound: string | null = null;
  asteriskPrecisionMs = 1;
  readonly #channelId: string;
  readonly #channelName: string;
  readonly #hangupRequestsSeen: boolean;
  #asterisksLast: CallEvent | null = null;
  #botsLast: CallEvent | null = null;
  #hold: FirstEvent | null = null;
  /** Since the hold. */
  #isUnheld = false;
  #musicMs = Number.NEGATIVE_INFINITY;
  #playing: EventOf<"bot-play"> | null = null;
  #playingMs = 0;
  #firstPlayMs: number | null = null;
  /** When the bot announced a playback that it has not started. */
  #wishMs: number | null = null;
  #stepCount = 0;
  #hasMedia = false;
  #death: CallEvent | null = null;
  #isEndTold = false;
  #isHungUp = false;
  #isHangupRequested = false;
  /** When the music last stopped, and whether the channel showed a sign of life after that. */
  #musicStoppedMs: number | null = null;
  #livesOn = false;
  #lastDeedMs = Number.NEGATIVE_INFINITY;
  #rtpStartedMs: number | null = null;
  #isRtpLocked = false;

  constructor(channelId: string, channelName: string, hangupRequestsSeen: boolean) {
    this.#channelId = channelId;
    this.#channelName = channelName;
    this.#hangupRequestsSeen = hangupRequestsSeen;
  }

  /** Takes the next line. @returns false if it is for the rules. */
  goesOn(event: CallEvent, atMs: number, inferredFrom: string | null): boolean {
    if (!fitsHealthyCall(event) || !this.#isOwn(event) || !this.#isInOrder(event, atMs)) return false;
    if (this.first === null) {
      this.first = { event, atMs };
      this.firstMs = atMs;
    }
    this.lastMs = atMs;
    if (event.precisionMs < 1000) this.firstFineMs ??= atMs;
    const side = event.side === "bot" ? "bot" : "asterisk";
    if (inferredFrom === null) this.firstOf[side] ??= { event, atMs };
    return side === "bot" ? this.#goesOnByBot(event, atMs) : this.#goesOnByAsterisk(event, atMs);
  }

  /** Was everybody served, and did the call end as calls do? */
  endsWell(rtpLockSeen: boolean): boolean {
    return (
      this.waits.length > 0 &&
      this.#hold === null &&
      this.#playing === null &&
      this.#wishMs === null &&
      this.#isEndTold &&
      (this.#stepCount === 0 || this.stasisApp !== null) &&
      (this.begins.asterisk || this.begins.bot) &&
      this.#diesInOrder() &&
      !(rtpLockSeen && this.#stopsEarly())
    );
  }

  #isOwn({ channelId, channelName }: CallEvent): boolean {
    return channelId === null
      ? channelName === null || channelName === this.#channelName
      : channelId === this.#channelId;
  }

  /** True if the line has a time, and stands behind the one before it, in its log and in the call. */
  #isInOrder(event: CallEvent, atMs: number): boolean {
    if (Number.isNaN(atMs) || atMs < this.lastMs) return false;
    const before = event.side === "bot" ? this.#botsLast : this.#asterisksLast;
    if (event.side === "bot") this.#botsLast = event;
    else this.#asterisksLast = event;
    return before === null || before.sourceIndex !== event.sourceIndex || before.line < event.line;
  }

  #goesOnByAsterisk(event: CallEvent, atMs: number): boolean {
    this.asteriskPrecisionMs = Math.max(this.asteriskPrecisionMs, event.precisionMs);
    if (event.type !== "strict-rtp") this.#livesOn = true;
    switch (event.type) {
      case "dialplan":
        return this.#takeStep(event, atMs);
      case "stasis-launched":
        this.begins.asterisk = true;
        this.launchedApp ??= event.app;
        return true;
      case "moh-started":
        this.#hasMedia = true;
        this.#musicMs = atMs;
        return true;
      case "moh-stopped":
        this.#hasMedia = true;
        this.#musicStoppedMs = atMs;
        this.#livesOn = this.#lastDeedMs > atMs - SAME_END_MS;
        return true;
      case "playing":
        this.#hasMedia = true;
        this.sound ??= event.file;
        return true;
      case "strict-rtp":
        if (event.state === "locked") this.#isRtpLocked = true;
        else this.#rtpStartedMs ??= atMs;
        return true;
      default:
        return true;
    }
  }

  /** Nothing comes after Stasis(). */
  #takeStep(step: EventOf<"dialplan">, atMs: number): boolean {
    if (this.stasisApp !== null) return false;
    this.#stepCount += 1;
    if (this.exten === null && /^[\d+*#]/.test(step.exten)) this.exten = step.exten;
    if (step.app === "Answer") this.answeredMs ??= atMs;
    if (step.app === "Stasis") this.stasisApp = step.args.split(",")[0]?.trim() || null;
    if (step.app === "Stasis" && this.stasisApp === null) return false;
    if (step.app === "Stasis" || (step.priority === 1 && !this.#hasMedia)) this.begins.asterisk = true;
    return true;
  }

  #goesOnByBot(event: CallEvent, atMs: number): boolean {
    switch (event.type) {
      case "bot-stasis-start":
        this.begins.bot = true;
        this.caller ??= event.caller;
        this.exten ??= event.exten;
        return true;
      case "bot-answered":
        this.begins.bot = true;
        this.answeredMs ??= atMs;
        return this.#firstPlayMs === null || this.#firstPlayMs >= this.answeredMs;
      case "bot-hold":
        return this.#isHeld(event, atMs);
      case "bot-unhold":
        this.#noteDeed(atMs);
        this.#isUnheld = true;
        return true;
      case "bot-play":
        return this.#isPlayed(event, atMs);
      case "bot-play-finished":
        return this.#isHeard(event, atMs);
      case "bot-intention":
        return this.#isWanted(event, atMs);
      case "bot-hangup":
        this.#isHungUp ||= this.#death === null;
        this.#isEndTold = true;
        return true;
      case "bot-hangup-requested":
        this.#isHangupRequested = true;
        return this.#dies(event, atMs);
      case "bot-channel-destroyed":
        if (event.channelId !== null) this.hangupCause ??= event.cause;
        return this.#dies(event, atMs);
      case "bot-stasis-end":
        this.#isEndTold = true;
        return this.#dies(event, atMs);
      case "bot-call-finished":
        this.#isEndTold = true;
        return true;
      default:
        return true;
    }
  }

  #isWanted(event: EventOf<"bot-intention">, atMs: number): boolean {
    if (isHold(event)) return this.#isHeld(event, atMs);
    if (isHangup(event)) {
      this.#isHungUp ||= this.#death === null;
      this.#isEndTold = true;
    } else if (wantsTo(event, "play")) {
      // a second wish says nothing about the first
      if (this.#wishMs !== null) return false;
      this.#wishMs = atMs;
      this.lastPlayMs = atMs;
    }
    return true;
  }

  /** Lines close together are about one hold. */
  #isHeld(event: CallEvent, atMs: number): boolean {
    if (event.type === "bot-hold") this.#noteDeed(atMs);
    if (this.#wishMs !== null) return false;
    if (this.#hold !== null) return atMs - this.#hold.atMs < SAME_ATTEMPT_MS;
    this.#hold = { event, atMs };
    this.#isUnheld = false;
    return event.type === "bot-hold";
  }

  #isPlayed(play: EventOf<"bot-play">, atMs: number): boolean {
    this.#noteDeed(atMs);
    if (this.#playing !== null || play.playbackId === null || atMs < (this.answeredMs ?? 0)) return false;
    if (this.#wishMs !== null && atMs - this.#wishMs > ANSWERED_WITHIN_MS) return false;
    if (this.#hold !== null && !this.#endsWait(this.#hold, play, atMs)) return false;
    this.#wishMs = null;
    this.#hold = null;
    this.#playing = play;
    this.#playingMs = atMs;
    this.#firstPlayMs ??= atMs;
    this.lastPlayMs = atMs;
    return true;
  }

  /** The caller heard music, and was taken off hold. */
  #endsWait({ event: hold, atMs: fromMs }: FirstEvent, play: CallEvent, toMs: number): boolean {
    this.waits.push({ fromMs, toMs, precisionMs: Math.max(hold.precisionMs, play.precisionMs) });
    return this.#isUnheld && this.#musicMs >= fromMs - STAMP_MS;
  }

  #isHeard({ playbackId }: EventOf<"bot-play-finished">, atMs: number): boolean {
    if (this.#wishMs !== null && this.#hold !== null) return false;
    if (this.#playing === null || !samePlayback(playbackId, this.#playing.playbackId)) return false;
    this.#playing = null;
    return atMs - this.#playingMs >= HEARD_MS;
  }

  /** What only a living channel lets the bot do. */
  #noteDeed(atMs: number): void {
    this.#lastDeedMs = atMs;
    if (this.#musicStoppedMs !== null && atMs > this.#musicStoppedMs - SAME_END_MS) this.#livesOn = true;
  }

  #dies(event: CallEvent, atMs: number): boolean {
    if (this.#death === null) {
      this.#death = event;
      this.deathMs = atMs;
    }
    return true;
  }

  /**
   * A StasisEnd that nobody asked for is for the rules, if the bot logs such requests; and so is a call that ends with its music, or
   * is played to after its end.
   */
  #diesInOrder(): boolean {
    if (this.#death === null) return this.#musicStoppedMs === null || this.#livesOn;
    const isUnasked = this.#hangupRequestsSeen && !this.#isHangupRequested && !this.#isHungUp;
    return (
      !(this.#death.type === "bot-stasis-end" && isUnasked) && (this.deathMs as number) >= this.lastPlayMs - SAME_END_MS
    );
  }

  /** Did RTP stop before strict RTP locked on its source? */
  #stopsEarly(): boolean {
    return (
      this.#rtpStartedMs !== null &&
      !this.#isRtpLocked &&
      (this.deathMs ?? this.lastMs) - this.#rtpStartedMs > RTP_LOCK_MS
    );
  }
}
