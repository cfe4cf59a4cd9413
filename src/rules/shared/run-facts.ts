// What the run shows as a whole, summed up call by call and event by event in tables that stay small, since there may be a
// million calls. Rules about the run judge these sums.
import type { Call } from "../../calls/call.js";
import type { CallFacts } from "../../calls/facts/call-facts.js";
import type { Misfit } from "../../calls/facts/config-fit.js";
import type { Death } from "../../calls/facts/death.js";
import type { SettledCall } from "../../calls/joining/settled-call.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import { kindOf } from "../../calls/tracking/unread-lines.js";
import type { EventType } from "../../events/event.js";
import type { CallRow } from "../../report/schema.js";
import type { Evidence } from "../../verdict/verdict.js";
import { appOf, codecOf, codecOfSound, endpointOf } from "./call-groups.js";
import { RtpSilences } from "./rtp-silences.js";

/** How many verdicts there are, and how many of them are proven. */
export interface Verdicts {
  count: number;
  confirmed: number;
}

/** Verdicts, with the lines of the first few. */
export interface Tally extends Verdicts {
  readonly evidence: Evidence[];
}

/** Calls by what they have in common: all of them, and those that went wrong by cause (including `undetermined`). */
export interface Spread {
  readonly calls: Map<string, number>;
  readonly causes: Map<string, Map<string, Tally>>;
}

/** What calls are grouped by. */
export type Grouping = "endpoint" | "codec" | "hour" | "app";

/** Calls of one cause along a line of seconds: exact counts, and examples where they pile up. */
export interface Seconds {
  readonly counts: Map<number, number>;
  readonly examples: Map<number, Tally>;
}

/** Where the age of a call is counted from. */
export type AgeFrom = "answer" | "start";

/** Lines kept per kind. */
const EXAMPLES = 3;
/** Rows kept per table. What is rarer than the first thousand kinds is no pattern. */
const MAX_ROWS = 1_000;
/** Channels with their own RTP instance. */
const CARRIES_RTP = /^(?:SIP|PJSIP|UnicastRTP|MulticastRTP)\//;
/** Rows kept of what comes and goes with time. Calls that end together are judged close to each other. */
const MAX_RECENT_ROWS = 500;

/** No timer ends a call at a greater age. A clock that jumps makes calls of any age. */
const MAX_AGE_SECONDS = 86_400;
/** Seconds in which calls ended that are remembered. Calls that end together are judged close to each other. */
const MAX_SECONDS = 100_000;

/** How far from a whole second a timer fires, in seconds: later, by the work of an event loop. */
const ON_THE_SECOND = 0.12;

/** The sums over a run. */
export class RunFacts {
  callCount = 0;
  /** Calls that went wrong: those with a cause, or lost without one. */
  wrongCount = 0;
  /** The same by cause, including `undetermined`. */
  readonly wrongOfCause = new Map<string, Verdicts>();
  readonly events = new Map<EventType, { count: number; readonly first: TimedEvent[]; last: TimedEvent | null }>();
  /** Starts of Asterisk without an end before them, and those with one. */
  readonly starts: { readonly clean: TimedEvent[]; readonly unclean: TimedEvent[] } = { clean: [], unclean: [] };
  readonly groups: Readonly<Record<Grouping, Spread>> = {
    endpoint: newSpread(),
    codec: newSpread(),
    hour: newSpread(),
    app: newSpread(),
  };
  /** Calls that went wrong, per cause, by age at their death in whole seconds. Only if a line shows the death. */
  readonly ages: Readonly<Record<AgeFrom, Map<string, Seconds>>> = { answer: new Map(), start: new Map() };
  /** All calls by the age they reached, in whole seconds. */
  readonly lengths: Readonly<Record<AgeFrom, Map<number, number>>> = { answer: new Map(), start: new Map() };
  /** Calls that went wrong, per cause, by the second of their death. */
  readonly deaths = new Map<string, Seconds>();
  /** Verdicts that are based on the same line, by cause and line. */
  readonly sharedLines = new Map<string, Tally & { readonly cause: string }>();
  /** Timeouts by the limit that fired. */
  readonly silences = new RtpSilences();
  /** Why the configuration is taken for another server's. Null if it fits, or if there is none. */
  misfit: Misfit | null = null;
  /** From the first start of a call to the last end. */
  span: { fromMs: number; toMs: number } | null = null;
  /** Calls that the bot cut off: how many, and by whole seconds from the hold and from the start to its hangup. */
  readonly botCuts = { count: 0, afterHold: new Map<number, Tally>(), afterStart: new Map<number, Tally>() };
  readonly #legStartsMs: number[] = [];
  readonly #legEndsMs: number[] = [];
  /** Warnings and errors that belong to no call and that no pattern reads: by kind, the first line and the count. */
  readonly unread = new Map<string, { readonly first: TimedEvent; count: number }>();
  /** How many of further kinds. */
  unreadOfMoreKinds = 0;
  #stopped = false;

  /** The version as the log last stated it. Null if it never did. */
  get version(): string | null {
    const banner = this.events.get("log-opened")?.last?.event;
    return banner?.type === "log-opened" ? banner.version : null;
  }

  /** Legs with RTP that were up at once. Each takes a pair of ports. */
  get peakLegs(): number {
    const starts = Float64Array.from(this.#legStartsMs).sort();
    const ends = Float64Array.from(this.#legEndsMs).sort();
    let ended = 0;
    let peak = 0;
    for (const [started, startMs] of starts.entries()) {
      while (ended < ends.length && (ends[ended] as number) <= startMs) ended += 1;
      peak = Math.max(peak, started + 1 - ended);
    }
    return peak;
  }

  #addLegs({ legs }: CallRow): void {
    for (const { channelName, startedAt, endedAt } of legs) {
      if (startedAt === null || endedAt === null || !CARRIES_RTP.test(channelName ?? "SIP/")) continue;
      this.#addLeg(Date.parse(startedAt), Date.parse(endedAt));
    }
  }

  #addLeg(startMs: number, endMs: number): void {
    this.#legStartsMs.push(startMs);
    this.#legEndsMs.push(endMs);
  }

  /**
   * Adds a judged call.
   * @param proof The first line behind its cause.
   */
  addCall(row: CallRow, call: Call, facts: CallFacts, proof: TimedEvent | undefined): void {
    this.callCount += 1;
    this.#addLegs(row);
    const wrong = wentWrong(row);
    if (wrong) this.wrongCount += 1;
    if (row.diagnosis.cause === "bot-hangup") this.#addBotCut(row, call, proof);
    const endMs = row.endedAt === null ? null : Date.parse(row.endedAt);
    this.#addToGroups(groupsOf(row.channelName, codecOf(call), appOf(call), endMs), wrong ? row : null);
    this.#addToSpan(call.startMs, endMs);
    this.#addAge("start", call.startMs, row, endMs, wrong ? facts.death : null);
    this.#addAge("answer", facts.answeredMs, row, endMs, wrong ? facts.death : null);
    if (!wrong) return;
    const ofCause = this.wrongOfCause.get(row.diagnosis.cause) ?? { count: 0, confirmed: 0 };
    this.wrongOfCause.set(row.diagnosis.cause, ofCause);
    countVerdict(ofCause, row);
    const diedMs = facts.death?.atMs ?? null;
    // a corrupt stamp may lie outside of any calendar
    if (diedMs !== null && Number.isFinite(new Date(diedMs).getTime()))
      addSecond(this.deaths, row, Math.floor(diedMs / 1000));
    if (row.diagnosis.cause === "undetermined") return;
    for (const line of row.diagnosis.evidence) {
      const { cause } = row.diagnosis;
      const key = `${cause} ${line.source}:${line.line}`;
      const tally = this.sharedLines.get(key) ?? { ...newTally(), cause };
      keepRecent(this.sharedLines, key, tally);
      addTo(tally, row, line);
    }
  }

  /** Adds a call that went well at a glance. */
  addSettled({ channelName, sound, app, startMs, endMs, answeredMs }: SettledCall): void {
    this.callCount += 1;
    if (CARRIES_RTP.test(channelName)) this.#addLeg(startMs, endMs);
    this.#addToGroups(groupsOf(channelName, codecOfSound(sound), app, endMs), null);
    this.#addToSpan(startMs, endMs);
    this.#addLength("start", startMs, endMs);
    this.#addLength("answer", answeredMs, endMs);
  }

  /** @param wrong The call if it went wrong. */
  #addToGroups(groups: Groups, wrong: CallRow | null): void {
    for (const grouping of ["endpoint", "codec", "hour", "app"] as const) {
      const group = groups[grouping];
      const { calls, causes } = this.groups[grouping];
      if (group === null || !(calls.has(group) || calls.size < MAX_ROWS)) continue;
      calls.set(group, (calls.get(group) ?? 0) + 1);
      if (wrong === null) continue;
      const ofCause = causes.get(wrong.diagnosis.cause) ?? new Map<string, Tally>();
      causes.set(wrong.diagnosis.cause, ofCause);
      const tally = ofCause.get(group) ?? newTally();
      ofCause.set(group, tally);
      addTo(tally, wrong, wrong.diagnosis.evidence[0]);
    }
  }

  #addToSpan(startMs: number | null, endMs: number | null): void {
    if (startMs === null || endMs === null) return;
    const { fromMs, toMs } = this.span ?? { fromMs: startMs, toMs: endMs };
    this.span = { fromMs: Math.min(fromMs, startMs), toMs: Math.max(toMs, endMs) };
  }

  #addAge(from: AgeFrom, fromMs: number | null, row: CallRow, endMs: number | null, death: Death | null): void {
    const seconds = this.#addLength(from, fromMs, endMs);
    // without a line about its end, a call seems to end with the bot's last attempt; that second is the bot's, not a timer's
    if (seconds !== null && death !== null && death.atMs !== null) addSecond(this.ages[from], row, seconds);
  }

  /** @returns the whole seconds. Null if they are not known, or if no timer reaches them. */
  #addLength(from: AgeFrom, fromMs: number | null, endMs: number | null): number | null {
    if (fromMs === null || endMs === null || endMs < fromMs) return null;
    const seconds = Math.floor((endMs - fromMs) / 1000);
    if (seconds > MAX_AGE_SECONDS) return null;
    const lengths = this.lengths[from];
    lengths.set(seconds, (lengths.get(seconds) ?? 0) + 1);
    return seconds;
  }

  /** The hangup relative to the bot's own lines, so that only the bot's clock matters. */
  #addBotCut(row: CallRow, { events }: Call, hangup: TimedEvent | undefined): void {
    if (!hangup) return;
    this.botCuts.count += 1;
    const at = events.findIndex(
      ({ event }) => event.sourceIndex === hangup.event.sourceIndex && event.line === hangup.event.line,
    );
    const hungUp = events[at];
    if (hungUp?.event.side !== "bot" || hungUp.atMs === null) return;
    const before = events.slice(0, at);
    const starts = [
      [this.botCuts.afterHold, before.findLast((timed) => meaningOf(timed) === "bot-hold")],
      [this.botCuts.afterStart, before.find((timed) => meaningOf(timed) === "bot-stasis-start")],
    ] as const;
    for (const [table, start] of starts) {
      if (!start || start.atMs === null || start.event.side !== "bot") continue;
      const seconds = (hungUp.atMs - start.atMs) / 1000;
      const whole = Math.round(seconds);
      if (whole > 0 && whole <= MAX_AGE_SECONDS && Math.abs(seconds - whole) <= ON_THE_SECOND) {
        const tally = table.get(whole) ?? newTally();
        table.set(whole, tally);
        addTo(tally, row, row.diagnosis.evidence[0]);
      }
    }
  }

  /** Adds an event of the run, at its true time; `count` of the same kind at once. */
  addEvent(timed: TimedEvent, count = 1): void {
    const { type } = timed.event;
    if (type === "unread-error") {
      const kind = kindOf(timed.event);
      const alike = this.unread.get(kind);
      if (alike) alike.count += count;
      else if (this.unread.size < MAX_ROWS) this.unread.set(kind, { first: timed, count });
      else this.unreadOfMoreKinds += count;
      return;
    }
    const row = this.events.get(type) ?? { count: 0, first: [], last: null };
    this.events.set(type, row);
    row.count += 1;
    row.last = timed;
    if (row.first.length < EXAMPLES) row.first.push(timed);
    if (type === "asterisk-ended") this.#stopped = true;
    if (type !== "asterisk-ready") return;
    // the first start in a log has nothing before it that could have ended
    const before = row.count > 1 || this.#stopped;
    if (before && this.starts.clean.length + this.starts.unclean.length < MAX_ROWS)
      (this.#stopped ? this.starts.clean : this.starts.unclean).push(timed);
    this.#stopped = false;
  }
}

type Groups = Readonly<Record<Grouping, string | null>>;

/** The groups of a call. By the hour of its end, since that is when one goes wrong. */
function groupsOf(channelName: string | null, codec: string | null, app: string | null, endMs: number | null): Groups {
  const hour = endMs === null ? null : String(new Date(endMs).getUTCHours()).padStart(2, "0");
  return { endpoint: endpointOf(channelName), codec, hour, app };
}

/** A call that has a cause, or was lost without one. */
function wentWrong({ diagnosis, findings }: CallRow): boolean {
  if (diagnosis.cause !== "undetermined") return diagnosis.cause !== "none";
  return findings.some(({ severity }) => severity === "error");
}

function newSpread(): Spread {
  return { calls: new Map(), causes: new Map() };
}

function newTally(): Tally {
  return { count: 0, confirmed: 0, evidence: [] };
}

function countVerdict(verdicts: Verdicts, { diagnosis }: CallRow): void {
  verdicts.count += 1;
  if (diagnosis.confidence === "confirmed") verdicts.confirmed += 1;
}

function addTo(tally: Tally, row: CallRow, line: Evidence | undefined): void {
  countVerdict(tally, row);
  if (line && tally.evidence.length < EXAMPLES) tally.evidence.push(line);
}

function addSecond(table: Map<string, Seconds>, row: CallRow, second: number): void {
  const { cause, evidence } = row.diagnosis;
  const seconds = table.get(cause) ?? { counts: new Map(), examples: new Map() };
  table.set(cause, seconds);
  seconds.counts.set(second, (seconds.counts.get(second) ?? 0) + 1);
  if (seconds.counts.size > 2 * MAX_SECONDS) dropFirst(seconds.counts, MAX_SECONDS);
  const tally = seconds.examples.get(second) ?? newTally();
  keepRecent(seconds.examples, second, tally);
  addTo(tally, row, evidence[0]);
}

/** Drops the oldest, many at a time: finding a map's first entry takes longer the more have been removed before it. */
function dropFirst(counts: Map<number, number>, number: number): void {
  let left = number;
  for (const second of counts.keys()) {
    if (left === 0) return;
    counts.delete(second);
    left -= 1;
  }
}

/** What a line says, or was learnt to say. */
function meaningOf({ event, takenFor }: TimedEvent): EventType {
  return takenFor?.type ?? event.type;
}

/** This many of the oldest rows are searched for the one to drop. */
const OLDEST_ROWS = 16;

/** Puts a tally into a table that stays small. If it is full, the one with the fewest calls among the oldest goes. */
function keepRecent<K, T extends Tally>(table: Map<K, T>, key: K, tally: T): void {
  if (!table.has(key) && table.size >= MAX_RECENT_ROWS) {
    let drop: { readonly key: K; readonly count: number } | null = null;
    let looked = 0;
    for (const [old, { count }] of table) {
      if (drop === null || count < drop.count) drop = { key: old, count };
      looked += 1;
      if (looked === OLDEST_ROWS) break;
    }
    if (drop) table.delete(drop.key);
  }
  table.set(key, tally);
}
