// Turns Asterisk's events into halves. Lines are joined by what they name: C- id, channel name, uniqueid, SIP Call-ID, bridge,
// thread. Names and C- ids start again after a restart (main/channel.c, main/logger.c), so a restart closes every half. A log
// may hold the lines of several processes without saying so. A line with a call's name that cannot be that call's own starts
// another call (namesakes.ts).

import type { CallEvent, EventOf, EventType } from "../../events/event.js";
import { BoundedMap } from "../../io/bounded-map.js";
import type { LogRecord } from "../../records/record.js";
import { driverOf } from "../call.js";
import { endpointOf } from "../facts/limits-in-force.js";
import { addEvent, cutMiddle, type HalfCall, NOTHING_SEEN, newHalfCall, remember, type Seeing } from "../half-call.js";
import { LINGER_MS, MAX_KEYS, QUIET_MS, SWEEP_EVERY_MS } from "../limits.js";
import { nameCounter } from "../unique-id.js";
import { callHelped, keyOfHelper } from "./auxiliary-channels.js";
import { momentOf } from "./call-moments.js";
import { DialogsByMedia, isOfChannel } from "./dialogs-by-media.js";
import { DialogsByParties } from "./dialogs-by-parties.js";
import { type Evicted, noneEvicted } from "./evicted.js";
import { isLoose, isOfTimer, LooseWarnings, type Takers } from "./loose-warnings.js";
import { bearerAmong, cameInApart, mayBeOf, mayBeOne, Namesakes } from "./namesakes.js";
import { OpenHalves } from "./open-halves.js";
import { addUnread, moveUnread, WaitingUnread } from "./unread-lines.js";

const ENDS: ReadonlySet<EventType> = new Set<EventType>([
  "spawn-exited",
  "rtp-timeout",
  "ami-hangup",
  "dialplan-ended",
  "codecs-incompatible",
]);

/** The end of another leg is not the end of the call: an optimised Local channel, an agent's channel. */
function endsCall({ channelNames }: HalfCall, event: CallEvent): boolean {
  const isEnd = ENDS.has(event.type) || (event.type === "dialplan" && event.exten === "h");
  return isEnd && (event.channelName === null || event.channelName === channelNames[0]);
}

/**
 * Does an event that no call owns begin one? Three kinds do not. A request may name any id. A SIP message may be about something
 * other than a call. chan_sip's warnings about timers and lost dialogs name a dialog that nothing ties to a channel
 * (docs/asterisk/channel-ids.md#which-lines-carry-the-call-id).
 */
function beginsCall(event: CallEvent): boolean {
  if (event.type === "sip-message") return event.method === "INVITE";
  if (event.type === "ari-event") return event.channelName !== null;
  return event.type !== "ari-request" && !isLoose(event);
}

/**
 * What a channel's thread prints right after a message that names no channel. On a console the message has a C- id, and the
 * VERBOSE line has the name but no id (main/asterisk.c:set_header). Only their order ties the two.
 */
const NEXT_OF: Partial<Record<EventType, EventType>> = {
  "moh-class-missing": "moh-started",
  "audiosocket-failed": "spawn-exited",
  "rtp-socket-error": "bridge-left",
  "dialplan-app-failed": "spawn-exited",
};

/** The channel's own thread prints these, even if ARI made the channel and no dialplan runs. */
const OWN_THREAD: ReadonlySet<EventType> = new Set<EventType>(["playing", "moh-started"]);

/** More endpoints than a server has trunks. Of phones, it keeps those that timed out last. */
const MAX_ENDPOINTS = 1_000;
/** Lines of other threads may come between two lines of one thread. A larger distance means that the lines were reordered. */
const NEIGHBOUR_LINES = 20;

/** Calls that begin together may be logged in another order than they are numbered. */
const COUNTED_APART_MS = 5_000;

/** The longest time from Asterisk's first line until it is ready. */
const BOOT_MS = 300_000;

/** Several calls have this name, and nothing says which of them a line belongs to. */
const SEVERAL = Symbol("several");

/** The line that names them comes next, so never more threads than this are between two lines. */
const MAX_UNNAMED = 64;

/** What {@link AsteriskTracker} remembers. */
export type AsteriskMemory = AsteriskTracker["memory"];

/** Follows the calls of one Asterisk log. */
export class AsteriskTracker {
  readonly #streamIndex: number;
  readonly #close: (half: HalfCall) => void;
  readonly #open = new OpenHalves();
  readonly #byKey = new BoundedMap<string, HalfCall>(MAX_KEYS);
  readonly #evicted = noneEvicted();
  #topic: { address: string; thread: string | null; channelId: string; line: number } | null = null;
  #banner: EventOf<"log-opened"> | null = null;
  readonly #unnamed = new Set<HalfCall>();
  readonly #dialogs = new DialogsByMedia();
  readonly #parties = new DialogsByParties();
  readonly #waitingUnread: WaitingUnread;
  readonly #giveToRun: (event: CallEvent) => void;
  readonly #loose = new LooseWarnings();
  readonly #takers: Takers;
  readonly #namesakes = new Namesakes();
  /** True once lines of two Asterisks have been seen alternately. */
  #areSeveral = false;
  /** True if dialplan steps come without time or C- id. */
  #isConsole = false;
  /** Warnings that were assigned to a call or given up. They can change a verdict though the call has no new line. */
  settledWarningCount = 0;
  /** The highest counters of channels and C- ids so far, and when they were seen. */
  readonly #counters: Record<"chan_sip" | "chan_pjsip", { channel: number; log: number; wallMs: number } | null> = {
    chan_sip: null,
    chan_pjsip: null,
  };
  #generation = 0;
  /** When an Asterisk was seen to start that has not yet said `Asterisk Ready.` */
  #bootingSinceMs: number | null = null;
  #nowMs = 0;
  #lastSweepMs = 0;
  #seen: Seeing = { ...NOTHING_SEEN };
  /** By endpoint: the shortest silence after which a NOTICE disconnected one of its calls. */
  readonly #silences = new BoundedMap<string, number>(MAX_ENDPOINTS);

  /**
   * @param close Receives each half that is finished.
   * @param giveUp Receives what turns out to belong to no known call.
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
    return { ...this.#evicted, names: this.#byKey.evictedCount };
  }

  /** Notes what a record shows about what this log records, whether or not it yields an event. */
  observe(record: LogRecord): void {
    if (record.stamp && record.stamp.wallMs > this.#nowMs) this.#goOnTo(record.stamp.wallMs);
    if (record.level === "NOTICE") this.#seen.notice = true;
    else if (record.level === "VERBOSE") this.#seen.verbose = true;
    else if (record.level === "DEBUG") this.#seen.debug = true;
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
    if (event.type === "moh-started") this.#seen.moh = true;
    else if (event.type === "dialplan") {
      this.#seen.dialplan = true;
      this.#isConsole = event.wallMs === null && event.logCallId === null;
    } else if (event.type === "strict-rtp" && event.state === "locked") this.#seen.rtpLock = true;
    else if (event.type === "sip-message") this.#seen.sipTrace = true;
    else if (event.type === "ari-event" || event.type === "ari-request") this.#seen.ariTrace = true;
    else if (event.type === "rtp-timeout") this.#noteSilence(event);
    if (this.#beganAgain(event)) this.#beginAnew();
    const named = this.#joinAddresses(event);
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
    this.#takeUnnamed(half, named);
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
    const bearerOf = (key: string): HalfCall | undefined => {
      const bearer = this.#bearerOf(key, event);
      return bearer === SEVERAL ? undefined : bearer;
    };
    const known = keys.map(bearerOf).find((half) => half !== undefined);
    const byThread = keys.length === 0 && event.thread !== null ? bearerOf(`t:${event.thread}`) : undefined;
    const half = known ?? byThread ?? this.#onlyCallOfConsole(event);
    if (half) addUnread(half, event, known === undefined ? "same thread of Asterisk" : null);
    else if (keys.length > 0) this.#waitingUnread.add(event, keys);
    return half !== null || keys.length > 0;
  }

  /** Takes an event of the whole run. A restart closes every call; a hole in the log makes silence worthless. */
  pushRun(event: CallEvent): void {
    if (event.type === "log-discarding") this.#seen.lossy = true;
    if (event.type === "log-opened") this.#banner = event;
    // nothing survives an end or a start of Asterisk; any of these lines may be missing
    else if (event.type === "asterisk-ended") this.#beginAnew();
    else if (event.type === "asterisk-starting" && !this.#isBooting()) {
      this.#beginAnew();
      this.#bootingSinceMs = this.#nowMs;
    } else if (event.type === "asterisk-ready") {
      if (!this.#isBooting()) this.#beginAnew();
      this.#bootingSinceMs = null;
    }
  }

  #isBooting(): boolean {
    return this.#bootingSinceMs !== null && this.#nowMs - this.#bootingSinceMs <= BOOT_MS;
  }

  /**
   * Have the counters of channels and C- ids started again? Both only grow within one process (main/channel.c, main/logger.c).
   * So a first step of the first channel, a while after that of a later one, comes from another process.
   */
  #beganAgain(event: CallEvent): boolean {
    if (event.type !== "dialplan" || event.priority !== 1 || event.exten === "h" || event.wallMs === null) return false;
    const driver = driverOf(event.channelName);
    const channel = event.channelName === null ? null : nameCounter(event.channelName);
    const log = event.logCallId === null ? null : Number.parseInt(event.logCallId.slice(2), 16);
    if (driver === null || channel === null || log === null || Number.isNaN(log)) return false;
    const before = this.#counters[driver];
    const isBack =
      before !== null &&
      !this.#areSeveral &&
      channel === 0 &&
      log <= 1 &&
      before.channel > 0 &&
      before.log > log &&
      event.wallMs - before.wallMs > COUNTED_APART_MS &&
      !this.#byKey.has(event.logCallId ?? "");
    if (isBack || before === null || (channel > before.channel && log > before.log))
      this.#counters[driver] = { channel, log, wallMs: event.wallMs };
    return isBack;
  }

  #beginAnew(): void {
    this.closeAll();
    this.#generation += 1;
    this.#silences.clear();
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory() {
    return {
      open: [...this.#open],
      byKey: [...this.#byKey],
      unnamed: [...this.#unnamed],
      dialogs: this.#dialogs.memory,
      parties: this.#parties.memory,
      waitingUnread: this.#waitingUnread.memory,
      loose: this.#loose.memory,
      topic: this.#topic,
      banner: this.#banner,
      namesakes: this.#namesakes.memory,
      areSeveral: this.#areSeveral,
      isConsole: this.#isConsole,
      counters: { ...this.#counters },
      generation: this.#generation,
      bootingSinceMs: this.#bootingSinceMs,
      nowMs: this.#nowMs,
      lastSweepMs: this.#lastSweepMs,
      seen: this.#seen,
      silences: [...this.#silences],
    };
  }

  /** Restores the state that an earlier run left. */
  recall(memory: AsteriskMemory): void {
    for (const half of memory.open) this.#open.touch(half);
    for (const [key, half] of memory.byKey) this.#byKey.set(key, half);
    for (const half of memory.unnamed) this.#unnamed.add(half);
    this.#dialogs.recall(memory.dialogs);
    this.#parties.recall(memory.parties);
    this.#waitingUnread.recall(memory.waitingUnread);
    this.#loose.recall(memory.loose);
    this.#topic = memory.topic;
    this.#banner = memory.banner;
    this.#namesakes.recall(memory.namesakes);
    this.#areSeveral = memory.areSeveral;
    this.#isConsole = memory.isConsole;
    Object.assign(this.#counters, memory.counters);
    this.#generation = memory.generation;
    this.#bootingSinceMs = memory.bootingSinceMs;
    this.#nowMs = memory.nowMs;
    this.#lastSweepMs = memory.lastSweepMs;
    this.#seen = memory.seen;
    for (const [endpoint, seconds] of memory.silences) this.#silences.set(endpoint, seconds);
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
    this.#waitingUnread.giveUp(Number.POSITIVE_INFINITY, (event) => this.#onlyCallAround(event));
    for (const half of [...this.#open]) this.#put(half);
    this.#byKey.clear();
    this.#namesakes.clear();
    this.#topic = null;
    this.#unnamed.clear();
  }

  /** At DEBUG 1 a thread prints id and name on two successive lines, which joins them (docs/asterisk/channel-ids.md#lines-with-a-uniqueid). */
  #joinAddresses(event: CallEvent): CallEvent | null {
    if (event.type === "channel-topic") {
      const { address, thread, channelId, line } = event;
      this.#topic = { address, thread, channelId: channelId ?? "", line };
      return null;
    }
    if (event.type !== "channel-allocated") return event;
    const topic = this.#topic;
    this.#topic = null;
    const areNeighbours = topic && topic.thread === event.thread && event.line - topic.line <= NEIGHBOUR_LINES;
    return areNeighbours ? { ...event, channelId: topic.channelId } : event;
  }

  /** Ties a C- id that has no name yet to the name that must come next without a C- id, provided only one waits for it. */
  #takeUnnamed(half: HalfCall, event: CallEvent): void {
    if (event.channelName === null && NEXT_OF[event.type] && half.channelNames.length === 0) this.#unnamed.add(half);
    for (const first of this.#unnamed) if (this.#unnamed.size > MAX_UNNAMED) this.#unnamed.delete(first);
    if (event.channelName === null || event.thread !== null || this.#unnamed.size === 0) return;
    const due = [...this.#unnamed].filter(({ events, channelNames }) => {
      const last = events.at(-1)?.event;
      return channelNames.length === 0 && last !== undefined && NEXT_OF[last.type] === event.type;
    });
    const [only] = due;
    if (!only) return;
    for (const waiting of due) this.#unnamed.delete(waiting);
    if (
      due.length === 1 &&
      only !== half &&
      half.firstWallMs <= only.firstWallMs &&
      half.lastWallMs - only.lastWallMs <= 1_000
    )
      this.#merge(half, only);
  }

  #halfFor(event: CallEvent, keys: readonly string[]): HalfCall | null | typeof SEVERAL {
    const found = new Set<HalfCall>();
    for (const key of keys) {
      const half = this.#bearerOf(key, event);
      if (half === SEVERAL) return SEVERAL;
      if (half) found.add(half);
    }
    if (keys.length === 0 && event.thread !== null) {
      const half = this.#bearerOf(`t:${event.thread}`, event);
      if (half && half !== SEVERAL) found.add(half);
    }
    let [half] = found;
    for (const other of found) {
      if (!half || other === half || !mayBeOne(half, other)) continue;
      if (tiesOnlyById(event) && cameInApart(half, other)) this.#areSeveral = half.sharesId = other.sharesId = true;
      else half = this.#merge(half, other);
    }
    return half ?? this.#onlyCallOfConsole(event);
  }

  #begin(event: CallEvent, keys: readonly string[]): HalfCall {
    const half = newHalfCall("asterisk", this.#streamIndex, this.#generation, event.wallMs ?? this.#nowMs);
    half.banner = this.#banner;
    half.sharesId = this.#areSeveral;
    this.#open.touch(half);
    for (const key of keys) {
      const other = this.#byKey.get(key);
      if (!other || !this.#open.has(other)) continue;
      this.#namesakes.add(key, other);
      // a line that has no more than the name could now belong to either
      if (!other.ended) for (const one of this.#open) one.sharesId = true;
    }
    return half;
  }

  /**
   * A console prints the steps of a call without time or C- id, and warnings with both (main/asterisk.c:set_header). So a
   * warning that names no channel belongs to the call it stands among, provided only one is up.
   */
  #onlyCallOfConsole({ wallMs, channelName }: CallEvent): HalfCall | null {
    if (!this.#isConsole || wallMs === null || channelName !== null) return null;
    let only: HalfCall | null = null;
    for (const half of this.#open) {
      if (half.ended) continue;
      if (only !== null || half.channelNames.length === 0) return null;
      only = half;
    }
    return only;
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

  /** Of the calls that have this name, the one that the event can belong to. */
  #bearerOf(key: string, event: CallEvent): HalfCall | undefined | typeof SEVERAL {
    const latest = this.#byKey.get(key);
    if (!latest) return undefined;
    const others = this.#namesakes.of(key);
    if (others.length === 0) return mayBeOf(latest, event) ? latest : undefined;
    const fitting = [...new Set([latest, ...others])].filter((half) => this.#open.has(half) && mayBeOf(half, event));
    const bearer = fitting.length > 1 ? (bearerAmong(fitting, event) ?? SEVERAL) : fitting[0];
    // the earlier call speaks again: two Asterisks write to this log
    if (bearer && bearer !== SEVERAL && bearer !== latest && !bearer.ended) this.#areSeveral = true;
    return bearer;
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
    for (const key of this.#keysOfHalf(drop)) this.#byKey.set(key, keep);
    this.#evicted.events += cutMiddle(keep);
    this.#open.delete(drop);
    return keep;
  }

  #index(half: HalfCall, event: CallEvent, keys: readonly string[]): void {
    for (const key of keys) {
      const other = this.#byKey.get(key);
      if (other && other !== half && this.#open.has(other)) this.#namesakes.add(key, other);
      this.#byKey.set(key, half);
      this.#waitingUnread.giveTo(half, key);
    }
    // ARI and SIP threads serve many channels; only a thread that runs one channel's dialplan speaks for it
    if (event.thread !== null && event.logCallId !== null && event.type === "dialplan")
      this.#byKey.set(`t:${event.thread}`, half);
    else if (
      event.thread !== null &&
      event.logCallId === null &&
      half.logCallIds.length === 0 &&
      OWN_THREAD.has(event.type)
    )
      this.#byKey.set(`t:${event.thread}`, half);
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
    this.#waitingUnread.giveUp(nowMs, (event) => this.#onlyCallAround(event));
    for (const half of [...this.#open]) {
      if (nowMs - half.lastWallMs > (half.ended ? LINGER_MS : QUIET_MS)) this.#put(half);
    }
    const live = this.#open;
    for (const half of this.#unnamed) if (!live.has(half)) this.#unnamed.delete(half);
    this.#byKey.keepOnly((half) => live.has(half));
    this.#namesakes.keepOnly(live);
  }

  /**
   * A console prints NOTICE and above with a C- id, and VERBOSE lines without one (main/asterisk.c:set_header). Such a line
   * belongs to the call around it, if there is only one.
   */
  #onlyCallAround({ logCallId, wallMs }: CallEvent): { half: HalfCall; inferredFrom: string } | null {
    if (logCallId === null) return null;
    let only: HalfCall | null = null;
    for (const half of this.#open) {
      const isAround = wallMs === null || (half.firstWallMs <= wallMs && wallMs <= half.lastWallMs + LINGER_MS);
      if (half.logCallIds.length > 0 || !isAround) continue;
      if (only) return null;
      only = half;
    }
    return only && { half: only, inferredFrom: "the only call up; a console names no C- id in its other lines" };
  }

  /** The names by which lines find a half. */
  #keysOfHalf(half: HalfCall): string[] {
    const keys = half.events.flatMap(({ event }) => [...keysOf(event), `t:${event.thread}`]);
    return [...new Set(keys)].filter((key) => this.#byKey.get(key) === half);
  }

  #makeRoom(): void {
    const excess = this.#open.excess();
    if (!excess) return;
    for (const key of this.#keysOfHalf(excess.half)) this.#byKey.delete(key);
    this.#unnamed.delete(excess.half);
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

  #noteSilence({ channelName, silenceSeconds }: EventOf<"rtp-timeout">): void {
    const endpoint = endpointOf(channelName);
    if (endpoint === null) return;
    this.#silences.set(endpoint, Math.min(silenceSeconds, this.#silences.get(endpoint) ?? silenceSeconds));
  }

  /** What this log has shown that it records, and the shortest silence that ended a call of the same endpoint. */
  #seenOf({ events }: HalfCall): HalfCall["seen"] {
    const name = events.find(({ event }) => event.type === "rtp-timeout")?.event.channelName ?? null;
    const endpoint = endpointOf(name);
    return { ...this.#seen, shortestSilenceSeconds: (endpoint === null ? null : this.#silences.get(endpoint)) ?? null };
  }
}

/**
 * Could this event tie two calls by its uniqueid alone? That is so for a bridge, and for a channel that takes another's place.
 */
function tiesOnlyById(event: CallEvent): boolean {
  if (event.type === "bridge-joined" || event.type === "bridge-left" || event.type === "bridge-swapped") return false;
  return event.channelId !== null && event.type !== "dial" && !(event.type === "ari-event" && event.replaces !== null);
}

/** The names by which an event finds its half. */
function keysOf(event: CallEvent): string[] {
  const keys: string[] = [];
  if (event.logCallId) keys.push(event.logCallId);
  if (event.channelName) keys.push(`n:${event.channelName}`);
  const ofHelper = keyOfHelper(event.channelName);
  if (ofHelper) keys.push(ofHelper);
  if (event.channelId) keys.push(`i:${event.channelId}`);
  if (event.sipCallId) keys.push(`s:${event.sipCallId}`);
  if (event.type === "bridge-joined" || event.type === "bridge-left") keys.push(`b:${event.bridgeId}`);
  if (event.type === "bridge-swapped") keys.push(`b:${event.bridgeId}`, `n:${event.replaced}`);
  if (event.type === "ari-event" && event.replaces !== null) keys.push(`i:${event.replaces}`);
  if (event.type === "dial" && event.peer.includes("/") && event.state !== "called") keys.push(`n:${event.peer}`);
  if (event.type === "dial" && event.caller) keys.push(`n:${event.caller}`);
  return keys;
}
