// Turns Asterisk's events into halves. Lines are joined by what they name (call-keys.ts): C- id, channel name, uniqueid, SIP
// Call-ID, bridge, thread. Names and C- ids start again after a restart (main/channel.c, main/logger.c), so a restart closes
// every half (process-starts.ts). A log may hold the lines of several processes without saying so. A line with a call's name that
// cannot be that call's own starts another call (namesakes.ts).

import type { CallEvent, EventOf } from "../../events/event.js";
import type { LogRecord } from "../../records/record.js";
import { addEvent, cutMiddle, type HalfCall, NOTHING_SEEN, newHalfCall, remember, type Seeing } from "../half-call.js";
import { LINGER_MS, QUIET_MS, SWEEP_EVERY_MS } from "../limits.js";
import { AllocatedChannels } from "./allocated-channels.js";
import { callHelped } from "./auxiliary-channels.js";
import { beginsCall, endsCall } from "./call-bounds.js";
import { CallKeys, keysOf, SEVERAL, tiesOnlyById } from "./call-keys.js";
import { momentOf } from "./call-moments.js";
import { ConsoleLines } from "./console-lines.js";
import { DialogsByMedia, isOfChannel } from "./dialogs-by-media.js";
import { DialogsByParties } from "./dialogs-by-parties.js";
import { type Evicted, noneEvicted } from "./evicted.js";
import { isOfTimer, LooseWarnings, type Takers } from "./loose-warnings.js";
import { cameInApart, mayBeOne } from "./namesakes.js";
import { OpenHalves } from "./open-halves.js";
import { ProcessStarts } from "./process-starts.js";
import { noteSeenInAsteriskLog, noteSeenLevel, ShortestSilences } from "./seen-in-log.js";
import { addUnread, moveUnread, WaitingUnread } from "./unread-lines.js";

/** What {@link AsteriskTracker} remembers. */
export type AsteriskMemory = AsteriskTracker["memory"];

/** Follows the calls of one Asterisk log. */
export class AsteriskTracker {
  readonly #streamIndex: number;
  readonly #close: (half: HalfCall) => void;
  readonly #noteQuiet: (half: HalfCall, of: AsteriskTracker) => void;
  readonly #open = new OpenHalves();
  readonly #keys = new CallKeys(this.#open);
  readonly #evicted = noneEvicted();
  #banner: EventOf<"log-opened"> | null = null;
  readonly #allocated = new AllocatedChannels();
  readonly #consoleLines = new ConsoleLines(this.#open);
  readonly #dialogs = new DialogsByMedia();
  readonly #parties = new DialogsByParties();
  readonly #waitingUnread: WaitingUnread;
  readonly #giveToRun: (event: CallEvent) => void;
  readonly #loose = new LooseWarnings();
  readonly #takers: Takers;
  /** Warnings that were assigned to a call or given up. They can change a verdict though the call has no new line. */
  settledWarningCount = 0;
  readonly #starts = new ProcessStarts();
  #nowMs = 0;
  #lastSweepMs = 0;
  #seen: Seeing = { ...NOTHING_SEEN };
  readonly #silences = new ShortestSilences();

  /**
   * @param close Receives each half that is finished.
   * @param giveUp Receives what turns out to belong to no known call.
   * @param noteQuiet Told of each half that is open and about which nothing has come for two minutes.
   */
  constructor(
    streamIndex: number,
    close: (half: HalfCall) => void,
    giveUp: (event: CallEvent) => void = () => undefined,
    noteQuiet: (half: HalfCall, of: AsteriskTracker) => void = () => undefined,
  ) {
    this.#streamIndex = streamIndex;
    this.#close = close;
    this.#noteQuiet = noteQuiet;
    this.#waitingUnread = new WaitingUnread(giveUp);
    this.#giveToRun = giveUp;
    this.#takers = {
      give: (half, warning, why) => {
        if (!this.#open.has(half)) {
          giveUp(warning);
          return;
        }
        this.#evicted.events += addEvent(half, warning, why);
        remember(half.sipCallIds, warning.sipCallId);
      },
      giveUp,
    };
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
    return { ...this.#evicted, names: this.#keys.evictedCount };
  }

  /** Notes what a record shows about what this log records, whether or not it yields an event. */
  observe(record: LogRecord): void {
    if (record.stamp && record.stamp.wallMs > this.#nowMs) this.#goOnTo(record.stamp.wallMs);
    noteSeenLevel(this.#seen, record);
  }

  /**
   * The log of a console may begin with lines without a time (main/asterisk.c:set_header). They get the time of the first line
   * that has one.
   */
  #goOnTo(wallMs: number): void {
    if (this.#nowMs === 0) {
      this.#lastSweepMs = wallMs;
      for (const half of this.#open) half.firstWallMs = half.lastWallMs = wallMs;
    }
    this.#nowMs = wallMs;
  }

  /** Takes an event of a call. @returns false if no known call could own it. */
  push(event: CallEvent): boolean {
    noteSeenInAsteriskLog(this.#seen, event);
    this.#consoleLines.note(event);
    if (event.type === "rtp-timeout") this.#silences.note(event);
    if (this.#starts.isShownBy(event, this.#keys)) this.#beginAnew();
    const named = this.#allocated.join(event);
    if (this.#nowMs - this.#lastSweepMs > SWEEP_EVERY_MS) this.sweep(this.#nowMs);
    this.settleWarnings(this.#nowMs);
    this.#tieByParties(this.#nowMs);
    if (!named) return true;
    const keys = keysOf(named);
    const known = this.#halfFor(named, keys);
    const helped = known === null ? callHelped(named, this.#open) : null;
    const mayBegin = known === null && keys.length > 0 && beginsCall(named);
    const found = known === SEVERAL ? null : (known ?? helped?.half ?? (mayBegin ? this.#begin(named, keys) : null));
    if (!found && isOfTimer(named)) {
      this.#loose.add(named, this.#takers);
      return true;
    }
    if (!found) return false;
    const half = this.#withDialogOf(found, named);
    const inferredFrom = helped?.inferredFrom ?? (keys.length === 0 ? "same thread of Asterisk" : null);
    this.#evicted.events += addEvent(half, named, inferredFrom);
    if (named.wallMs === null) half.lastWallMs = Math.max(half.lastWallMs, this.#nowMs);
    this.#index(half, named, keys);
    const unnamed = this.#consoleLines.unnamedPartOf(half, named);
    if (unnamed) this.#merge(half, unnamed);
    this.#dialogs.note(half, named, this.#nowMs);
    this.#parties.note(half, named, this.#nowMs);
    const moment = momentOf(half, named);
    if (moment) this.#giveToRun(moment);
    this.#loose.note(half, named);
    if (endsCall(half, named)) half.ended = true;
    this.#open.touch(half);
    this.#makeRoom();
    return true;
  }

  /** Takes a warning or an error that no pattern reads. @returns false if neither the line nor its thread names a call. */
  pushUnread(event: CallEvent): boolean {
    const keys = keysOf(event);
    const bearers = keys.map((key) => this.#keys.bearerOf(key, event));
    const known = bearers.find((half): half is HalfCall => half !== undefined && half !== SEVERAL);
    const byThread = keys.length === 0 ? this.#keys.ofThread(event) : undefined;
    const half = known ?? byThread ?? this.#consoleLines.callAmongSteps(event);
    if (half) addUnread(half, event, known === undefined ? "same thread of Asterisk" : null);
    else if (keys.length > 0) this.#waitingUnread.add(event, keys);
    return half !== null || keys.length > 0;
  }

  /** Takes an event of the whole run. A restart closes every call; a hole in the log makes silence worthless. */
  pushRun(event: CallEvent): void {
    if (event.type === "log-discarding") this.#seen.lossy = true;
    if (event.type === "log-opened") this.#banner = event;
    else if (this.#starts.note(event, this.#nowMs)) this.#beginAnew();
  }

  #beginAnew(): void {
    this.closeAll();
    this.#starts.generation += 1;
    this.#silences.clear();
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory() {
    return {
      open: [...this.#open],
      ...this.#keys.memory,
      ...this.#consoleLines.memory,
      dialogs: this.#dialogs.memory,
      parties: this.#parties.memory,
      waitingUnread: this.#waitingUnread.memory,
      loose: this.#loose.memory,
      topic: this.#allocated.memory,
      banner: this.#banner,
      ...this.#starts.memory,
      nowMs: this.#nowMs,
      lastSweepMs: this.#lastSweepMs,
      seen: this.#seen,
      silences: this.#silences.memory,
    };
  }

  /** Restores the state that an earlier run left. */
  recall(memory: AsteriskMemory): void {
    for (const half of memory.open) this.#open.touch(half);
    this.#keys.recall(memory);
    this.#consoleLines.recall(memory);
    this.#dialogs.recall(memory.dialogs);
    this.#parties.recall(memory.parties);
    this.#waitingUnread.recall(memory.waitingUnread);
    this.#loose.recall(memory.loose);
    this.#allocated.recall(memory.topic);
    this.#banner = memory.banner;
    this.#starts.recall(memory);
    this.#nowMs = memory.nowMs;
    this.#lastSweepMs = memory.lastSweepMs;
    this.#seen = memory.seen;
    this.#silences.recall(memory.silences);
  }

  /** Copies of the open halves, as they would be closed if the log ended here. */
  openHalves(): HalfCall[] {
    const calls = [...this.#open].filter((half) => !this.#parties.isUndecided(half));
    return calls.map((half) => ({ ...half, seen: this.#seenOf(half) }));
  }

  /** Closes every half, because the log has ended or Asterisk has restarted. */
  closeAll(): void {
    this.#tieByParties(Number.POSITIVE_INFINITY);
    this.#loose.settle(Number.POSITIVE_INFINITY, this.#open, this.#takers);
    this.#waitingUnread.giveUp(Number.POSITIVE_INFINITY, (event) => this.#consoleLines.callAround(event));
    for (const half of [...this.#open]) this.#put(half);
    this.#keys.clear();
    this.#allocated.clear();
    this.#consoleLines.clear();
  }

  #halfFor(event: CallEvent, keys: readonly string[]): HalfCall | null | typeof SEVERAL {
    const found = new Set<HalfCall>();
    for (const key of keys) {
      const half = this.#keys.bearerOf(key, event);
      if (half === SEVERAL) return SEVERAL;
      if (half) found.add(half);
    }
    const byThread = keys.length === 0 ? this.#keys.ofThread(event) : undefined;
    if (byThread) found.add(byThread);
    let [half] = found;
    for (const other of found) {
      if (!half || other === half || !mayBeOne(half, other)) continue;
      if (tiesOnlyById(event) && cameInApart(half, other))
        this.#keys.areOfSeveral = half.sharesId = other.sharesId = true;
      else half = this.#merge(half, other);
    }
    return half ?? this.#consoleLines.callAmongSteps(event);
  }

  #begin(event: CallEvent, keys: readonly string[]): HalfCall {
    const half = newHalfCall("asterisk", this.#streamIndex, this.#starts.generation, event.wallMs ?? this.#nowMs);
    half.banner = this.#banner;
    half.sharesId = this.#keys.areOfSeveral;
    this.#open.touch(half);
    this.#keys.noteNamesakes(keys);
    return half;
  }

  /** A SIP trace names no channel. But the address that a channel's RTP comes from is in the SDP of exactly one dialog. */
  #withDialogOf(half: HalfCall, event: CallEvent): HalfCall {
    if (event.type !== "strict-rtp" || !isOfChannel(half)) return half;
    const dialog = this.#dialogs.ofMediaFrom(event.address, this.#nowMs, (one) => this.#open.has(one));
    return dialog && dialog !== half ? this.#merge(half, dialog) : half;
  }

  /** Without such an address, extension and caller tie a dialog to a call, provided one dialog fits one call only. */
  #tieByParties(nowMs: number): void {
    for (const { call, dialog } of this.#parties.settle(nowMs, (one) => this.#open.has(one)))
      if (mayBeOne(call, dialog)) this.#merge(call, dialog);
  }

  #merge(into: HalfCall, from: HalfCall): HalfCall {
    const [keep, drop] = into.firstWallMs <= from.firstWallMs ? [into, from] : [from, into];
    keep.events = [...keep.events, ...drop.events].sort((a, b) => a.event.line - b.event.line);
    for (const list of ["channelIds", "channelNames", "logCallIds", "sipCallIds"] as const)
      for (const id of drop[list]) remember(keep[list], id);
    keep.lastWallMs = Math.max(keep.lastWallMs, drop.lastWallMs);
    keep.ended = keep.ended && drop.ended;
    keep.sharesId ||= drop.sharesId;
    moveUnread(keep, drop);
    this.#keys.move(drop, keep);
    this.#evicted.events += cutMiddle(keep);
    this.#open.delete(drop);
    return keep;
  }

  #index(half: HalfCall, event: CallEvent, keys: readonly string[]): void {
    for (const key of keys) {
      this.#keys.give(key, half);
      this.#waitingUnread.giveTo(half, key);
    }
    this.#keys.giveThread(half, event);
    remember(half.logCallIds, event.logCallId);
    remember(half.channelNames, event.channelName);
    remember(half.channelIds, event.channelId);
    remember(half.sipCallIds, event.sipCallId);
  }

  /** Assigns warnings that name no channel, once everything that an end leaves is in the log. */
  settleWarnings(nowMs: number): void {
    this.settledWarningCount += this.#loose.settle(nowMs, this.#open, this.#takers);
  }

  /**
   * Closes what has ended or has long been silent, by the time that the log has reached, or must have reached while it was
   * silent.
   */
  sweep(nowMs: number): void {
    this.#lastSweepMs = nowMs;
    this.#tieByParties(nowMs);
    this.settleWarnings(nowMs);
    this.#waitingUnread.giveUp(nowMs, (event) => this.#consoleLines.callAround(event));
    for (const half of [...this.#open]) {
      const silentMs = nowMs - half.lastWallMs;
      if (silentMs > (half.ended ? LINGER_MS : QUIET_MS)) this.#put(half);
      else if (silentMs > LINGER_MS && !this.#parties.isUndecided(half)) {
        half.seen = this.#seenOf(half);
        this.#noteQuiet(half, this);
      }
    }
    this.#consoleLines.forgetClosed();
    this.#keys.forgetClosed();
  }

  isOpen(half: HalfCall): boolean {
    return this.#open.has(half);
  }

  /** Closes a half that was handed on while it was open. */
  release(half: HalfCall): void {
    this.#open.delete(half);
    this.#parties.forget(half);
  }

  #makeRoom(): void {
    const excess = this.#open.excess();
    if (!excess) return;
    this.#keys.forget(excess.half);
    this.#consoleLines.forget(excess.half);
    if (excess.isSlim) this.#evicted.ids += 1;
    else {
      this.#evicted.calls += 1;
      this.#put(excess.half);
    }
  }

  #put(half: HalfCall): void {
    this.#open.delete(half);
    const isUndecided = this.#parties.isUndecided(half);
    this.#parties.forget(half);
    if (isUndecided) {
      for (const { event } of half.events) this.#giveToRun(event);
      return;
    }
    half.seen = this.#seenOf(half);
    this.#close(half);
  }

  /** What this log has shown that it records, and the shortest silence that ended a call of the same endpoint. */
  #seenOf(half: HalfCall): HalfCall["seen"] {
    return { ...this.#seen, shortestSilenceSeconds: this.#silences.of(half) };
  }
}
