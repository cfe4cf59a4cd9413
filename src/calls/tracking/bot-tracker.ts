// Turns the bot's events into halves, by channel id. A line that names no channel is assigned to a call only if no other could
// own it, and the event says why. An id that never was a channel is a mistake about the call that the bot was busy with.

import { actionOf, requestBody } from "../../events/bot/request.js";
import type { CallEvent, EventOrigin, EventType } from "../../events/event.js";
import { BoundedMap } from "../../io/bounded-map.js";
import type { LogRecord } from "../../records/record.js";
import { isPlay, wantsTo } from "../facts/deeds.js";
import { addEvent, type HalfCall, NOTHING_SEEN, newHalfCall, remember, type Seeing } from "../half-call.js";
import {
  DURATION_SLACK_MS,
  LINGER_MS,
  MAX_KEYS,
  QUIET_MS,
  SAME_MOMENT_MS,
  STRAY_ID_MS,
  SWEEP_EVERY_MS,
} from "../limits.js";
import { parseUniqueId } from "../unique-id.js";
import { asAnswerTo, asUnread, isOfNothingNamed, isRefusal, OpenAttempts } from "./attempts.js";
import { isHelperName, snoopedId } from "./auxiliary-channels.js";
import { momentOf } from "./call-moments.js";
import { Correlation } from "./correlation.js";
import { type Evicted, noneEvicted } from "./evicted.js";
import { OpenHalves } from "./open-halves.js";
import { OpenRequests } from "./open-requests.js";
import { isOfAnother, ownerAmong } from "./shared-ids.js";
import { addUnread, WaitingUnread } from "./unread-lines.js";

/** A bot that took this many ids for those of one call is not mistaken about that call. */
const MAX_STRAY_IDS = 16;

/**
 * Asterisk refuses at once, or when the media server has not answered for seconds (channels/chan_websocket.c,
 * res/res_audiosocket.c).
 */
const REFUSED_WITHIN_MS = 10_000;

/** The response to a playback request comes within a moment of the playback's end. */
const MAX_EARLY = 1_000;

/** What {@link BotTracker} remembers. */
export type BotMemory = BotTracker["memory"];

/** Follows the calls of one bot log. */
export class BotTracker {
  readonly #streamIndex: number;
  readonly #close: (half: HalfCall) => void;
  readonly #open = new OpenHalves();
  readonly #byId = new BoundedMap<string, HalfCall>(MAX_KEYS);
  /** Ids that two hosts gave to two calls, with these calls. */
  readonly #sharing = new BoundedMap<string, readonly HalfCall[]>(MAX_KEYS / 16);
  readonly #byPlayback = new BoundedMap<string, HalfCall>(MAX_KEYS);
  readonly #correlation = new Correlation();
  /** The latest lines about helper channels and dialled legs. One line asks for a channel, the next names its id. */
  readonly #helperLines: HelperLine[] = [];
  /** Ends of playbacks whose start is not logged yet. The event may overtake the response. */
  readonly #earlyFinishes = new BoundedMap<string, CallEvent>(MAX_EARLY);
  readonly #attempts = new OpenAttempts();
  readonly #requests = new OpenRequests();
  readonly #evicted = noneEvicted();
  readonly #waitingUnread: WaitingUnread;
  readonly #giveToRun: (event: CallEvent) => void;
  /** The call that was mentioned last. */
  #last: { half: HalfCall; wallMs: number | null } | null = null;
  #nowMs = 0;
  #lastSweepMs = 0;
  #sawStart = false;
  #seen: Seeing = { ...NOTHING_SEEN };
  /** How many events of calls could not be assigned to a single call. */
  unattributedCount = 0;

  /**
   * @param close Receives each half that is finished.
   * @param giveUp Receives each warning or error that no pattern reads and whose call never began.
   */
  constructor(
    streamIndex: number,
    close: (half: HalfCall) => void,
    giveUp: (event: CallEvent) => void = () => undefined,
  ) {
    this.#streamIndex = streamIndex;
    this.#close = close;
    this.#waitingUnread = new WaitingUnread(giveUp);
    this.#giveToRun = giveUp;
  }

  /** The wall-clock time that this log has reached. */
  get nowMs(): number {
    return this.#nowMs;
  }

  get open(): Iterable<HalfCall> {
    return this.#open;
  }

  /** What was dropped because a table was full. */
  get evicted(): Readonly<Evicted> {
    return { ...this.#evicted, names: this.#byId.evictedCount + this.#byPlayback.evictedCount };
  }

  /** Notes the time of a record, whether or not it yields an event. */
  observe(record: LogRecord): void {
    if (record.stamp && record.stamp.wallMs > this.#nowMs) this.#nowMs = record.stamp.wallMs;
  }

  /** Takes an event of a call. @returns false for a warning or an error that could not be assigned to a call. */
  push(given: CallEvent): boolean {
    const event = this.#ofExchange(withMethod(given, this.#requests));
    if (this.#requests.note(given) || event === null) return true;
    this.#noteWhatIsSeen(event);
    const channelId = event.channelId ?? this.#givenIdIn(event.text);
    const leg = this.#ownerOfRefusedLeg(event);
    if (leg) this.#add(leg.half, event, leg.inferredFrom);
    const isGiven =
      leg !== null || (channelId === null ? this.#pushUnlabelled(event) : this.#pushLabelled(event, channelId));
    if (this.#nowMs - this.#lastSweepMs > SWEEP_EVERY_MS) this.sweep(this.#nowMs);
    // the end of a playback waits for its start
    return isGiven || event.severity === undefined || event.type === "bot-play-finished";
  }

  /**
   * Matches an answer on a line of its own to the requests that it answers. @returns what is left to assign to a call, or null.
   */
  #ofExchange(event: CallEvent): CallEvent | null {
    if (event.type === "bot-http-request") {
      const { type: _, method, path, ...origin } = event;
      return event.channelId === null && event.channelName === null ? null : { ...origin, type: "bot-line" };
    }
    const isNamed = event.channelId !== null || event.channelName !== null;
    const status =
      event.type === "bot-http-answer" ? event.status : isOfNothingNamed(event) && !isNamed ? event.status : null;
    if (status === null) return event;
    const answered = this.#requests.answeredBy(event, status, event.type === "bot-http-answer" ? event.path : null);
    for (const { request, status: ofRequest } of answered ?? []) {
      const answer = requestBody(request.method, request.path, ofRequest, null);
      if (!answer?.channelId) continue;
      const full = { ...originOf(event), ...answer.body, channelId: answer.channelId } as CallEvent;
      const { half, inferredFrom } = this.#ownerOf(full, answer.channelId);
      this.#add(half, this.#asCleanUp(half, full), inferredFrom ?? ANSWER);
    }
    if (answered !== null) return null;
    if (event.type !== "bot-http-answer") return event;
    // what was announced in words may be refused this way
    return status < 400 ? null : { ...originOf(event), type: "bot-request-failed", ...OF_NOTHING, status };
  }

  #pushLabelled(event: CallEvent, channelId: string): boolean {
    const sharing = this.#sharing.get(channelId)?.filter((half) => this.#open.has(half)) ?? [];
    if (sharing.length > 1) return this.#pushToOneOf(sharing, event, channelId);
    const known = this.#byId.get(channelId);
    if (known && this.#open.has(known) && known.channelIds[0] === channelId && isOfAnother(known, event))
      return this.#pushToOneOf([known], event, channelId);
    const { half, inferredFrom } = this.#ownerOf(event, channelId);
    this.#add(half, this.#asCleanUp(half, event), inferredFrom);
    return true;
  }

  /** Assigns an event with an id that several calls share to the one it can belong to. @returns false if several are possible. */
  #pushToOneOf(sharing: readonly HalfCall[], event: CallEvent, id: string): boolean {
    const byPlayback = "playbackId" in event && event.playbackId ? this.#byPlayback.get(event.playbackId) : undefined;
    let owner = byPlayback ?? (sharing.length > 1 ? ownerAmong(sharing, event) : null);
    if (!owner && event.type === "bot-stasis-start") {
      owner = newHalfCall("bot", this.#streamIndex, 0, event.wallMs ?? this.#nowMs);
      const all = [...sharing, owner];
      for (const half of all) half.sharesId = true;
      this.#sharing.set(id, all);
      this.#open.touch(owner);
    }
    if (owner) this.#add(owner, event, null);
    else this.unattributedCount += 1;
    return owner !== null;
  }

  #noteWhatIsSeen(event: CallEvent): void {
    if (event.type === "bot-hangup-requested") {
      this.#seen.hangupRequests = true;
      if (event.cause !== null) this.#seen.hangupCauses = true;
    } else if (event.type === "bot-stasis-end") this.#seen.stasisEnds = true;
    else if (event.type === "bot-unhold") this.#seen.unholds = true;
    else if (event.type === "bot-hangup" && isRequest(event)) this.#seen.deletes = true;
  }

  /** @returns false if it could not be assigned to a call. */
  #pushUnlabelled(event: CallEvent): boolean {
    if (isRefusal(event)) {
      const named = this.#ownerByName(event) ?? this.#ownerByCorrelationId(event);
      const attempt = this.#attempts.answeredBy(event, named?.half ?? null);
      if (attempt === "several") {
        this.unattributedCount += 1;
        return false;
      }
      if (attempt) {
        const answer = asAnswerTo(event, attempt);
        const { half, inferredFrom } =
          attempt.channelId === null
            ? { half: attempt.half, inferredFrom: null }
            : this.#ownerOf(answer, attempt.channelId);
        this.#add(half, answer, inferredFrom ?? (named ? named.inferredFrom : ANSWER));
        return true;
      }
      // by its words it is about a service, not about a call
      if (named === null && isOfNothingNamed(event)) return this.pushUnread(asUnread(event));
    }
    const owner = this.#ownerOfUnlabelled(event);
    if (owner) this.#add(owner.half, event, owner.inferredFrom);
    else this.unattributedCount += event.type === "bot-line" ? 0 : 1;
    return owner !== null;
  }

  /** A channel is not found when it is to be hung up. Its end was wanted anyway. */
  #asCleanUp(half: HalfCall, event: CallEvent): CallEvent {
    const answers = event.type === "bot-channel-gone" && this.#attempts.hangsUp(half, event);
    return answers ? asAnswerTo(event, { action: "hangup", channelId: event.channelId }) : event;
  }

  /**
   * Takes a warning or an error that no pattern reads. An error that names no call goes to the only call it can belong to.
   * Warnings do not: there are too many to guess. @returns false if there is no such call.
   */
  pushUnread(event: CallEvent): boolean {
    const channelId = event.channelId ?? this.#givenIdIn(event.text);
    if (channelId !== null) {
      const half = this.#byId.get(channelId) ?? this.#callerIn(channelId);
      if (half) addUnread(half, event, half.strayIds.includes(channelId) ? STRAY : null);
      else this.#waitingUnread.add(event, [channelId]);
      return true;
    }
    const named = event.channelName === null ? null : this.#named(event.channelName);
    const owner = named
      ? { half: named, inferredFrom: null }
      : (this.#ownerByCorrelationId(event) ?? this.#ownerOfError(event));
    if (owner) addUnread(owner.half, event, owner.inferredFrom);
    return owner !== null;
  }

  #named(channelName: string): HalfCall | null {
    return onlyOne(this.#open, ({ channelNames }) => channelNames.includes(channelName));
  }

  #ownerOfError(event: CallEvent): { half: HalfCall; inferredFrom: string | null } | null {
    return event.severity === "warning" && event.exception === undefined ? null : this.#ownerOfUnlabelled(event);
  }

  /** Takes an event of the whole run. Once the bot's start is in the log, so is every later call of it. */
  pushRun(event: CallEvent): void {
    if (event.type === "bot-started" || event.type === "bot-ari-connected") this.#sawStart = true;
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory() {
    return {
      open: [...this.#open],
      byId: [...this.#byId],
      byPlayback: [...this.#byPlayback],
      sharing: [...this.#sharing],
      earlyFinishes: [...this.#earlyFinishes],
      waitingUnread: this.#waitingUnread.memory,
      correlation: this.#correlation.memory,
      helperLines: [...this.#helperLines],
      attempts: this.#attempts.memory,
      requests: this.#requests.memory,
      last: this.#last,
      nowMs: this.#nowMs,
      lastSweepMs: this.#lastSweepMs,
      sawStart: this.#sawStart,
      seen: this.#seen,
    };
  }

  /** Restores the state that an earlier run left. */
  recall(memory: BotMemory): void {
    for (const half of memory.open) this.#open.touch(half);
    for (const [id, half] of memory.byId) this.#byId.set(id, half);
    for (const [id, half] of memory.byPlayback) this.#byPlayback.set(id, half);
    for (const [id, halves] of memory.sharing) this.#sharing.set(id, halves);
    for (const [id, event] of memory.earlyFinishes) this.#earlyFinishes.set(id, event);
    this.#waitingUnread.recall(memory.waitingUnread);
    this.#correlation.recall(memory.correlation);
    this.#helperLines.push(...memory.helperLines);
    this.#attempts.recall(memory.attempts);
    this.#requests.recall(memory.requests);
    this.#last = memory.last;
    this.#nowMs = memory.nowMs;
    this.#lastSweepMs = memory.lastSweepMs;
    this.#sawStart = memory.sawStart;
    this.#seen = memory.seen;
  }

  /** Copies of the open halves, as they would be closed if the log ended here. */
  openHalves(): HalfCall[] {
    return [...this.#open].flatMap((open) => {
      const half = { ...open, strayIds: [...open.strayIds] };
      return [...this.#giveBackStrays(half), half].map((one) => ({ ...one, seen: { ...this.#seen } }));
    });
  }

  /** Closes every half, because the log has ended. */
  closeAll(): void {
    this.#waitingUnread.giveUp(Number.POSITIVE_INFINITY);
    for (const half of [...this.#open]) this.#put(half);
    this.#byId.clear();
    this.#byPlayback.clear();
  }

  #add(half: HalfCall, event: CallEvent, inferredFrom: string | null): void {
    this.#evicted.events += addEvent(half, event, inferredFrom);
    this.#attempts.note(half, event);
    const moment = momentOf(half, event);
    if (moment) this.#giveToRun(moment);
    const isLeg = event.type === "bot-dialled" || event.type === "bot-bridge";
    if (isLeg || (!SAYS_OTHERWISE.has(event.type) && isOfHelper(event))) {
      this.#helperLines.push({ half, text: event.text, wallMs: event.wallMs, isLeg });
      if (this.#helperLines.length > MAX_HELPER_LINES) this.#helperLines.shift();
    }
    if (inferredFrom === null) {
      if (event.channelId !== null) this.#waitingUnread.giveTo(half, event.channelId);
      remember(half.channelIds, event.channelId);
      if (!isDialled(event)) remember(half.channelNames, event.channelName);
      if (isChannelName(event.channelName)) this.#byId.set(event.channelName, half);
      this.#correlation.note(half, event);
    }
    if (event.type === "bot-play" && event.playbackId) {
      this.#byPlayback.set(event.playbackId, half);
      this.#byPlayback.set(event.playbackId.slice(0, 8), half); // often only its first part is printed
      const early = this.#earlyFinishes.get(event.playbackId);
      if (early) {
        this.#earlyFinishes.delete(event.playbackId);
        this.unattributedCount -= 1;
        addEvent(half, early, null);
      }
    }
    if (isEnd(event) && event.channelId === (half.channelIds[0] ?? null)) half.ended = true;
    this.#last = { half, wallMs: event.wallMs };
    this.#open.touch(half);
    this.#makeRoom();
  }

  /** An id that the bot made up is known only through its call, wherever it stands in a line. */
  #givenIdIn(text: string): string | null {
    GIVEN_ID.lastIndex = 0;
    for (let match = GIVEN_ID.exec(text); match !== null; match = GIVEN_ID.exec(text))
      if (this.#byId.has(match[0])) return match[0];
    return null;
  }

  #ownerOf(event: CallEvent, id: string): { half: HalfCall; inferredFrom: string | null } {
    const known = this.#byId.get(id);
    if (known && isRefusal(event) && isOnlyWanted(known)) return this.#asMistake(known, event, id);
    if (known) return { half: known, inferredFrom: known.strayIds.includes(id) ? STRAY : null };
    // The bot named the leg after its caller: agent-1795362774.10, ext-pbx1-1795362733.23
    const caller = this.#callerIn(id);
    if (caller) {
      this.#byId.set(id, caller);
      return { half: caller, inferredFrom: null };
    }
    const helped = this.#helpedBy(event, id);
    if (helped) {
      this.#byId.set(id, helped.half);
      return helped;
    }
    const mistaken = this.#strayOwner(event, id);
    if (mistaken) {
      this.#byId.set(id, mistaken);
      mistaken.strayIds.push(id);
      return { half: mistaken, inferredFrom: STRAY };
    }
    const half = this.#namedAfter(id) ?? newHalfCall("bot", this.#streamIndex, 0, event.wallMs ?? this.#nowMs);
    this.#open.touch(half);
    this.#byId.set(id, half);
    return { half, inferredFrom: null };
  }

  /**
   * The call of which only a leg has been mentioned so far, with an id derived from the caller's. Lines may be out of order. If
   * the leg had ended before, the log lacks its beginning, and so the kind of leg.
   */
  #namedAfter(id: string): HalfCall | null {
    if (parseUniqueId(id) === null) return null;
    const half = onlyOne(
      this.#open,
      ({ channelIds: [first], events, ended }) =>
        !ended && first?.endsWith(`-${id}`) === true && !events.some(({ event }) => event.type === "bot-stasis-start"),
    );
    half?.channelIds.unshift(id);
    return half;
  }

  /**
   * A snoop, external media or Local channel is made for a call and is none itself. It belongs to the call whose id its line
   * names, else to the one whose channel was created just before it, else to the only one that is up.
   */
  #helpedBy(event: CallEvent, id: string): { half: HalfCall; inferredFrom: string | null } | null {
    const askers = new Set(this.#helperLines.filter(({ text }) => isNamedIn(id, text)).map(({ half }) => half));
    const asked = onlyOne(askers, (half) => this.#open.has(half));
    if (asked) return { half: asked, inferredFrom: null };
    const dialling = event.type === "bot-dialled" ? this.#diallerOf(event, id) : null;
    if (dialling) return { half: dialling, inferredFrom: "a leg that was dialled right after this call was answered" };
    if (!isOfHelper(event) && !(isWithoutCaller(event) && this.#asksForHelper(event))) return null;
    const named = snoopedId(event.channelName) ?? this.#givenIdIn(event.text);
    const half = named === null ? undefined : this.#byId.get(named);
    if (half && this.#open.has(half)) return { half, inferredFrom: null };
    const asking = new Set(
      this.#helperLines.filter(({ wallMs, isLeg }) => !isLeg && isJustBefore(wallMs, event)).map((line) => line.half),
    );
    const lately = onlyOne(asking, (one) => this.#open.has(one) && !one.ended);
    if (lately) return { half: lately, inferredFrom: "a helper channel, made right after this call had spoken of one" };
    const after = onlyOne(this.#open, (one) => !one.ended && wasMadeAfter(id, one));
    return after
      ? { half: after, inferredFrom: "a helper channel, made right after this call's" }
      : this.#only(() => true, "a helper channel, and the only call up at the time");
  }

  /**
   * The call that a leg is dialled for, if its line names none: an inbound call that was just answered, with the leg's channel
   * created next. A bot that dials out answers none of its calls.
   */
  #diallerOf(event: CallEvent, id: string): HalfCall | null {
    return onlyOne(
      this.#open,
      (half) =>
        !half.ended &&
        wasMadeAfter(id, half) &&
        isJustBefore(half.events.at(-1)?.event.wallMs ?? null, event) &&
        half.events.some(({ event: { type } }) => type === "bot-stasis-start") &&
        half.events.some(({ event: { type } }) => type === "bot-answered"),
    );
  }

  /** Has a call just mentioned a helper channel? */
  #asksForHelper({ wallMs }: CallEvent): boolean {
    for (const { ended, events } of this.#open) {
      const last = ended ? undefined : events.at(-1)?.event;
      if (
        last &&
        wallMs !== null &&
        last.wallMs !== null &&
        wallMs - last.wallMs <= HELPER_WITHIN_MS &&
        isOfHelper(last)
      )
        return true;
    }
    return false;
  }

  /** An id that was only ever requested, and is refused now, may never have been a channel. */
  #asMistake(half: HalfCall, event: CallEvent, id: string): { half: HalfCall; inferredFrom: string | null } {
    const mistaken = this.#strayOwner(event, id);
    if (!mistaken || mistaken === half) return { half, inferredFrom: null };
    this.#open.delete(half);
    this.#byId.set(id, mistaken);
    mistaken.strayIds.push(id);
    for (const { event: wanted } of half.events) this.#add(mistaken, wanted, STRAY);
    return { half: mistaken, inferredFrom: STRAY };
  }

  /**
   * A channel that Asterisk refused to create never existed, whatever id was requested. The refusal belongs to the call that the
   * bot just made the request for, or to the only one that is up.
   */
  #ownerOfRefusedLeg(event: CallEvent): { half: HalfCall; inferredFrom: string | null } | null {
    if (event.type !== "bot-request-failed" || event.action !== "media" || event.wallMs === null) return null;
    const { channelId, wallMs } = event;
    if (channelId === null || this.#byId.has(channelId)) return null;
    const asking = onlyOne(this.#open, ({ events }) =>
      events.some(
        ({ event: { wallMs: askedMs, text } }) =>
          askedMs !== null && wallMs - askedMs <= REFUSED_WITHIN_MS && text.includes(channelId),
      ),
    );
    return asking
      ? { half: asking, inferredFrom: "a leg under this id was asked for by a line of this call" }
      : this.#only(() => true, "the only call up at the time");
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

  /** The first mention of this id is a refusal, so no call ever had it. Which call was meant? */
  #strayOwner(event: CallEvent, id: string): HalfCall | null {
    if (event.type !== "bot-request-failed" && event.type !== "bot-channel-gone") return null;
    const wallMs = event.wallMs;
    // in a log without its beginning it may be the id of an earlier call
    if (!this.#sawStart) return null;
    if (wallMs === null) return this.#lastUnheld();
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

  /** In a log without times: the call of the previous line, if that line took it off hold to play to it. */
  #lastUnheld(): HalfCall | null {
    const half = this.#last?.half;
    const last = half?.events.at(-1)?.event;
    if (!half || !last || half.ended || half.strayIds.length >= MAX_STRAY_IDS) return null;
    return last.type === "bot-unhold" || wantsTo(last, "unhold") ? half : null;
  }

  #ownerOfUnlabelled(event: CallEvent): { half: HalfCall; inferredFrom: string | null } | null {
    if (event.type === "bot-play-finished" && event.playbackId) {
      const half = this.#byPlayback.get(event.playbackId) ?? this.#byPlayback.get(event.playbackId.slice(0, 8));
      if (half) return { half, inferredFrom: null };
      this.#earlyFinishes.set(event.playbackId, event);
      return null;
    }
    const named = this.#ownerByName(event) ?? this.#ownerByCorrelationId(event);
    // words that are not understood may be about anything
    if (named || event.type === "bot-line") return named;
    const guessed = this.#guessedOwnerOf(event);
    // a line with another call's id belongs to nobody rather than to the only call that is up
    return guessed && this.#correlation.isOfAnother(guessed.half, event) ? null : guessed;
  }

  /** Assigns an event that names no call, by its time and by the calls that were up. */
  #guessedOwnerOf(event: CallEvent): { half: HalfCall; inferredFrom: string | null } | null {
    const wallMs = event.wallMs;
    if (wallMs === null) return null;
    const byDuration = this.#ownerByDuration(event, wallMs);
    if (byDuration) return byDuration;
    if (event.type === "bot-media-closed")
      return this.#only(
        (half) => half.events.some(({ event: e }) => e.type === "bot-media-leg" || e.type === "bot-bridge"),
        "the only call with a media connection of the bot",
      );
    if (this.#last && this.#last.wallMs !== null && wallMs - this.#last.wallMs <= SAME_MOMENT_MS) {
      if (onlyOne(this.#open, (half) => wallMs - half.lastWallMs <= SAME_MOMENT_MS))
        return {
          half: this.#last.half,
          inferredFrom: `${wallMs - this.#last.wallMs} ms after this call's line, no other call spoke`,
        };
    }
    return this.#only(() => true, "the only call up at the time");
  }

  /** A bot that never prints an id may print the channel's name. */
  #ownerByName(event: CallEvent): { half: HalfCall; inferredFrom: string | null } | null {
    const { channelName } = event;
    if (!isChannelName(channelName)) return null;
    const known = this.#byId.get(channelName);
    if (known) return { half: known, inferredFrom: null };
    const half = newHalfCall("bot", this.#streamIndex, 0, event.wallMs ?? this.#nowMs);
    this.#open.touch(half);
    this.#byId.set(channelName, half);
    return { half, inferredFrom: null };
  }

  #ownerByCorrelationId(event: CallEvent): { half: HalfCall; inferredFrom: string | null } | null {
    const found = this.#correlation.ownerOf(event);
    return found && this.#open.has(found.half)
      ? { half: found.half, inferredFrom: `${found.id} stood beside this call's channel before` }
      : null;
  }

  /** "TTS chunk 0 ready in 0.35s" belongs to the call whose model answered 0.35 s before. */
  #ownerByDuration(event: CallEvent, wallMs: number): { half: HalfCall; inferredFrom: string } | null {
    if (event.type !== "bot-model-answered" && event.type !== "bot-tts") return null;
    const { tookMs } = event;
    if (tookMs === null) return null;
    const before = event.type === "bot-tts" ? ["bot-model-answered", "bot-hold"] : ["bot-model-asked", "bot-hold"];
    const half = onlyOne(this.#open, (half) => {
      const start = half.events.findLast(({ event: e }) => before.includes(e.type))?.event.wallMs;
      return start !== undefined && start !== null && Math.abs(wallMs - tookMs - start) <= DURATION_SLACK_MS;
    });
    return half
      ? { half, inferredFrom: `started ${(tookMs / 1000).toFixed(2)} s earlier, when only this call could have` }
      : null;
  }

  #only(fits: (half: HalfCall) => boolean, reason: string): { half: HalfCall; inferredFrom: string } | null {
    const half = onlyOne(this.#open, (one) => !one.ended && fits(one));
    return half && { half, inferredFrom: reason };
  }

  /**
   * Closes what has ended or has long been silent, by the time that the log has reached, or must have reached while it was
   * silent.
   */
  sweep(nowMs: number): void {
    this.#lastSweepMs = nowMs;
    this.#waitingUnread.giveUp(nowMs);
    for (const half of [...this.#open]) {
      if (nowMs - half.lastWallMs > (half.ended ? LINGER_MS : QUIET_MS)) this.#put(half);
    }
    this.#earlyFinishes.clear();
    for (const [id, halves] of this.#sharing)
      if (!halves.some((half) => this.#open.has(half))) this.#sharing.delete(id);
    const isOpen = (half: HalfCall): boolean => this.#open.has(half);
    this.#byId.keepOnly(isOpen);
    this.#byPlayback.keepOnly(isOpen);
    this.#correlation.forgetAllBut(this.#open);
  }

  /**
   * A call that goes on to play to its own channel in the same turn made no mistake. The refusal belongs to a call from before
   * the log began, which gets a half of its own.
   */
  #giveBackStrays(half: HalfCall): HalfCall[] {
    const given: HalfCall[] = [];
    for (const id of half.strayIds) {
      const first = half.events.findIndex(({ event }) => event.channelId === id);
      const after = half.events.slice(first).filter(({ event }) => event.channelId !== id);
      const nextHold = after.findIndex(({ event }) => event.type === "bot-hold");
      const played = (nextHold < 0 ? after : after.slice(0, nextHold)).some(({ event }) => isPlay(event));
      if (!played) continue;
      const own = newHalfCall("bot", this.#streamIndex, 0, half.events[first]?.event.wallMs ?? this.#nowMs);
      for (const { event } of half.events.filter(({ event }) => event.channelId === id)) addEvent(own, event, null);
      own.channelIds.push(id);
      half.events = half.events.filter(({ event }) => event.channelId !== id);
      half.strayIds = half.strayIds.filter((other) => other !== id);
      given.push(own);
    }
    return given;
  }

  /** The call whose caller's id is contained in an id, as a whole: 1795362774.1 is no part of 1795362774.10. */
  #callerIn(id: string): HalfCall | null {
    for (const { index } of id.matchAll(/[-_;:]/g)) {
      const before = id.slice(0, index);
      const after = id[index] === "-" ? id.slice(index + 1) : "";
      for (const caller of [before, after]) {
        const half = this.#byId.get(caller);
        if (half?.channelIds.includes(caller) && this.#open.has(half)) return half;
      }
    }
    return null;
  }

  #makeRoom(): void {
    const excess = this.#open.excess();
    if (!excess) return;
    const { half } = excess;
    for (const { event } of half.events) {
      const playbackId = event.type === "bot-play" ? (event.playbackId ?? "") : "";
      for (const key of [playbackId, playbackId.slice(0, 8)])
        if (this.#byPlayback.get(key) === half) this.#byPlayback.delete(key);
      const id = event.channelId ?? "";
      if (this.#byId.get(id) === half) this.#byId.delete(id);
    }
    if (excess.isSlim) this.#evicted.ids += 1;
    else {
      this.#evicted.calls += 1;
      this.#put(half);
    }
  }

  #put(half: HalfCall): void {
    this.#open.delete(half);
    for (const own of this.#giveBackStrays(half)) this.#close(own);
    half.seen = { ...this.#seen };
    this.#close(half);
  }
}

const OF_NOTHING = { method: "", path: "", action: "other", body: null } as const;

/** Where and when a line was written, without what it says. */
function originOf(event: CallEvent): EventOrigin {
  const { type: _, ...origin } = event;
  return origin;
}

/** `404 Client Error: Not Found for url: http://…/hold` does not say whether it was to hold. The request before it does. */
function withMethod(event: CallEvent, requests: OpenRequests): CallEvent {
  if (event.type !== "bot-request-failed" || event.method !== "" || event.path === "") return event;
  const method = requests.methodOf(event.path);
  return method === null ? event : { ...event, method, action: actionOf(method, event.path) };
}

/** `PJSIP/trunk-0000000a`: of a channel, not of an endpoint. */
/** Does a line name the endpoint that a bot calls, rather than a channel? Asterisk's channel names end in a number. */
function isDialled({ channelName, text }: CallEvent): boolean {
  const isEndpoint = /^(?:PJ)?SIP\//.test(channelName ?? "") && !isChannelName(channelName);
  return isEndpoint && /\b(?:endpoint|dial\w*|originat\w*)\b/i.test(text);
}

function isJustBefore(wallMs: number | null, event: CallEvent): boolean {
  return (
    wallMs !== null && event.wallMs !== null && event.wallMs >= wallMs && event.wallMs - wallMs <= HELPER_WITHIN_MS
  );
}

function isChannelName(name: string | null): name is string {
  return name !== null && /-[\da-f]{8}(?:;[12])?$/.test(name);
}

/** `HTTP Request: DELETE http://pbx:8088/ari/channels/1795362758.0 "HTTP/1.1 204 No Content"` is not the bot's own wording. */
function isRequest({ message }: CallEvent): boolean {
  return message.includes("DELETE") && message.includes("/channels/");
}

const GIVEN_ID = /[A-Za-z\d][\w.@-]{5,148}/g;

/** A line in which a call mentions another channel. */
interface HelperLine {
  readonly half: HalfCall;
  readonly text: string;
  readonly wallMs: number | null;
  /** True for a dialled leg or a bridge: only the line itself ties such a channel to the call. */
  readonly isLeg: boolean;
}

/** Never this many helper channels are requested at once. */
const MAX_HELPER_LINES = 64;

/** Most lines of a call are of these types, which mention no other channel. */
const SAYS_OTHERWISE: ReadonlySet<EventType> = new Set<EventType>([
  ...(["bot-answered", "bot-hold", "bot-unhold", "bot-moh", "bot-play", "bot-play-finished", "bot-filler"] as const),
  ...([
    "bot-speech",
    "bot-model-asked",
    "bot-model-answered",
    "bot-tts",
    "bot-hangup",
    "bot-hangup-requested",
  ] as const),
  ...(["bot-stasis-end", "bot-call-finished"] as const),
]);

/** Asterisk creates a helper channel while it handles the request for it. */
const HELPER_WITHIN_MS = 3_000;

const HELPER_WORDS =
  /\b(?:snoop\w*|spy|spying|whisper(?:ing)? channel|external[ _-]?media\w*|unicast ?rtp|local channel)\b/i;

function isOfHelper({ text, channelName }: CallEvent): boolean {
  return (
    HELPER_WORDS.test(text) || (channelName !== null && (isHelperName(channelName) || channelName.startsWith("Local/")))
  );
}

/** Does a text contain this id as a whole? */
function isNamedIn(id: string, text: string): boolean {
  const at = text.indexOf(id);
  return at >= 0 && !/[\w.]/.test(text.charAt(at - 1)) && !/^(?:\w|\.\w)/.test(text.slice(at + id.length));
}

function isWithoutCaller(event: CallEvent): boolean {
  return event.type === "bot-stasis-start" && (event.caller ?? "") === "";
}

/** Was a channel created right after one of a call's? Every new channel of the process takes the next number. */
function wasMadeAfter(id: string, { channelIds }: HalfCall): boolean {
  const made = parseUniqueId(id);
  if (!made) return false;
  return channelIds.some((own) => {
    const before = parseUniqueId(own);
    return (
      before !== null &&
      made.counter - before.counter === 1 &&
      made.epochSeconds >= before.epochSeconds &&
      made.epochSeconds - before.epochSeconds <= MADE_WITHIN_SECONDS
    );
  });
}

/** A bot that listens in mostly does so at the beginning of a call. */
const MADE_WITHIN_SECONDS = 10;

/** The steps of a turn. The last of them says what a call is waiting for. */
const STEPS: ReadonlySet<EventType> = new Set<EventType>([
  ...(["bot-hold", "bot-tts", "bot-unhold"] as const),
  // played, or refused: it is waiting for nothing
  ...(["bot-play", "bot-not-in-stasis"] as const),
]);

/** Nothing was done to its channel, as far as the bot says. It only intended something, other than a hang-up. */
function isOnlyWanted({ events }: HalfCall): boolean {
  return (
    events.length <= MAX_WANTED &&
    // an event that was assigned by a guess proves nothing
    events.every(
      ({ event, inferredFrom }) => inferredFrom !== null || event.type === "bot-intention" || event.type === "bot-line",
    ) &&
    events.some(({ event }) => event.type === "bot-intention" && event.action !== "hangup")
  );
}

const MAX_WANTED = 4;

/** After these the bot is done with a channel. */
function isEnd(event: CallEvent): boolean {
  return (
    event.type === "bot-stasis-end" ||
    event.type === "bot-call-finished" ||
    event.type === "bot-hangup" ||
    (event.type === "bot-intention" && event.action === "hangup")
  );
}

/** The half that fits, if no other does. */
function onlyOne(halves: Iterable<HalfCall>, fits: (half: HalfCall) => boolean): HalfCall | null {
  let found: HalfCall | null = null;
  for (const half of halves) {
    if (!fits(half)) continue;
    if (found) return null;
    found = half;
  }
  return found;
}

const ANSWER = "it answers the request before it, the only one that waited for an answer";
const STRAY = "the id was never a channel; this call was the one that the bot was about to play to";
