// Calls are judged here, and what was said of them is kept: rows in a spool, sums for the frame and for the rules of the run.
import { type ConfigTree, NO_CONFIG } from "./asterisk/config/read.js";
import { readVersion } from "./asterisk/options/catalogue.js";
import type { Call, TimedEvent } from "./calls/call.js";
import type { Joiner } from "./calls/joiner.js";
import { limitsInForce } from "./calls/limits-in-force.js";
import { type LogSpans, storyOf } from "./calls/story.js";
import type { LogStream } from "./calls/stream.js";
import { diagnose } from "./findings/diagnose.js";
import { type ConfigFault, judgeConfig } from "./findings/judge-config.js";
import { judgeRun } from "./findings/judge-run.js";
import type { Outcome, Request } from "./pipeline.js";
import { callRow, configFindingRow, runFindingRow } from "./report/build.js";
import { Frame } from "./report/frame.js";
import type { CallRow, Severity } from "./report/schema.js";
import { configRemarks } from "./rules/longer-limit.js";
import type { Subject } from "./rules/rule.js";
import { RunFacts } from "./rules/run-facts.js";
import { Spool } from "./spool.js";

/** Finished calls beyond this many wait on disk. */
const CALLS_IN_MEMORY = 500;

interface Case {
  readonly row: CallRow;
  readonly subject: Subject;
}

/** Judges the calls of a run and keeps what the report says of them. */
export class CaseBook {
  readonly facts = new RunFacts();
  /** Calls in the logs, those that the user did not ask for among them. */
  callsRead = 0;
  readonly #request: Request;
  readonly #paths: readonly string[];
  readonly #hostOf: (event: TimedEvent["event"]) => string | null;
  readonly #frame: Frame;
  readonly #rows = new Spool<CallRow>(CALLS_IN_MEMORY);
  /** By reference in the spool, from which no row is taken: 0, 1, 2 … */
  readonly #startsMs: number[] = [];
  /** Line of its first event, by reference: of calls of one millisecond, the order must not hang on who was judged first. */
  readonly #firstLines: number[] = [];
  readonly #callSeverities = new Set<Severity>();

  /**
   * @param paths Of each source, by its index.
   * @param hostOf Which Asterisk wrote an event; null where there is only one.
   */
  constructor(request: Request, paths: readonly string[], hostOf: (event: TimedEvent["event"]) => string | null) {
    this.#request = request;
    this.#paths = paths;
    this.#hostOf = hostOf;
    this.#frame = new Frame(request);
  }

  /** Calls that are kept. */
  get size(): number {
    return this.#startsMs.length;
  }

  /** Judges a call that may still be up, and keeps nothing of it; null where nothing is wrong with it so far, or nobody asked. */
  look(call: Call, spans: LogSpans): CallRow | null {
    const { faults, death } = storyOf(call, spans);
    if (faults.length === 0 && death === null) return null;
    const { row } = this.#judge(call, spans);
    return this.#request.keep(row) ? row : null;
  }

  /** Judges a call and keeps it; null where the user did not ask for it. */
  add(call: Call, spans: LogSpans): CallRow | null {
    const { row, subject } = this.#judge(call, spans);
    this.callsRead += 1;
    if (!this.#request.keep(row)) return null;
    // first: where the disk is full, the sums are of the calls that are kept
    if (this.#request.keepsCalls !== false) this.#keep(row, call);
    this.#frame.count(row, subject.limits);
    for (const { severity } of row.findings) this.#callSeverities.add(severity);
    this.facts.addCall(row, call, subject.story);
    this.facts.silences.addCall(row, subject);
    return row;
  }

  #judge(call: Call, spans: LogSpans): Case {
    const { flags, config, answerBudgetSeconds, sessionExpiresSeconds } = this.#request;
    const limits = limitsInForce(call, flags, config);
    const story = storyOf(call, spans);
    const subject = { call, story, limits, answerBudgetSeconds, sessionExpiresSeconds };
    return { row: callRow(call, story, limits, diagnose(subject), this.#paths, this.#hostOf), subject };
  }

  #keep(row: CallRow, call: Call): void {
    const ref = this.#rows.put(row);
    this.#startsMs[ref] = call.startMs ?? 0;
    this.#firstLines[ref] = call.events[0]?.event.line ?? 0;
  }

  /** The report of all calls so far; `missing` says why not all are in it, and is empty where they are. */
  outcome(streams: readonly LogStream[], joiner: Joiner, missing: readonly string[]): Outcome {
    const startsMs = this.#startsMs;
    const firstLines = this.#firstLines;
    const rows = this.#rows;
    const order = Uint32Array.from(startsMs.keys()).sort(
      (a, b) =>
        (startsMs[a] as number) - (startsMs[b] as number) ||
        (firstLines[a] as number) - (firstLines[b] as number) ||
        a - b,
    );
    const { configTree } = this.#request;
    const faults = configTree === null ? [] : faultsOf(configTree, this.facts);
    return {
      frame: this.#frame.finish(
        streams,
        joiner,
        [
          ...judgeRun(this.facts).map((fault) => runFindingRow(fault, this.#paths)),
          ...faults.map((fault) => configFindingRow(fault, configTree ?? NO_CONFIG)),
        ],
        missing,
      ),
      audit: { faults, remarks: configTree === null ? [] : configRemarks(configTree, this.facts) },
      calls: function* () {
        for (const ref of order) yield rows.peek(ref);
      },
      callSeverities: this.#callSeverities,
      callsRead: this.callsRead,
      asteriskVersion: this.facts.version,
      analysed: streams.some(({ recordCount }) => recordCount > 0),
      close: () => rows.close(),
    };
  }
}

/** The faults of the configuration, seen with what the logs tell of its server. */
function faultsOf(tree: ConfigTree, run: RunFacts): ConfigFault[] {
  const told = run.version ?? tree.version;
  const version = told === null ? null : readVersion(told);
  return judgeConfig({ tree, version, run });
}
