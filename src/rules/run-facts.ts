// What the run as a whole shows, added up call by call and event by event in tables that stay small: there may be a million
// calls. The rules about the run judge these sums.
import type { TimedEvent } from "../calls/call.js";
import type { EventType } from "../events/event.js";
import type { CallRow, Evidence } from "../report/schema.js";

/** How often something was seen, with the lines of the first few times. */
export interface Tally {
  count: number;
  readonly evidence: Evidence[];
}

/** Lines kept of each kind. */
const EXAMPLES = 3;
/** Rows kept of each table: what is rarer than the first thousand kinds is no pattern. */
const MAX_ROWS = 1_000;

/** How far from a whole second a timer fires, in seconds: later by the work of an event loop. */
const ON_THE_SECOND = 0.12;

/** The sums over a run. */
export class RunFacts {
  /** Lost calls: those with a cause, or lost without one. */
  lostCount = 0;
  readonly events = new Map<EventType, { count: number; readonly first: TimedEvent[] }>();
  /** Starts of Asterisk that no end precedes, and those that one does. */
  readonly starts: { readonly clean: TimedEvent[]; readonly unclean: TimedEvent[] } = { clean: [], unclean: [] };
  /** Calls per endpoint or peer, and per cause and endpoint. */
  readonly callsOfEndpoint = new Map<string, number>();
  readonly endpointsOfCause = new Map<string, Map<string, Tally>>();
  /** Lost calls by age at their end, in whole seconds. */
  readonly lostAtAge = new Map<number, Tally>();
  /** Lost calls by the second of their end. */
  readonly lostInSecond = new Map<number, Tally>();
  /** Calls that the bot cut off: how many, and by whole seconds from the hold and from the start to its hangup. */
  readonly botCuts = { count: 0, afterHold: new Map<number, Tally>(), afterStart: new Map<number, Tally>() };
  #stopped = false;

  /** Adds a judged call. */
  addCall(row: CallRow): void {
    const endpoint = /^[^/]+\/(.+)-[0-9a-f]{8}$/.exec(row.channelName ?? "")?.[1] ?? null;
    if (endpoint !== null) this.callsOfEndpoint.set(endpoint, (this.callsOfEndpoint.get(endpoint) ?? 0) + 1);
    const lost = row.findings.some(({ severity }) => severity === "error");
    if (!lost) return;
    this.lostCount += 1;
    const evidence = row.diagnosis.evidence[0];
    if (endpoint !== null && row.diagnosis.cause !== "undetermined") {
      const table = this.endpointsOfCause.get(row.diagnosis.cause) ?? new Map<string, Tally>();
      this.endpointsOfCause.set(row.diagnosis.cause, table);
      add(table, endpoint, evidence);
    }
    if (row.diagnosis.cause === "bot-hangup" && evidence) this.#addBotCut(row, evidence);
    const endMs = row.endedAt === null ? null : Date.parse(row.endedAt);
    const startMs = row.startedAt === null ? null : Date.parse(row.startedAt);
    if (endMs === null || startMs === null) return;
    add(this.lostAtAge, Math.round((endMs - startMs) / 1000), evidence);
    add(this.lostInSecond, Math.floor(endMs / 1000), evidence);
  }

  /** The hangup against the bot's own lines, so that no clock but the bot's plays a part. */
  #addBotCut(row: CallRow, hangup: Evidence): void {
    this.botCuts.count += 1;
    const hungUp = row.timeline.find(({ source, line }) => source === hangup.source && line === hangup.line);
    if (hungUp?.side !== "bot" || hungUp.at === null) return;
    const before = row.timeline.slice(0, row.timeline.indexOf(hungUp));
    const starts = [
      [this.botCuts.afterHold, before.findLast(({ event }) => event === "bot-hold")],
      [this.botCuts.afterStart, before.find(({ event }) => event === "bot-stasis-start")],
    ] as const;
    for (const [table, start] of starts) {
      if (!start || start.at === null || start.side !== "bot") continue;
      const seconds = (Date.parse(hungUp.at) - Date.parse(start.at)) / 1000;
      const whole = Math.round(seconds);
      if (whole > 0 && Math.abs(seconds - whole) <= ON_THE_SECOND) add(table, whole, hangup);
    }
  }

  /** Adds an event of the run, at its true time. */
  addEvent(timed: TimedEvent): void {
    const { type } = timed.event;
    const row = this.events.get(type) ?? { count: 0, first: [] };
    this.events.set(type, row);
    row.count += 1;
    if (row.first.length < EXAMPLES) row.first.push(timed);
    if (type === "asterisk-ended") this.#stopped = true;
    if (type !== "asterisk-ready") return;
    // the first start of a log has nothing before it that could have ended
    const before = row.count > 1 || this.#stopped;
    if (before && this.starts.clean.length + this.starts.unclean.length < MAX_ROWS)
      (this.#stopped ? this.starts.clean : this.starts.unclean).push(timed);
    this.#stopped = false;
  }
}

function add<K>(table: Map<K, Tally>, key: K, evidence: Evidence | undefined): void {
  let tally = table.get(key);
  if (!tally) {
    if (table.size >= MAX_ROWS) table.delete(table.keys().next().value as K);
    tally = { count: 0, evidence: [] };
    table.set(key, tally);
  }
  tally.count += 1;
  if (evidence && tally.evidence.length < EXAMPLES) tally.evidence.push(evidence);
}
