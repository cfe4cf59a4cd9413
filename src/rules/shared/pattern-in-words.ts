// Causes that repeat across calls, in words. A pattern is a count, never a cause: it says no more than the verdicts of its calls
// do. chance.ts decides what stands out.
import { consoleCommand } from "../../asterisk/console-command.js";
import type { Recommendation } from "../../verdict/verdict.js";
import type { RunRule } from "../rule.js";
import type { AgeFound, GroupFound } from "./pattern-search.js";
import type { AgeFrom, RunFacts, Verdicts } from "./run-facts.js";

type Pattern = ReturnType<RunRule["check"]> extends Iterable<infer Fault> ? Fault : never;

/** What a group needs to count as a pattern, in words for people. */
export const GROUP_EVIDENCE =
  "At least three calls of the group with that cause, at least twice the share of all other calls, and more than chance would put there (two-proportion test).";
export const GROUP_EXCLUDED =
  "A group that has all the calls, because nothing is left to compare it with; too few calls to tell it from chance.";
export const COUNTED = "ari-doctor: counted over the calls of this run (src/rules/shared/chance.ts)";

/** 64*T1 with the usual T1 of 500 ms: how long an unanswered 200 OK is repeated (RFC 3261 section 13.3.1.4). */
const NO_ACK_SECONDS = 32;

export function patternOf(
  facts: RunFacts,
  { cause, tally, inGroup, elsewhere }: GroupFound,
  group: string,
  rest: string,
): Pattern {
  return {
    message: `${inGroup.hit} of ${inGroup.of} ${group} ${endedWith(cause, tally)}, against ${elsewhere.hit} of ${elsewhere.of} ${rest}. ${ofRun(facts)}`,
    proof: [],
    evidence: tally.evidence,
    advice: [],
  };
}

export function ageInWords(facts: RunFacts, { cause, from, second, count, told, longer }: AgeFound): string {
  const at32 = from === "answer" && (second === NO_ACK_SECONDS || second + 1 === NO_ACK_SECONDS);
  // if another cause is named, the timer is part of that one
  const noAck = at32 && (cause === "undetermined" || cause === "no-ack");
  const unknown = told < (facts.wrongOfCause.get(cause)?.count ?? 0);
  return [
    `${sentence(share(facts, cause, count))} ended ${second} to ${second + 2} s after ${WORDS[from]}`,
    unknown ? ` (of ${told} whose age at the end a line shows)` : "",
    noAck ? `, which is how long an unanswered 200 OK is repeated (${NO_ACK_SECONDS} s). ` : ". ",
    `${longer === 0 ? "No call" : longer === 1 ? "One call" : `${longer} calls`} of the run lasted longer. ${ofRun(facts)}`,
  ].join("");
}

const WORDS: Record<AgeFrom, string> = { answer: "the answer", start: "their start" };

/** The cause as the verdicts put it, no surer than they are. */
function endedWith(cause: string, { count, confirmed }: Verdicts): string {
  if (cause === "undetermined") return "were lost for a reason that the logs do not show";
  const mixed = `${confirmed} confirmed, ${count - confirmed} likely`;
  return `ended with ${cause} (${confirmed === count ? "confirmed" : confirmed === 0 ? "likely" : mixed})`;
}

/** `3 of the 5 calls that ended with rtp-timeout`; the 5 are in the summary of the report. */
export function share({ wrongOfCause }: RunFacts, cause: string, count: number): string {
  const all = wrongOfCause.get(cause) ?? { count, confirmed: 0 };
  return `${count === all.count ? "all" : `${count} of the`} ${all.count} calls that ${endedWith(cause, all)}`;
}

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function ofRun({ wrongCount, callCount }: RunFacts): string {
  return `In the run ${wrongCount} of ${callCount} calls went wrong.`;
}

export function utc(second: number): string {
  return `${new Date(second * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** @param endpoint From a log, so it goes into a command only if it is harmless to paste. */
export function compareEndpoints(endpoint: string): Recommendation[] {
  const name = /^[\w.-]+$/.test(endpoint) ? endpoint : "ENDPOINT";
  return [
    {
      kind: "capture",
      title: `Compare ${name} with an endpoint that works`,
      reason: "What differs between them (NAT options, codecs, timers, network) is what the calls have in common.",
      risk: null,
      apply: [],
      verify: [consoleCommand(`pjsip show endpoint ${name}`), consoleCommand(`sip show peer ${name}`)],
    },
  ];
}

/** `once`, `3 times`. */
export function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
