// Turns the bot's events into halves, by channel id (line-owners.ts). A line that names no channel is assigned to a call only if
// no other could own it (unlabelled-lines.ts), and the event says why. An id that never was a channel is a mistake about the call
// that the bot was busy with (mistaken-ids.ts).

import type { CallEvent } from "../../events/event.js";
import type { LogRecord } from "../../records/record.js";
import { addEvent, type HalfCall, NOTHING_SEEN, newHalfCall, remember, type Seeing } from "../half-call.js";
import { LINGER_MS, QUIET_MS, SWEEP_EVERY_MS } from "../limits.js";
import { asAnswerTo, asUnread, isOfNothingNamed, isRefusal, OpenAttempts } from "./attempts.js";
import { momentOf } from "./call-moments.js";
import { isDialled } from "./channel-ids.js";
import { type Evicted, noneEvicted } from "./evicted.js";
import { ANSWERS, answersBy, asLine, asRefusal, withMethod } from "./exchanges.js";
import { LineOwners } from "./line-owners.js";
import { giveBackStrays, MISTAKEN } from "./mistaken-ids.js";
import { OpenHalves, type Owner, onlyOne } from "./open-halves.js";
import { OpenRequests } from "./open-requests.js";
import { noteSeenInBotLog } from "./seen-in-log.js";
import { addUnread, WaitingUnread } from "./unread-lines.js";

/** What {@link BotTracker} remembers. */
export type BotMemory = BotTracker["memory"];

/** Follows the calls of one bot log. */
export class BotTracker {
  readonly #streamIndex: number;
  readonly #close: (half: HalfCall) => void;
  readonly #open = new OpenHalves();
  readonly #owners = new LineOwners(this.#open, (event) => {
    const half = newHalfCall("bot", this.#streamIndex, 0, event.wallMs ?? this.#nowMs);
    this.#open.touch(half);
    return half;
  });
  readonly #attempts = new OpenAttempts();
  readonly #requests = new OpenRequests();
  readonly #evicted = noneEvicted();
  readonly #waitingUnread: WaitingUnread;
  readonly #giveToRun: (event: CallEvent) => void;
  #nowMs = 0;
  #lastSweepMs = 0;
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
    return { ...this.#evicted, names: this.#owners.evictedCount };
  }

  /** Notes the time of a record, whether or not it yields an event. */
  observe(record: LogRecord): void {
    if (record.stamp && record.stamp.wallMs > this.#nowMs) this.#nowMs = record.stamp.wallMs;
  }

  /** Takes an event of a call. @returns false for a warning or an error that could not be assigned to a call. */
  push(given: CallEvent): boolean {
    const event = this.#ofExchange(withMethod(given, this.#requests));
    if (this.#requests.note(given) || event === null) return true;
    noteSeenInBotLog(this.#seen, event);
    const channelId = this.#owners.idIn(event);
    const leg = this.#owners.ofRefusedLeg(event);
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
    if (event.type === "bot-http-request") return asLine(event);
    const answers = answersBy(event, this.#requests);
    if (answers === null) return event.type === "bot-http-answer" ? asRefusal(event) : event;
    for (const { event: answer, channelId } of answers) {
      const { half, inferredFrom } = this.#ownerOf(answer, channelId);
      this.#add(half, this.#asCleanUp(half, answer), inferredFrom ?? ANSWERS);
    }
    return null;
  }

  #pushLabelled(event: CallEvent, channelId: string): boolean {
    const sharing = this.#owners.sharing(channelId, event);
    if (sharing.length > 0) return this.#pushToOneOf(sharing, event, channelId);
    const { half, inferredFrom } = this.#ownerOf(event, channelId);
    this.#add(half, this.#asCleanUp(half, event), inferredFrom);
    return true;
  }

  /** Assigns an event with an id that several calls share to the one it can belong to. @returns false if several are possible. */
  #pushToOneOf(sharing: readonly HalfCall[], event: CallEvent, id: string): boolean {
    const owner = this.#owners.ofSharedId(sharing, event, id);
    if (owner) this.#add(owner, event, null);
    else this.unattributedCount += 1;
    return owner !== null;
  }

  /** @returns false if it could not be assigned to a call. */
  #pushUnlabelled(event: CallEvent): boolean {
    if (isRefusal(event)) {
      const named = this.#owners.ofName(event);
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
        this.#add(half, answer, inferredFrom ?? (named ? named.inferredFrom : ANSWERS));
        return true;
      }
      // by its words it is about a service, not about a call
      if (named === null && isOfNothingNamed(event)) return this.pushUnread(asUnread(event));
    }
    const owner = this.#owners.ofUnlabelled(event);
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
    const channelId = this.#owners.idIn(event);
    if (channelId !== null) {
      const known = this.#owners.known(channelId);
      if (known) addUnread(known.half, event, known.inferredFrom);
      else this.#waitingUnread.add(event, [channelId]);
      return true;
    }
    const named = event.channelName === null ? null : this.#named(event.channelName);
    const owner = named
      ? { half: named, inferredFrom: null }
      : (this.#owners.ofCorrelationId(event) ?? this.#ownerOfError(event));
    if (owner) addUnread(owner.half, event, owner.inferredFrom);
    return owner !== null;
  }

  #named(channelName: string): HalfCall | null {
    return onlyOne(this.#open, ({ channelNames }) => channelNames.includes(channelName));
  }

  #ownerOfError(event: CallEvent): Owner | null {
    return event.severity === "warning" && event.exception === undefined ? null : this.#owners.ofUnlabelled(event);
  }

  /** Takes an event of the whole run. Once the bot's start is in the log, so is every later call of it. */
  pushRun(event: CallEvent): void {
    if (event.type === "bot-started" || event.type === "bot-ari-connected") this.#owners.noteStart();
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory() {
    return {
      open: [...this.#open],
      ...this.#owners.memory,
      waitingUnread: this.#waitingUnread.memory,
      attempts: this.#attempts.memory,
      requests: this.#requests.memory,
      nowMs: this.#nowMs,
      lastSweepMs: this.#lastSweepMs,
      seen: this.#seen,
    };
  }

  /** Restores the state that an earlier run left. */
  recall(memory: BotMemory): void {
    for (const half of memory.open) this.#open.touch(half);
    this.#owners.recall(memory);
    this.#waitingUnread.recall(memory.waitingUnread);
    this.#attempts.recall(memory.attempts);
    this.#requests.recall(memory.requests);
    this.#nowMs = memory.nowMs;
    this.#lastSweepMs = memory.lastSweepMs;
    this.#seen = memory.seen;
  }

  /** Copies of the open halves, as they would be closed if the log ended here. */
  openHalves(): HalfCall[] {
    return [...this.#open].flatMap((open) => {
      const half = { ...open, strayIds: [...open.strayIds] };
      return [...giveBackStrays(half, this.#nowMs), half].map((one) => ({ ...one, seen: { ...this.#seen } }));
    });
  }

  /** Closes every half, because the log has ended. */
  closeAll(): void {
    this.#waitingUnread.giveUp(Number.POSITIVE_INFINITY);
    for (const half of [...this.#open]) this.#put(half);
    this.#owners.clear();
  }

  #add(half: HalfCall, event: CallEvent, inferredFrom: string | null): void {
    this.#evicted.events += addEvent(half, event, inferredFrom);
    this.#attempts.note(half, event);
    const moment = momentOf(half, event);
    if (moment) this.#giveToRun(moment);
    if (inferredFrom === null) {
      if (event.channelId !== null) this.#waitingUnread.giveTo(half, event.channelId);
      remember(half.channelIds, event.channelId);
      if (!isDialled(event)) remember(half.channelNames, event.channelName);
    }
    const early = this.#owners.note(half, event, inferredFrom);
    if (early) {
      this.unattributedCount -= 1;
      addEvent(half, early, null);
    }
    if (isEnd(event) && event.channelId === (half.channelIds[0] ?? null)) half.ended = true;
    this.#open.touch(half);
    this.#makeRoom();
  }

  #ownerOf(event: CallEvent, id: string): Owner {
    const owner = this.#owners.ofId(event, id);
    if (owner.mistaken) for (const { event: wanted } of owner.mistaken.events) this.#add(owner.half, wanted, MISTAKEN);
    return owner;
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
    this.#owners.forgetClosed();
  }

  #makeRoom(): void {
    const excess = this.#open.excess();
    if (!excess) return;
    const { half } = excess;
    this.#owners.forget(half);
    if (excess.isSlim) this.#evicted.ids += 1;
    else {
      this.#evicted.calls += 1;
      this.#put(half);
    }
  }

  #put(half: HalfCall): void {
    this.#open.delete(half);
    for (const own of giveBackStrays(half, this.#nowMs)) this.#close(own);
    half.seen = { ...this.#seen };
    this.#close(half);
  }
}

/** After these the bot is done with a channel. */
function isEnd(event: CallEvent): boolean {
  return (
    event.type === "bot-stasis-end" ||
    event.type === "bot-call-finished" ||
    event.type === "bot-hangup" ||
    (event.type === "bot-intention" && event.action === "hangup")
  );
}
