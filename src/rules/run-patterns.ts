// Causes that repeat across calls: on an endpoint, with a codec, at an hour, in an app, at one age, at one moment. A pattern is
// a count, never a cause: it says no more than the verdicts of its calls do. What stands out is decided in chance.ts.
import type { Recommendation } from "../report/schema.js";
import {
  type AgeFound,
  agesThatStandOut,
  endedInOneMoment,
  type GroupFound,
  groupsThatStandOut,
  momentsThatStandOut,
  sharedEvents,
} from "./pattern-search.js";
import { defineRun, type RunRule } from "./rule.js";
import type { AgeFrom, RunFacts, Verdicts } from "./run-facts.js";

type Pattern = ReturnType<RunRule["check"]> extends Iterable<infer Fault> ? Fault : never;

/** What is asked of a group before it is called a pattern, for people. */
const GROUP_EVIDENCE =
  "At least three calls of the group with that cause, twice the share of all other calls or more, and more than chance puts there (two-proportion test).";
const GROUP_EXCLUDED =
  "A group that carries all calls, for it has no rest to stand out from; too few calls to tell it from chance.";
const COUNTED = "ari-doctor: counted over the calls of this run (src/rules/chance.ts)";

export const oneEndpoint = defineRun({
  code: "SIP201",
  name: "cause-repeats-on-endpoint",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "A cause comes far more often on one endpoint or trunk than on the others.",
    impact:
      "What the calls of that endpoint have in common (its network, its configuration) is the place to look first.",
    evidence: GROUP_EVIDENCE,
    excludedBy: GROUP_EXCLUDED,
    fix: "Compare the endpoint's settings with those of one that works; trace SIP and RTP for one call of each.",
    references: [COUNTED],
  },
  *check(facts) {
    for (const found of groupsThatStandOut(facts, "endpoint"))
      yield {
        ...patternOf(facts, found, `calls of endpoint ${found.group}`, "calls of other endpoints"),
        advice: compareEndpoints(found.group),
      };
  },
});

export const oneCodec = defineRun({
  code: "RTP211",
  name: "cause-repeats-with-codec",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "A cause comes far more often with one codec, or one format of sounds, than with the others.",
    impact: "Translation, or sounds that exist in some formats only, is the place to look first.",
    evidence: `${GROUP_EVIDENCE} Only calls whose codec a line tells: the SDP of a SIP trace, a translation warning, the suffix in Playing '….ulaw'.`,
    excludedBy: GROUP_EXCLUDED,
    fix: "Look at core show translation, and at the formats in which the sounds are there.",
    references: [COUNTED, "main/file.c:ast_streamfile", "RFC 3264 section 6.1"],
  },
  *check(facts) {
    for (const found of groupsThatStandOut(facts, "codec"))
      yield {
        ...patternOf(facts, found, `calls with ${found.group}`, "calls with others"),
        advice: [],
      };
  },
});

export const oneHour = defineRun({
  code: "SYS211",
  name: "cause-repeats-at-hour",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "A cause comes far more often in one hour of the day than in the others.",
    impact: "Load, a job that runs then, or a change made then is the place to look first.",
    evidence: `${GROUP_EVIDENCE} Calls that ended in one moment are left out: they are a pattern of their own.`,
    excludedBy: GROUP_EXCLUDED,
    fix: "Look at what runs at that hour: backups, log rotation, load of the model and of the network.",
    references: [COUNTED],
  },
  *check(facts) {
    for (const found of groupsThatStandOut(facts, "hour", endedInOneMoment(facts)))
      yield {
        ...patternOf(
          facts,
          found,
          `calls that ended between ${found.group}:00 and ${found.group}:59 UTC`,
          "calls of other hours",
        ),
        advice: [],
      };
  },
});

export const oneApp = defineRun({
  code: "ARI211",
  name: "cause-repeats-in-app",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "A cause comes far more often in one Stasis app than in the others.",
    impact: "The bot behind that app, or what the dialplan does before it, is the place to look first.",
    evidence: GROUP_EVIDENCE,
    excludedBy: GROUP_EXCLUDED,
    fix: "Compare the bot and the dialplan of that app with those of one that works.",
    references: [COUNTED],
  },
  *check(facts) {
    for (const found of groupsThatStandOut(facts, "app"))
      yield { ...patternOf(facts, found, `calls of app ${found.group}`, "calls of other apps"), advice: [] };
  },
});

export const sameAge = defineRun({
  code: "SIP202",
  name: "calls-lost-at-same-age",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Calls of one cause ended at the same age, as a timer would do it and people do not.",
    impact: "Where a timer is behind it, every call that lasts so long is lost.",
    evidence:
      "At least three calls of one cause that ended within two seconds of age, counted from the answer or from the start, twice as many as in the half minute around, and more than chance puts there. Only calls of whose end a line tells.",
    excludedBy:
      "Ends whose moment no line tells: the bot's failed request then only says how long the bot thought. Ages below ten seconds.",
    fix: "Look for the timer of that length: 32 s is 64*T1 without an ACK, session timers, Dial or absolute limits, RTP timeouts on either side, a watchdog of the bot.",
    references: ["RFC 3261 section 13.3.1.4 (32 s)", "RFC 4028 section 10 (session timers)", COUNTED],
  },
  *check(facts) {
    for (const found of agesThatStandOut(facts))
      yield { message: ageInWords(facts, found), proof: [], evidence: found.evidence, advice: [] };
  },
});

export const endedTogether = defineRun({
  code: "SYS204",
  name: "calls-lost-together",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Several calls were lost by one event, or with one cause in the same moment.",
    impact: "Probably one thing ended them all, and it is enough to look for that.",
    evidence:
      "At least three verdicts that rest on the same line; or at least three calls of one cause that ended within two seconds, twice as many as in the half minute around, and more than chance puts there.",
    excludedBy: "Calls with different causes: that they ended together is chance.",
    fix: "Look at what happened to Asterisk, the bot or the network at that moment.",
    references: [COUNTED],
  },
  *check(facts) {
    for (const { cause, evidence, ...found } of sharedEvents(facts))
      yield {
        message: `One event is behind ${share(facts, cause, found.count)}. ${ofRun(facts)}`,
        proof: [],
        evidence: evidence.slice(0, 1),
        advice: [],
      };
    for (const { cause, second, count, evidence } of momentsThatStandOut(facts))
      yield {
        message: `${sentence(share(facts, cause, count))} ended within two seconds, at ${utc(second)}. ${ofRun(facts)}`,
        proof: [],
        evidence,
        advice: [],
      };
  },
});

/** 64*T1 with the usual T1 of 500 ms: how long an unanswered 200 OK is repeated (RFC 3261 section 13.3.1.4). */
const NO_ACK_SECONDS = 32;

function patternOf(
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

function ageInWords(facts: RunFacts, { cause, from, second, count, told, longer }: AgeFound): string {
  const at32 = from === "answer" && (second === NO_ACK_SECONDS || second + 1 === NO_ACK_SECONDS);
  // where another cause is named, the timer is that one's
  const noAck = at32 && (cause === "undetermined" || cause === "no-ack");
  const unknown = told < (facts.wrongOfCause.get(cause)?.count ?? 0);
  return [
    `${sentence(share(facts, cause, count))} ended ${second} to ${second + 2} s after ${WORDS[from]}`,
    unknown ? ` (of ${told} whose age at the end a line tells)` : "",
    noAck ? `, which is how long an unanswered 200 OK is repeated (${NO_ACK_SECONDS} s). ` : ". ",
    `${longer === 0 ? "No call" : longer === 1 ? "One call" : `${longer} calls`} of the run lasted longer. ${ofRun(facts)}`,
  ].join("");
}

const WORDS: Record<AgeFrom, string> = { answer: "the answer", start: "their start" };

/** The cause as the verdicts have it, no surer than they are. */
function endedWith(cause: string, { count, confirmed }: Verdicts): string {
  if (cause === "undetermined") return "were lost for a reason that the logs do not tell";
  const mixed = `${confirmed} confirmed, ${count - confirmed} likely`;
  return `ended with ${cause} (${confirmed === count ? "confirmed" : confirmed === 0 ? "likely" : mixed})`;
}

/** `3 of the 5 calls that ended with rtp-timeout`: the 5 stand in the summary of the report. */
function share({ wrongOfCause }: RunFacts, cause: string, count: number): string {
  const all = wrongOfCause.get(cause) ?? { count, confirmed: 0 };
  return `${count === all.count ? "all" : `${count} of the`} ${all.count} calls that ${endedWith(cause, all)}`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function ofRun({ wrongCount, callCount }: RunFacts): string {
  return `In the run ${wrongCount} of ${callCount} calls went wrong.`;
}

function utc(second: number): string {
  return `${new Date(second * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** @param endpoint out of a log: only where it is harmless to paste does it come into a command. */
function compareEndpoints(endpoint: string): Recommendation[] {
  const name = /^[\w.-]+$/.test(endpoint) ? endpoint : "ENDPOINT";
  return [
    {
      kind: "capture",
      title: `Compare ${name} with an endpoint that works`,
      reason: "What differs between them (NAT options, codecs, timers, network) is what the calls have in common.",
      risk: null,
      apply: [],
      verify: [`asterisk -rx "pjsip show endpoint ${name}"`, `asterisk -rx "sip show peer ${name}"`],
    },
  ];
}
