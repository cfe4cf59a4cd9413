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
/** Channels with an RTP instance of their own. */
const CARRIES_RTP = /^(?:SIP|PJSIP|UnicastRTP|MulticastRTP)\//;

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
  /** Channel technologies of the callers: `SIP`, `PJSIP`. */
  readonly technologies = new Set<string>();
  /** What the log said last of the version that writes it, as it says it. */
  version: string | null = null;
  readonly #startsMs: number[] = [];
  readonly #endsMs: number[] = [];
  #stopped = false;

  /** Adds a judged call. */
  addCall(row: CallRow): void {
    const endpoint = /^[^/]+\/(.+)-[0-9a-f]{8}$/.exec(row.channelName ?? "")?.[1] ?? null;
    const technology = /^(?:SIP|PJSIP)(?=\/)/.exec(row.channelName ?? "")?.[0];
    if (technology !== undefined) this.technologies.add(technology);
    this.#addLegs(row);
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
    const endMs = row.endedAt === null ? null : Date.parse(row.endedAt);
    const startMs = row.startedAt === null ? null : Date.parse(row.startedAt);
    if (endMs === null || startMs === null) return;
    add(this.lostAtAge, Math.round((endMs - startMs) / 1000), evidence);
    add(this.lostInSecond, Math.floor(endMs / 1000), evidence);
  }

  /** Legs that carry RTP, as many as were up at once: each takes a port pair. */
  get peakLegs(): number {
    const starts = Float64Array.from(this.#startsMs).sort();
    const ends = Float64Array.from(this.#endsMs).sort();
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
      this.#startsMs.push(Date.parse(startedAt));
      this.#endsMs.push(Date.parse(endedAt));
    }
  }

  /** Adds an event of the run, at its true time. */
  addEvent(timed: TimedEvent): void {
    const { type } = timed.event;
    const row = this.events.get(type) ?? { count: 0, first: [] };
    this.events.set(type, row);
    row.count += 1;
    if (row.first.length < EXAMPLES) row.first.push(timed);
    if (type === "log-opened") this.version = timed.event.version;
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
