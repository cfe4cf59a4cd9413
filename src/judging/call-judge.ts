// Judges calls and keeps what was said about them: rows, and sums for the report on the run and for the run rules.
import type { Configuration } from "../asterisk/config/configuration.js";
import type { ConfigTree } from "../asterisk/config/read.js";
import { readVersion } from "../asterisk/options/catalogue.js";
import type { Call } from "../calls/call.js";
import { factsOf } from "../calls/facts/call-facts.js";
import { ConfigFit, type Misfit } from "../calls/facts/config-fit.js";
import { applicableLimit, type LimitsInForce, limitsInForce } from "../calls/facts/limits-in-force.js";
import { NOTHING_SEEN } from "../calls/half-call.js";
import type { SettledCall } from "../calls/joining/settled-call.js";
import type { TimedEvent } from "../calls/timed-event.js";
import type { Surroundings } from "../calls/tracking/run-log.js";
import { diagnose, NOTHING_WRONG, type Verdict } from "../findings/diagnose.js";
import { type ConfigFault, judgeConfig } from "../findings/judge-config.js";
import { judgeRun } from "../findings/judge-run.js";
import { isWholeAndUntouched, isWithinLimits } from "../findings/plainly-healthy.js";
import { BoundedMap } from "../io/bounded-map.js";
import { callRow, configFindingRow, referring, runFindingRow, settledRow, type Timelines } from "../report/build.js";
import { callLines } from "../report/ndjson.js";
import type { MaskKind } from "../report/redact/masks.js";
import { Unmasked } from "../report/redact/unmasked.js";
import type { CallRow, Finding } from "../report/schema.js";
import { Sums, type Totals } from "../report/sums.js";
import type { Subject } from "../rules/judgement.js";
import { configRemarks } from "../rules/shared/longer-limit.js";
import { RunFacts } from "../rules/shared/run-facts.js";
import type { Severity } from "../verdict/verdict.js";
import { KeptRows } from "./kept-rows.js";
import type { Question } from "./question.js";
import type { ReadSoFar } from "./read-so-far.js";
import { isSettledWanted, isWanted, wantsAllTimelines } from "./wanted.js";

/** The result over all calls, apart from their rows. */
export interface Judged {
  readonly totals: Totals;
  /** Faults of the run and of its configuration. */
  readonly runFindings: readonly Finding[];
  /** Faults of the configuration, and why nothing in it would have saved the calls that an RTP limit ended. */
  readonly audit: {
    readonly faults: readonly ConfigFault[];
    readonly remarks: readonly string[];
    /** False if the configuration is another server's. */
    readonly configFits: boolean;
  };
  /** Why the configuration is taken for another server's. Null if it fits, or if there is none. */
  readonly misfit: Misfit | null;
  /** Calls that were judged by it before that was known. */
  readonly judgedByConfig: number;
  /** Severities of the calls' findings. */
  readonly callSeverities: ReadonlySet<Severity>;
  /** Calls in the logs, including those that the user did not ask for. */
  readonly callsRead: number;
  /** From the log's banner. Null if there is none. */
  readonly asteriskVersion: string | null;
  /** What --redact would mask in the rows, if that was asked. */
  readonly unmasked: readonly MaskKind[];
}

/** Judged calls beyond this many wait on disk. */
const ROWS_IN_MEMORY = 500;

/** Endpoints whose limits are kept at hand. */
const MAX_ENDPOINTS = 1_000;

/** No line of a settled call says anything about limits. */
const SAYING_NOTHING = {
  witnessed: null,
  channelId: null,
  events: [],
  eventsByType: new Map(),
  seen: NOTHING_SEEN,
  sharesId: false,
} as const;

interface Case {
  readonly row: CallRow;
  readonly subject: Subject;
  readonly verdict: Verdict;
}

/** Judges the calls of a run and keeps what the report says about them. */
export class CallJudge {
  readonly rows: KeptRows;
  readonly facts = new RunFacts();
  readonly #question: Question;
  readonly #paths: readonly string[];
  readonly #hosts: ReadonlyMap<number, string>;
  readonly #sums = new Sums();
  readonly #unmasked: Unmasked | null;
  readonly #callSeverities = new Set<Severity>();
  readonly #fit: ConfigFit | null;
  /** Of calls that are settled, by driver and endpoint, and the configuration that they are from. */
  readonly #limitsOf = new BoundedMap<string, LimitsInForce>(MAX_ENDPOINTS);
  #limitsBy: Configuration | null = null;
  readonly #idOf = this.#sums.book.idOf.bind(this.#sums.book);
  #callsRead = 0;
  #judgedByConfig = 0;
  #lines = "";

  /**
   * @param paths The path of each source, by its index.
   * @param hosts Which Asterisk each log belongs to, by the index of its source. Empty if there is only one.
   */
  constructor(question: Question, paths: readonly string[], hosts: ReadonlyMap<number, string>) {
    this.#question = question;
    this.#paths = paths;
    this.#hosts = hosts;
    this.#fit = question.configuration === null ? null : new ConfigFit(question.configuration);
    this.#unmasked = question.looksForUnmasked ? new Unmasked() : null;
    this.rows = new KeptRows(ROWS_IN_MEMORY, question.asJson === true);
  }

  /** Calls that are in the sums. */
  get size(): number {
    return this.facts.callCount;
  }

  /**
   * Judges a call that may still be up, without keeping anything. Null if nothing is wrong with it so far, or if nobody asked.
   */
  look(call: Call, read: ReadSoFar): CallRow | null {
    const { faults, death } = factsOf(call, read.spans);
    if (faults.length === 0 && death === null) return null;
    const { row } = this.#judge(call, read);
    return isWanted(row, this.#question.settings) ? row : null;
  }

  /** Judges a call and keeps it. Null if the user did not ask for it. @throws SpoolError if the disk takes no more. */
  add(call: Call, read: ReadSoFar): CallRow | null {
    const { row, subject, verdict } = this.#judge(call, read);
    const { settings, sumsOnly, asLines } = this.#question;
    this.#callsRead += 1;
    if (!isWanted(row, settings)) return null;
    // first, so that on a full disk the sums cover exactly the calls that are kept
    if (!sumsOnly) this.rows.add(row, call.startMs, call.events[0]?.event.line);
    this.#sums.addCall(row, subject.limits);
    for (const { severity } of row.findings) this.#callSeverities.add(severity);
    this.facts.addCall(row, call, subject.facts, verdict.proof[0]);
    this.facts.silences.addCall(row, subject);
    this.#unmasked?.look(row);
    if (asLines) this.#lines += callLines(row, (finding) => this.titlesOf(finding));
    return row;
  }

  /**
   * Takes a call that went well by its own lines.
   * @returns false if what surrounds it is for the rules. Then nothing is kept.
   * @throws SpoolError if the disk takes no more.
   */
  settle(call: SettledCall, surroundings: Surroundings, read: ReadSoFar): boolean {
    const { settings, sumsOnly } = this.#question;
    if (!isWholeAndUntouched(call, read.spans, surroundings)) return false;
    if (!isWithinLimits(call, this.#limitsOfSettled(call), settings.answerBudgetSeconds)) return false;
    this.#fit?.addSettled(call);
    if (this.#trusted !== null) this.#judgedByConfig += 1;
    this.#callsRead += 1;
    const limits = this.#limitsOfSettled(call);
    const row = (): CallRow =>
      settledRow(call, this.#limitsBySilence(call), NOTHING_WRONG, this.#paths, (event) => this.#hostOf(event, read));
    if (!isSettledWanted(call, settings)) return true;
    if (!sumsOnly) this.rows.add(row(), call.startMs, call.first.event.line);
    const waits = call.waits.map(({ fromMs, toMs }) => ({ seconds: (toMs - fromMs) / 1000 }));
    this.#sums.addSettled(waits, applicableLimit(limits).seconds);
    this.facts.addSettled(call);
    this.facts.silences.addWaits(limits, waits);
    if (this.#unmasked?.isLooking) this.#unmasked.look(row());
    return true;
  }

  /** The limits of a call about which no line says anything: those of its endpoint. */
  #limitsBySilence({ channelName, driver }: SettledCall): LimitsInForce {
    const silent = { ...SAYING_NOTHING, channelName, driver };
    return limitsInForce(silent, this.#question.settings, this.#trusted?.rtpLimits ?? null);
  }

  /** The same, worked out once for each endpoint. The grounds may name another of its channels. */
  #limitsOfSettled(call: SettledCall): LimitsInForce {
    const configuration = this.#trusted;
    if (this.#limitsBy !== configuration) this.#limitsOf.clear();
    this.#limitsBy = configuration;
    const endpoint = call.channelName.slice(0, call.channelName.lastIndexOf("-"));
    const limits = this.#limitsOf.get(endpoint) ?? this.#limitsBySilence(call);
    this.#limitsOf.set(endpoint, limits);
    return limits;
  }

  /** What a finding of these calls recommends, in a few words each. */
  titlesOf(finding: Finding): readonly string[] {
    return this.#sums.book.titlesOf(finding);
  }

  /** Findings as NDJSON lines: those added since the last time. */
  takeLines(): string {
    const lines = this.#lines;
    this.#lines = "";
    return lines;
  }

  #judge(call: Call, read: ReadSoFar): Case {
    const { spans } = read;
    const { settings } = this.#question;
    const configuration = this.#configurationFor(call);
    const limits = limitsInForce(call, settings, configuration?.rtpLimits ?? null);
    const facts = factsOf(call, spans);
    const subject = { call, facts, limits, settings, configuration };
    const hostOf = (event: TimedEvent["event"]): string | null => this.#hostOf(event, read);
    const verdict = diagnose(subject);
    const row = callRow(call, facts, limits, verdict, this.#paths, hostOf, this.#timelines, this.#idOf);
    return { row, subject, verdict };
  }

  #hostOf({ sourceIndex, host }: TimedEvent["event"], { holdsSeveralHosts }: ReadSoFar): string | null {
    return this.#hosts.get(sourceIndex) ?? (holdsSeveralHosts ? (host ?? null) : null);
  }

  /** If rows are not kept, their events are read only to find what is to be masked. */
  get #timelines(): Timelines {
    const { settings, sumsOnly } = this.#question;
    if (sumsOnly && settings.redact === undefined && this.#unmasked?.isLooking !== true) return "none";
    return wantsAllTimelines(settings) ? "all" : "of problems";
  }

  /** What the configuration says about a call, as long as it may belong to this server. */
  #configurationFor(call: Call): Configuration | null {
    this.#fit?.add(call);
    if (this.#trusted !== null) this.#judgedByConfig += 1;
    return this.#trusted;
  }

  /** The configuration. Null if there is none, or if it is another server's as far as is known by now. */
  get #trusted(): Configuration | null {
    const { configuration, distrustsConfig } = this.#question;
    return distrustsConfig || (this.#fit !== null && this.#fit.misfit !== null) ? null : configuration;
  }

  /** The result over all calls so far. */
  judged(): Judged {
    const tree = this.#question.configuration?.tree ?? null;
    const misfit = this.#fit?.misfit ?? null;
    this.facts.misfit = misfit;
    const faults = tree === null ? [] : faultsOf(tree, this.facts);
    const runFindings = [
      ...judgeRun(this.facts).map((fault) => runFindingRow(fault, this.#paths)),
      // nothing in another server's configuration helps this one
      ...(misfit === null && tree !== null ? faults.map((fault) => configFindingRow(fault, tree)) : []),
    ].map((finding) => referring(finding, this.#idOf));
    return {
      totals: this.#sums.totals(runFindings),
      runFindings,
      audit: {
        faults,
        remarks: tree === null ? [] : remarksOn(tree, this.facts),
        configFits: misfit === null,
      },
      misfit,
      judgedByConfig: this.#judgedByConfig,
      callSeverities: this.#callSeverities,
      callsRead: this.#callsRead,
      asteriskVersion: this.facts.version,
      unmasked: this.#unmasked?.found ?? [],
    };
  }
}

/**
 * The faults of the configuration in the light of what the logs tell about its server; without the logs if they are another
 * server's.
 */
function faultsOf(tree: ConfigTree, run: RunFacts): ConfigFault[] {
  const told = (run.misfit === null ? run.version : null) ?? tree.version;
  const version = told === null ? null : readVersion(told);
  return judgeConfig({ tree, version, run: run.misfit === null ? run : null });
}

function remarksOn(tree: ConfigTree, run: RunFacts): readonly string[] {
  return run.misfit === null
    ? configRemarks(tree, run)
    : [`The configuration does not fit the logs: ${run.misfit.says}. Nothing is concluded from one about the other.`];
}
