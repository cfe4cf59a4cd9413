// The recommendations of a run, each once: which calls ask for it, how many it would help, and which one goes first.
import { smallest } from "../io/extremes.js";
import type { Recommendation, Severity } from "../verdict/verdict.js";
import { isFailed, nameOf } from "./problem.js";
import type { CallRow, Diagnosis, Finding, RecommendationRow } from "./schema.js";

/** Nobody reads more of them than these; a log may be made to ask for any number. */
export const MAX_RECOMMENDATIONS = 1_000;

/** Calls that are named with a recommendation. */
const MAX_CALL_IDS = 10;

/** So many are put first, each for another cause. */
const LEADING = 3;

/** How much a call counts whose cause is as sure as that: one thing that surely helps goes before two that may. */
const CERTAINTY: Readonly<Record<Diagnosis["confidence"], number>> = { confirmed: 1, likely: 0.8, possible: 0.4 };

/** To find out more saves no call yet, but it is the step that the cause asks for: it goes before what helps half as many. */
const CAPTURE_COUNTS = 0.75;
/** What may do harm is right for some of the calls only. */
const RISKY_COUNTS = 0.7;

const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

interface Tally {
  readonly id: string;
  readonly recommendation: Recommendation;
  /** Calls that it would help, by their cause. */
  readonly helpedByCause: Map<string, number>;
  /** The same, counted by how sure the causes are. */
  helpedWeight: number;
  /** What rules put before it, in how many calls: they know what must be found out before anything is changed. */
  readonly after: Map<Tally, number>;
  callCount: number;
  readonly codes: Set<string>;
  /** Of the worst finding that refers to it: its place in SEVERITIES. */
  severity: number;
  /** The first calls, those that it helps before others. */
  calls: readonly NamedCall[];
}

interface NamedCall {
  readonly id: string;
  readonly isHelped: boolean;
  readonly startMs: number;
}

/** Numbers recommendations as they are met, and counts the calls that they are for. */
export class RecommendationBook {
  readonly #byIdentity = new Map<string, Tally>();
  readonly #byId = new Map<string, Tally>();
  #leftOutCount = 0;

  /** Recommendations that no room was left for. */
  get leftOutCount(): number {
    return this.#leftOutCount;
  }

  /** The id of a recommendation; that of many findings is one: the same change, said once. null where there is no room. */
  idOf(recommendation: Recommendation): string | null {
    const { kind, title, file, section, option, proposed } = recommendation;
    const identity = [kind, title, file, section, option, proposed].join("\n");
    const known = this.#byIdentity.get(identity);
    if (known !== undefined) return known.id;
    if (this.#byId.size >= MAX_RECOMMENDATIONS) {
      this.#leftOutCount += 1;
      return null;
    }
    const tally: Tally = {
      // counted, not made of its words: these may hold what --redact is to mask
      id: `R${this.#byId.size + 1}`,
      recommendation,
      helpedByCause: new Map(),
      helpedWeight: 0,
      after: new Map(),
      callCount: 0,
      codes: new Set(),
      severity: SEVERITIES.length,
      calls: [],
    };
    this.#byIdentity.set(identity, tally);
    this.#byId.set(tally.id, tally);
    return tally.id;
  }

  /** What a finding recommends, in a few words each. */
  titlesOf({ recommendationIds }: Finding): string[] {
    return recommendationIds.flatMap((id) => this.#byId.get(id)?.recommendation.title ?? []);
  }

  /** Counts a call for all that its findings recommend. */
  addCall(call: CallRow): void {
    const counted = new Set<Tally>();
    const helped = new Set<Tally>();
    for (const finding of call.findings) {
      for (const tally of this.#note(finding)) {
        counted.add(tally);
        if (!isHelp(tally.recommendation, finding, call)) continue;
        if (helped.has(tally)) continue;
        for (const before of helped) tally.after.set(before, (tally.after.get(before) ?? 0) + 1);
        helped.add(tally);
      }
    }
    for (const tally of counted) this.#count(tally, call, helped.has(tally));
  }

  #note({ code, severity, recommendationIds }: Finding): Tally[] {
    const tallies = recommendationIds.flatMap((id) => this.#byId.get(id) ?? []);
    for (const tally of tallies) {
      tally.codes.add(code);
      tally.severity = Math.min(tally.severity, SEVERITIES.indexOf(severity));
    }
    return tallies;
  }

  #count(tally: Tally, call: CallRow, isHelped: boolean): void {
    const { cause, confidence } = call.diagnosis;
    tally.callCount += 1;
    const startMs = call.startedAt === null ? 0 : Date.parse(call.startedAt);
    // whichever call is judged first, the same ones are named
    tally.calls = [...tally.calls, { id: nameOf(call), isHelped, startMs }].sort(byNeed).slice(0, MAX_CALL_IDS);
    if (!isHelped) return;
    tally.helpedByCause.set(cause, (tally.helpedByCause.get(cause) ?? 0) + 1);
    const { kind, risk } = tally.recommendation;
    tally.helpedWeight +=
      CERTAINTY[confidence] * (kind === "capture" ? CAPTURE_COUNTS : risk === null ? 1 : RISKY_COUNTS);
  }

  /**
   * All that calls and these findings of the run refer to, the most helpful first: by the calls that each helps, counted by
   * how sure their causes are, but none before what its rule puts before it; of as many, the one without a risk; then by the
   * severity of its findings. The first three are for different causes, so that one fault that asks for three changes does
   * not hide the next fault.
   */
  ranked(runFindings: readonly Finding[]): RecommendationRow[] {
    const ofRun = new Set(runFindings.flatMap((finding) => this.#note(finding)));
    const asked = [...this.#byId.values()].filter((tally) => tally.callCount > 0 || ofRun.has(tally));
    return leadingFirst(asked.sort(byHelp)).map(rowOf);
  }
}

/** What is recommended for a symptom, or for the time after the end, would have saved no call. */
function isHelp({ savesCall }: Recommendation, finding: Finding, call: CallRow): boolean {
  return savesCall !== false && isFailed(call) && finding.name === call.diagnosis.cause;
}

// Array.sort is stable: what is alike stays in the order in which it was met
function byHelp(a: Tally, b: Tally): number {
  const isRisky = ({ recommendation }: Tally): number => (recommendation.risk === null ? 0 : 1);
  const weight = rankWeight(b) - rankWeight(a);
  return weight || orderOf(a, b) || isRisky(a) - isRisky(b) || a.severity - b.severity || b.callCount - a.callCount;
}

/** No more than that of what comes before it. In hundredths: sums of fractions differ in their last bit by their order. */
function rankWeight(tally: Tally): number {
  return Math.round(
    100 *
      smallest(
        before(tally).map((other) => other.helpedWeight),
        tally.helpedWeight,
      ),
  );
}

/** What rules put before it in most of the calls that it helps. */
function before({ after, helpedByCause }: Tally): Tally[] {
  const calls = helpedCount(helpedByCause);
  return [...after].filter(([, count]) => 2 * count > calls).map(([other]) => other);
}

function helpedCount(byCause: ReadonlyMap<string, number>): number {
  return [...byCause.values()].reduce((sum, calls) => sum + calls, 0);
}

function orderOf(a: Tally, b: Tally): number {
  return Number(before(a).includes(b)) - Number(before(b).includes(a));
}

function byNeed(a: NamedCall, b: NamedCall): number {
  return Number(b.isHelped) - Number(a.isHelped) || a.startMs - b.startMs || (a.id < b.id ? -1 : 1);
}

function leadingFirst(ranked: readonly Tally[]): Tally[] {
  const causes = new Set<string>();
  const leading = ranked.filter((tally) => {
    const [cause] = causesOf(tally);
    if (cause === undefined || causes.has(cause) || causes.size === LEADING) return false;
    causes.add(cause);
    return true;
  });
  return [...leading, ...ranked.filter((tally) => !leading.includes(tally))];
}

function causesOf({ helpedByCause }: Tally): string[] {
  return [...helpedByCause].sort(([, a], [, b]) => b - a).map(([cause]) => cause);
}

function rowOf(tally: Tally): RecommendationRow {
  return {
    id: tally.id,
    helpsCallCount: helpedCount(tally.helpedByCause),
    callCount: tally.callCount,
    causes: causesOf(tally),
    findingCodes: [...tally.codes].sort(),
    callIds: tally.calls.map(({ id }) => id),
    ...tally.recommendation,
  };
}
