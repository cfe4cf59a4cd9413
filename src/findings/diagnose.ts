// Turns a call and the rules into one verdict and the findings. Each hypothesis ends up confirmed, likely, ruled out with its
// reason, or open. A specific cause silences what it explains. Two causes that contradict each other are no verdict.
import { eventsOf, firstOf } from "../calls/call.js";
import { isHangup, wantsTo } from "../calls/facts/deeds.js";
import type { TimedEvent } from "../calls/timed-event.js";
import type { EventType } from "../events/event.js";
import { lostWithoutCause } from "../rules/causes/ari101-channel-lost.js";
import { botHangupTimer } from "../rules/findings/bot212-bot-hangup-timer.js";
import { botLostMidCall } from "../rules/findings/bot218-bot-lost-mid-call.js";
import { causeRules, findingRules } from "../rules/index.js";
import type { Judgement, Proof, Subject } from "../rules/judgement.js";
import type { CauseRule, FindingRule } from "../rules/rule.js";
import { missingHangupEvent, missingJoin, missingNotice, missingOwnIds, missingRest } from "../rules/shared/advice.js";
import { mayHaveBot, wasLost } from "../rules/shared/evidence.js";
import type { Missing, Recommendation } from "../verdict/verdict.js";
import { type AllUnexplained, unexplainedOf } from "./unexplained.js";
import { isAfterTheEnd, withinTheEnd } from "./within-the-end.js";

/** A fault of one call, ready to be put into words. */
export interface CallFinding {
  readonly rule: CauseRule | FindingRule | typeof lostWithoutCause;
  readonly message: string;
  readonly proof: readonly TimedEvent[];
  readonly advice: readonly Recommendation[];
}

/** The verdict on one call. */
export interface Verdict {
  readonly cause: string;
  readonly confidence: "confirmed" | "likely" | "possible";
  readonly summary: string;
  readonly proof: readonly TimedEvent[];
  readonly candidates: readonly { readonly cause: string; readonly why: string }[];
  readonly ruledOut: readonly {
    readonly cause: string;
    readonly reason: string;
    readonly proof: readonly TimedEvent[];
  }[];
  readonly missing: readonly Missing[];
  readonly findings: readonly CallFinding[];
  /** Warnings and errors of the call that none of this is based on. */
  readonly unexplained: AllUnexplained;
}

interface Judged {
  readonly rule: CauseRule;
  readonly judgement: Judgement;
}

type Named = Judged & {
  readonly judgement: Extract<Judgement, { readonly proof: Proof }> & { readonly summary: string };
};

/** Judges one call by all rules. */
export function diagnose(subject: Subject): Verdict {
  const judged: Judged[] = [];
  for (const rule of causeRules) {
    const judgement = rule.judge(subject);
    if (judgement)
      judged.push({ rule, judgement: withinTheEnd(subject, asFarAsRead(asSureAsItsIds(subject, judgement))) });
  }
  const named = pick(judged);
  const gaps: CallFinding[] = [];
  for (const rule of findingRules)
    if (!(named && SAYS[rule.name]?.includes(named.rule.name)))
      for (const found of rule.check(subject)) gaps.push({ rule, ...found });
  const cited = new Set([
    ...judged.flatMap(({ judgement }) => citedBy(judgement)),
    ...gaps.flatMap(({ proof }) => proof),
  ]);
  const unexplained = unexplainedOf(subject, { cited, isNamed: named !== null });
  if (named) return namedVerdict(subject, judged, named, gaps, unexplained);
  const isClean = unexplained.lineCount === 0 && gaps.every(({ rule }) => rule.severity !== "error");
  return isClean && wentWell(subject, judged)
    ? healthy(subject, gaps, judged, unexplained)
    : undetermined(subject, judged, gaps, unexplained);
}

/** Words that were learnt, rather than read, confirm nothing alone. */
function asFarAsRead(judgement: Judgement): Judgement {
  if (judgement.verdict === "possible") return judgement;
  const learnt = judgement.proof.filter(({ takenFor }) => takenFor !== undefined);
  if (learnt.length === 0 || learnt.length < judgement.proof.length) return judgement;
  // nor do learnt words rule anything out
  if (judgement.verdict === "ruled-out")
    return { verdict: "possible", weight: 0.1, why: "a line whose words were learnt, and not read, speaks against it" };
  return { ...judgement, verdict: "likely", summary: `${judgement.summary} The line's words were learnt, not read.` };
}

/** Findings that a cause already covers. */
const SAYS: Readonly<Record<string, readonly string[]>> = {
  [botLostMidCall.name]: ["bot-disconnected", "stasis-app-replaced", "asterisk-stopped", "asterisk-killed"],
};

/** A line proves nothing about a call if its id may mean another one. */
function asSureAsItsIds({ call }: Subject, judgement: Judgement): Judgement {
  return call.sharesId && judgement.verdict === "confirmed" ? { ...judgement, verdict: "likely" } : judgement;
}

const citedBy = (judgement: Judgement): readonly TimedEvent[] =>
  judgement.verdict === "possible" ? [] : judgement.proof;

/** Nothing was lost, the caller was served as far as the logs show, and no hypothesis is open. */
function wentWell({ call, facts }: Subject, judged: readonly Judged[]): boolean {
  // only Asterisk's log shows what became of a call in the dialplan, how a playback ended if the bot does not log it, and
  // whether a music class exists
  const beyondTheBot =
    facts.turns.some(({ outcome }) => outcome === "unknown") ||
    firstOf(call, "bot-left-dialplan-bound") !== undefined ||
    eventsOf(call, "bot-moh").some(({ event }) => event.mohClass !== "default");
  if (!call.sides.asterisk && beyondTheBot) return false;
  // a call that was put on hold and got nothing more was not served, whatever came before
  const waiting = facts.turns.at(-1)?.attempt === null;
  const open = judged.some(({ judgement }) => judgement.verdict === "possible");
  if (wantedInVain(facts.own)) return false;
  return (
    facts.faults.length === 0 && !facts.cutShort && facts.wholly && facts.served && facts.begun && !waiting && !open
  );
}

/** Was the last playback that the bot requested never answered, started or heard, as far as either log was read? */
function wantedInVain(own: readonly TimedEvent[]): boolean {
  const last = own.findLastIndex(({ event }) => wantsTo(event, "play"));
  if (last < 0) return false;
  // Asterisk's stamp may be that of the whole second
  const wantedMs = own[last]?.atMs ?? null;
  const isHeard = ({ event, atMs }: TimedEvent, at: number): boolean =>
    (at > last && PLAYED.has(event.type)) ||
    (event.type === "playing" && atMs !== null && wantedMs !== null && atMs >= wantedMs - event.precisionMs);
  return !own.some(isHeard);
}

const PLAYED: ReadonlySet<EventType> = new Set<EventType>(["bot-play", "bot-play-finished", "playing"]);

/**
 * The cause that the evidence names. What another named cause explains is its mechanism or aftermath, however well it is proven:
 * the bot did DELETE an orphaned call, but the cause is that the bot had gone away. Of the rest, confirmed takes precedence over
 * likely. If two are left, there is no verdict.
 */
function pick(judged: readonly Judged[]): Named | null {
  const named = judged.filter(
    (one): one is Named => one.judgement.verdict === "confirmed" || one.judgement.verdict === "likely",
  );
  const roots = named.filter(
    ({ rule }) => !named.some((other) => other.rule !== rule && other.rule.explains.includes(rule.name)),
  );
  const proven = roots.filter(({ judgement }) => judgement.verdict === "confirmed");
  const [only, ...others] = proven.length > 0 ? proven : roots;
  return only && others.length === 0 ? only : null;
}

function namedVerdict(
  subject: Subject,
  judged: readonly Judged[],
  named: Named,
  findings: readonly CallFinding[],
  unexplained: AllUnexplained,
): Verdict {
  const { rule, judgement } = named;
  const cause: CallFinding = { rule, message: judgement.summary, proof: judgement.proof, advice: rule.advise(subject) };
  const others = judged.filter((other) => other.rule !== rule);
  const { eitherOf } = judgement;
  const isProven = judgement.verdict === "confirmed";
  const isCertain = isProven && eitherOf === undefined;
  return {
    cause: rule.name,
    confidence: isCertain ? "confirmed" : "likely",
    summary: judgement.summary,
    proof: judgement.proof,
    // a proven cause is enough: other candidates would only raise doubt
    candidates: [...(eitherOf ?? []), ...(isProven ? [] : candidatesOf(others))],
    ruledOut: [...ruledOutOf(others), ...(isProven ? settledBy(named, others) : [])],
    missing: isCertain ? [] : distinct([...idsOfOwn(subject), ...rule.missing(subject)]),
    findings: isOfRtp(rule)
      ? [...findings.filter(goesFirst), cause, ...findings.filter((finding) => !goesFirst(finding))]
      : [cause, ...findings],
    unexplained,
  };
}

const isOfRtp = ({ code }: CauseRule): boolean => code.startsWith("RTP");

/** A call that nobody drove any more was lost before its end. That must be fixed before any limit is touched. */
const goesFirst = ({ rule }: CallFinding): boolean => rule === botLostMidCall;

/** The other hypotheses, once a line proves the cause: none stays open. */
function settledBy({ rule, judgement }: Named, others: readonly Judged[]): Verdict["ruledOut"] {
  const { eitherOf } = judgement;
  return others.flatMap((other) => {
    const { verdict } = other.judgement;
    if (verdict === "ruled-out") return [];
    const reason =
      verdict === "possible"
        ? `A line proves another cause, ${eitherOf?.map(({ cause }) => cause).join(" or ") ?? rule.name}.`
        : `It is there, but as the mechanism or aftermath of ${rule.name}.`;
    return [{ cause: other.rule.name, reason, proof: judgement.proof.slice(0, 1) }];
  });
}

/** The verdict on a call that went well, as both logs show. */
export const NOTHING_WRONG = "Nothing went wrong, as far as the logs show.";

function healthy(
  subject: Subject,
  findings: readonly CallFinding[],
  judged: readonly Judged[],
  unexplained: AllUnexplained,
): Verdict {
  const { call, facts } = subject;
  // the log of a bot alone, without the end of the call, does not show what ended it once the caller was served
  const isEndShown = call.sides.asterisk || facts.endTold !== null || facts.own.some(({ event }) => isHangup(event));
  const hasFault = findings.some(({ rule }) => rule.severity !== "info");
  return {
    cause: "none",
    confidence: "likely",
    summary: hasFault
      ? "The caller was served; the findings name what went wrong on the way."
      : isEndShown
        ? NOTHING_WRONG
        : "The caller was served, and nothing went wrong, as far as the bot's log shows; it does not show how the call ended.",
    proof: [],
    candidates: [],
    ruledOut: ruledOutOf(judged),
    missing: isEndShown ? [] : distinct([...missingOfLogs(subject), missingHangupEvent]),
    findings,
    unexplained,
  };
}

function undetermined(
  subject: Subject,
  judged: readonly Judged[],
  findings: readonly CallFinding[],
  unexplained: AllUnexplained,
): Verdict {
  const open = judged.filter(({ judgement }) => judgement.verdict !== "ruled-out");
  const { faults } = subject.facts;
  const failed = findings.filter(({ rule }) => rule.severity === "error");
  const lost: CallFinding[] = wasLost(subject)
    ? [
        {
          rule: lostWithoutCause,
          message: mayHaveBot(subject)
            ? "The channel was gone before the bot was done with it, and the logs do not say why."
            : "The call ended while the caller was waiting, and the logs do not say why.",
          proof: faults.map(({ at }) => at),
          advice: [],
        },
      ]
    : [];
  const candidates = candidatesOf(judged);
  return {
    cause: "undetermined",
    confidence: "possible",
    summary: summaryOf(subject, findings, unexplained, candidates.length > 0),
    proof: faults.length > 0 ? faults.map(({ at }) => at) : (failed[0]?.proof ?? lastOf(subject)),
    candidates,
    ruledOut: ruledOutOf(judged),
    missing: distinct([
      ...idsOfOwn(subject),
      ...open.flatMap(({ rule }) => rule.missing(subject)),
      ...missingOfLogs(subject),
    ]),
    findings: [...lost, ...findings],
    unexplained,
  };
}

/** The last line that surely belongs to the call. */
function lastOf(subject: Subject): readonly TimedEvent[] {
  const last = subject.call.events.findLast((timed) => !isAfterTheEnd(subject, timed));
  return last ? [last] : [];
}

/** What would keep its ids apart from those of another call. */
const idsOfOwn = ({ call }: Subject): Missing[] => (call.sharesId ? [missingOwnIds] : []);

/** What the logs lack as a whole, whatever the hypothesis. */
function missingOfLogs({ call, facts, limits }: Subject): Missing[] {
  const joinable = call.inputs.asterisk && call.inputs.bot && !(call.sides.asterisk && call.sides.bot);
  return [
    ...(joinable ? [missingJoin(limits)] : []),
    ...(facts.cutShort ? [missingRest] : []),
    ...(call.inputs.asterisk ? [] : [missingNotice]),
    ...(call.inputs.bot ? [] : [missingHangupEvent]),
  ];
}

function summaryOf(
  subject: Subject,
  findings: readonly CallFinding[],
  unexplained: AllUnexplained,
  hasCandidates: boolean,
): string {
  if (unexplained.lineCount === 0) return openSummaryOf(subject, findings, hasCandidates);
  const unknown = `${unexplained.hasError ? "errors" : "warnings"} that this tool does not know`;
  const open = openSummaryOf(subject, findings, hasCandidates, unknown);
  return open.includes(unknown) ? open : `${open} The call has ${unknown}: see the unexplained lines.`;
}

/** What can be said if no cause is named. "Nothing failed" is said only if no line says otherwise. */
function openSummaryOf(
  { call, facts }: Subject,
  findings: readonly CallFinding[],
  hasCandidates: boolean,
  unknown: string | null = null,
): string {
  if (facts.faults.length > 0) return "The logs do not say why; the candidates are in order of fit.";
  if (facts.cutShort) return "The log ends while the call may still be up.";
  const failed = findings.filter(({ rule }) => rule.severity === "error");
  if (failed.length > 0)
    return `No cause is named, but something failed. ${failed.map(({ message }) => message).join(" ")}`;
  if (firstOf(call, "rtp-timeout"))
    return "Asterisk disconnected another leg for lack of RTP after the caller had gone; the logs do not fully show how the caller's own call went.";
  const timer = findings.find(({ rule }) => rule === botHangupTimer);
  if (timer && unknown === null) return timer.message;
  if (unknown !== null) return `Undetermined, with ${unknown}: see the unexplained lines.`;
  if (hasCandidates) return "The logs do not say how the call ended; the candidates are in order of fit.";
  if (wantedInVain(facts.own)) return "The logs do not say what became of the last playback that the bot asked for.";
  if (!facts.wholly) return "Nothing failed, as far as the logs show, but one of them does not cover the whole call.";
  return "Nothing failed, as far as the logs show, but they do not show everything that the caller got.";
}

function candidatesOf(judged: readonly Judged[]): { cause: string; why: string }[] {
  const weight = ({ judgement }: Judged): number =>
    judgement.verdict === "possible" ? judgement.weight : judgement.verdict === "ruled-out" ? 0 : 1;
  return judged
    .filter((one) => weight(one) > 0)
    .sort((a, b) => weight(b) - weight(a))
    .map(({ rule, judgement }) => ({
      cause: rule.name,
      why:
        judgement.verdict === "possible"
          ? judgement.why
          : judgement.verdict === "ruled-out"
            ? judgement.reason
            : judgement.summary,
    }));
}

function ruledOutOf(judged: readonly Judged[]): { cause: string; reason: string; proof: readonly TimedEvent[] }[] {
  return judged.flatMap(({ rule, judgement }) =>
    judgement.verdict === "ruled-out" ? [{ cause: rule.name, reason: judgement.reason, proof: judgement.proof }] : [],
  );
}

function distinct(missing: readonly Missing[]): Missing[] {
  return missing.filter((one, i) => missing.findIndex((other) => other.what === one.what) === i);
}
