// Every sentence that claims absence ("nothing", "no …", "never", "nobody") is held to the logs of the sample for which it is
// printed. A table says of each such sentence what must then not be in the logs, or what must be there to prove it; a sentence
// that is not in the table fails, so that nobody adds one that nothing checks.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { type Configuration, configurationOf } from "../src/asterisk/config/configuration.js";
import { readConfig } from "../src/asterisk/config/read.js";
import { harmlessLines } from "../src/events/asterisk/harmless.js";
import type { CallRow, RunReport } from "../src/report/schema.js";
import type { Evidence } from "../src/verdict/verdict.js";
import { analyseTexts, idsOf, type LogText, logText, sampleLogs } from "./support/analyse.js";
import { dedent } from "./support/rule-tester.js";
import { SAMPLES, sampleNames } from "./support/sample.js";

const ABSENCE = /\b(?:nothing|nobody|no|none|never|neither|nor|without|not|cannot)\b/i;

/** What a claim is checked against. */
interface Facts {
  readonly call: CallRow;
  /** Lines that the statement is based on. */
  readonly evidence: readonly Evidence[];
  /** Lines of either log that name the call itself. */
  readonly own: readonly string[];
  readonly asterisk: readonly string[];
  readonly bot: readonly string[];
  /** Of the day, by Asterisk's stamps. */
  readonly endSecond: number | null;
}

/** What must hold if a sentence is printed. @returns what contradicts it, or null. */
type Check = (facts: Facts) => string | null;

/** None of the lines that name the channel, in one of the logs. */
const noneOfOwn =
  (side: "asterisk" | "bot", what: RegExp): Check =>
  ({ own, [side]: lines }) =>
    own.find((line) => lines.includes(line) && what.test(line)) ?? null;
const cites =
  (what: RegExp): Check =>
  ({ evidence }) =>
    evidence.some(({ text }) => what.test(text)) ? null : `no cited line has ${what.source}`;
const isUndetermined: Check = ({ call }) => (call.diagnosis.cause === "undetermined" ? null : "a cause is named");
const all =
  (...checks: readonly Check[]): Check =>
  (facts) =>
    checks.map((check) => check(facts)).find((found) => found !== null) ?? null;
/** How Asterisk, SIP or ARI works: true of every log. The rule's references say where. */
const general: Check = () => null;

const BAD_LEVEL =
  /\b(?:WARNING|ERROR|CRITICAL|FATAL|SEVERE)\b|"(?:level|lvl|levelname|severity)": ?(?:"(?:warn|error|crit|fatal)|[456]0\b)|^\S+ (?:warn|error):|\] (?:warn|error):/i;

/** No line of the call is a warning or an error, except those that a finding cites and those that are known to affect no call. */
const noBadLine: Check = ({ call, own }) => {
  const told = new Set(
    [...call.findings, call.diagnosis, ...call.diagnosis.ruledOut].flatMap(({ evidence }) =>
      evidence.map(({ text }) => text.slice(0, 200)),
    ),
  );
  return (
    own.find(
      (line) =>
        BAD_LEVEL.test(line) &&
        !told.has(line.slice(0, 200)) &&
        !harmlessLines.some(({ samples }) => samples.some((sample) => line.includes(sample.slice(0, 20)))) &&
        // frames that pile up are dropped (findings/unexplained.ts)
        !/queue length/.test(line),
    ) ?? null
  );
};

const DAY_SECONDS = 86_400;

/** Neither AMI hung this channel up, nor did anybody open the CLI in the second of its end or next to it. */
const nobodyAtTheConsole: Check = (facts) => {
  const { asterisk, endSecond } = facts;
  const opened = asterisk.find((line) => {
    const [, h, m, s] = /Remote UNIX connection(?!.*disconnected)/.test(line)
      ? (/(\d\d):(\d\d):(\d\d)/.exec(line) ?? [])
      : [];
    if (h === undefined || endSecond === null) return false;
    const apart = Math.abs(Number(h) * 3600 + Number(m) * 60 + Number(s) - endSecond);
    return Math.min(apart, DAY_SECONDS - apart) <= 1;
  });
  return noneOfOwn("asterisk", /Manager '.*hanging up channel/)(facts) ?? opened ?? null;
};

/** The first hangup request, as far as a line tells of one, has no number. */
const requestWithoutCause: Check = ({ call, own }) => {
  const first = call.timeline.find(({ event }) => event === "bot-hangup-requested")?.text;
  return first !== undefined && /cause["']?[=: ]+\d/.test(first) && own.some((line) => line.includes(first))
    ? first
    : null;
};

/** Music and then no sound in Asterisk's log. */
const nothingAfterTheHold: Check = ({ asterisk, call }) => {
  const mine = asterisk.filter((line) => call.channelName !== null && line.includes(call.channelName));
  const held = mine.findLastIndex((line) => line.includes("Started music on hold"));
  return held < 0 ? null : (mine.slice(held).find((line) => line.includes("> Playing '")) ?? null);
};

const noAnswerOfTheModel: Check = ({ call }) => {
  const asked = call.timeline.findLastIndex(({ event }) => event === "bot-model-asked");
  return call.timeline.slice(asked).find(({ event }) => event === "bot-model-answered")?.text ?? null;
};

const neverAChannel: Check = ({ asterisk, evidence }) => {
  const ids = evidence.flatMap(({ text }) => [...text.matchAll(/\b\d{10}\.\d+\b/g)].map(([id]) => id));
  const made = asterisk.find(
    (line) => ids.length > 0 && /Topic 'channel:/.test(line) && line.includes(`'channel:${ids[0]}'`),
  );
  return made ?? null;
};

/** From the loss of the connection to the end neither Asterisk nor the bot tells of a new one. */
const notBack: Check = ({ asterisk, bot, evidence, call }) => {
  const [lost] = evidence;
  const end = call.endedAt === null ? null : evidence.find(({ at }) => at === call.endedAt);
  const lines = lost?.text.includes("Stasis app") ? asterisk : bot;
  const from = lines.indexOf(lost?.text ?? "");
  const to = end === undefined || end === null ? lines.length : lines.indexOf(end.text);
  if (from < 0) return "the loss is not cited";
  return (
    lines
      .slice(from + 1, to)
      .find((line) => /(?:Activating|Creating) Stasis app|\bconnected to (?:the )?ARI/i.test(line)) ?? null
  );
};

/** `says` sees a sentence; the first that fits counts. */
const CLAIMS: readonly { readonly says: RegExp; readonly holds: Check }[] = [
  { says: /^Nothing (?:went wrong|failed), as far as the logs show/, holds: noBadLine },
  { says: /^(?:but )?they do not show everything that the caller got/, holds: isUndetermined },
  { says: /^The logs do not say why/, holds: isUndetermined },
  {
    says: /^the logs do not prove which of the two it was|no line shows a hold of the caller's side/,
    holds: all(
      noneOfOwn("asterisk", /a=(?:sendonly|inactive)|ChannelHold/),
      noneOfOwn("bot", /ChannelHold|a=(?:sendonly|inactive)/),
      ({ call }) => (call.diagnosis.confidence === "confirmed" ? "a limit is confirmed" : null),
    ),
  },
  {
    says: /^If the caller's side did not hold the call, it was/,
    holds: ({ call }) => (call.diagnosis.confidence === "confirmed" ? "a limit is confirmed" : null),
  },
  { says: /^The channel was gone before .* and the logs do not say why/, holds: isUndetermined },
  {
    says: /(?:errors|warnings) that this tool does not know/,
    holds: ({ call }) => (call.unexplained.length > 0 ? null : "nothing is unexplained"),
  },
  {
    says: /^No cause is named, but something failed/,
    holds: all(isUndetermined, ({ call }) =>
      call.findings.some(({ severity }) => severity === "error") ? null : "no finding tells of a failure",
    ),
  },
  {
    says: /^The caller was served, and nothing went wrong, as far as the bot's log shows/,
    holds: all(noBadLine, ({ asterisk, own }) => own.find((line) => asterisk.includes(line)) ?? null),
  },
  {
    says: /^it does not show how the call ended/,
    holds: noneOfOwn("bot", /StasisEnd|ChannelDestroyed|HangupRequest|DELETE/),
  },
  // ---- RTP ----
  { says: /received no (?:audio |video )?RTP/, holds: cites(/for lack of/) },
  { says: /strict RTP never locked/, holds: noneOfOwn("asterisk", /Strict RTP learning complete/) },
  { says: /Not one packet of RTP/, holds: noneOfOwn("asterisk", /Strict RTP (?:switching|learning complete)/) },
  {
    says: /none that disconnects this channel for lack of RTP|has none for this channel/,
    holds: noneOfOwn("asterisk", /for lack of/),
  },
  { says: /because the channel was no older than that/, holds: general },
  { says: /was set and did not end the call/, holds: noneOfOwn("asterisk", /for lack of/) },
  { says: /does not come from the driver's timeout/, holds: noneOfOwn("asterisk", /for lack of/) },
  {
    says: /no RTP timeout is set/,
    holds: ({ call }) => (call.limits.rtpTimeout.seconds ? "an RTP timeout is set" : null),
  },
  // ---- who hung up ----
  { says: /leaves no line in Asterisk's log|AMI sends none|not every bot logs it/, holds: general },
  { says: /a BYE from the caller does not bring/, holds: general },
  { says: /hangup request carries no cause|as only a BYE without Reason does/, holds: requestWithoutCause },
  {
    says: /the log does not show whether the CLI or AMI was used/,
    holds: noneOfOwn("asterisk", /Manager '.*hanging up channel/),
  },
  { says: /nobody used the CLI or AMI|no CLI connection at that moment/, holds: nobodyAtTheConsole },
  { says: /no DELETE in the bot's log/, holds: noneOfOwn("bot", /DELETE \S*channels\/[^/\s]+(?:\s|$|\?)/) },
  { says: /Asterisk sent the BYE, not the caller/, holds: cites(/BYE|ransmitting/) },
  { says: /nothing had answered it/, holds: noneOfOwn("asterisk", /Executing \[\S+\] Answer\(|> Playing '/) },
  { says: /without having said that it ended/, holds: cites(/Asterisk Ready|built by/) },
  { says: /nobody served it any more/, holds: nothingAfterTheHold },
  { says: /left without an answer/, holds: nothingAfterTheHold },
  { says: /had not answered/, holds: noAnswerOfTheModel },
  { says: /the log does not say/, holds: general },
  // said only of a likely cause: a line that showed it would make it confirmed
  {
    says: /no line shows that one caused the other/,
    holds: ({ call }) => (call.diagnosis.confidence === "confirmed" ? "the cause is confirmed" : null),
  },
  { says: /^it does not tell what/, holds: general },
  { says: /was never a channel of this call/, holds: neverAChannel },
  {
    says: /no other line tells of an end/,
    holds: noneOfOwn("bot", /DELETE \S*channels\/[^/\s]+(?:\s|$|\?)|HangupRequest/),
  },
  { says: /no line says whether the caller wanted more/i, holds: general },
  {
    says: /^no answer from the bot was on its way/,
    holds: ({ own }) => {
      const held = own.findLast((line) => /put on hold|\/hold\b/.test(line));
      const isPlayed = held === undefined || own.slice(own.indexOf(held)).some((line) => /play/i.test(line));
      return isPlayed ? null : held;
    },
  },
  { says: /no line says who took it out/, holds: noneOfOwn("bot", /continue|dialplan/i) },
  { says: /no line says so\b/, holds: general },
  // ---- the bot ----
  { says: /was not back before it ended|nobody drove the call/, holds: notBack },
  { says: /No bot had registered/, holds: cites(/doesn't exist|not registered/) },
  { says: /its bot was not connected/, holds: cites(/not active/) },
  { says: /which ARI does not have/, holds: cites(/\/unhold/) },
  { says: /it was not built/, holds: cites(/\b[45]\d\d\b/) },
  { says: /missing or not accepted/, holds: cites(/\b40[13]\b|key/i) },
  // ---- a line says it ----
  { says: /does not exist in any format/, holds: cites(/does not exist in any format|No such file/) },
  {
    says: /music class .* does not exist|no music class is loaded|has no files/,
    holds: cites(/not found in memory|no musiconhold|No files/),
  },
  { says: /cannot (?:transcode|convert the music)/, holds: cites(/translat|Unable to open/i) },
  { says: /could not (?:connect|reach)/, holds: cites(/failed|timedout|Unable/) },
  { says: /no codec in common|Not Acceptable Here/, holds: cites(/codecs|488|SIP/) },
  {
    says: /No ACK to the 200 OK/,
    holds: ({ evidence }) => evidence.find(({ text }) => /\bACK sip:/.test(text))?.text ?? null,
  },
  { says: /session refresh got no answer|did not refresh it|a session that is not refreshed/, holds: general },
  { says: /did not succeed|is not in the dialplan/, holds: cites(/exited|invalid|Executing/) },
  {
    says: /A line proves another cause/,
    holds: ({ call }) => (call.diagnosis.confidence === "confirmed" ? null : "nothing is proven"),
  },
];

/** The same for findings of the run; the evidence is theirs. */
const RUN_CLAIMS: readonly {
  readonly says: RegExp;
  readonly holds: (runReport: RunReport, calls: readonly CallRow[], evidence: readonly Evidence[]) => string | null;
}[] = [
  {
    says: /could not be assigned to a call, and no verdict rests on/,
    holds: (_frame, calls, evidence) => {
      const cited = new Set(
        calls.flatMap(({ diagnosis, findings }) =>
          [diagnosis, ...findings].flatMap(({ evidence: lines }) =>
            lines.map(({ source, line }) => `${source}:${line}`),
          ),
        ),
      );
      return evidence.map(({ source, line }) => `${source}:${line}`).find((place) => cited.has(place)) ?? null;
    },
  },
  {
    says: /The logs show no network fault/,
    holds: (runReport) =>
      runReport.runFindings.some(({ name }) => name === "media-not-set-up") ? "media was not set up" : null,
  },
  {
    says: /did not apply|it is for a hold by the far end, not|leave no line|plays nothing unless|receives verbose messages/,
    holds: () => null,
  },
];

/** Notes tell of the reading: what they say is missing is an option, or a zone; test/clocks.test.ts holds them to that. */
const NOTES: readonly RegExp[] = [
  /zone|clock|stamp/i,
  /--[a-z]/,
  /^The RTP limit in force is not known/,
  /names? no channel/,
  /given to none/,
];

const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.;:!?]) (?=\S)/).filter((sentence) => ABSENCE.test(sentence));

/** Words that a line of a log holds, quoted by a message, are no claim of ours. */
const isQuote = (sentence: string, evidence: readonly Evidence[]): boolean =>
  evidence.some(({ text }) => text.includes(sentence.replace(/[.:;]$/, "").trim()));

interface Named {
  readonly name: string;
  readonly logs: readonly LogText[];
  readonly config: Configuration | null;
}

/** Calls with faults that no sample has, for the sentences that speak of them. */
const WRITTEN: readonly Named[] = Object.entries({
  "an error that nothing knows": `
    2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.101 caller=5550100
    2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.101 answered
    2026-11-22 15:52:00,700 - crm - ERROR - no customer card for 1795362720.101
    2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.101 put on hold
    2026-11-22 15:52:03,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b6087671b01 started on channel 1795362720.101 media=sound:a
    2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b6087671b01 state=done
    2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.101
    2026-11-22 15:52:06,010 - bot - INFO - StasisEnd channel=1795362720.101`,
  "a request that is refused": `
    2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.102 caller=5550100
    2026-11-22 15:52:01,100 - bot - ERROR - POST /ari/channels/1795362720.102/play failed: 403 Forbidden
    2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.102`,
  "a media leg that is refused": `
    2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.103 caller=5550100
    2026-11-22 15:52:01,100 - bot - ERROR - POST /ari/channels/1795362720.103/snoop failed: 500 {"message":"Allocation failed"}
    2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.103`,
  "a timer that ends a served call": `
    2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.105 caller=5550100
    2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.105 answered
    2026-11-22 15:52:01,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b6087671b05 started on channel 1795362720.105 media=sound:a
    2026-11-22 15:52:03,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b6087671b05 state=done
    2026-11-22 15:52:33,300 - bot - WARNING - 1795362720.105: Nessuna attività
    2026-11-22 15:52:33,310 - bot - INFO - DELETE /ari/channels/1795362720.105 -> 204
    2026-11-22 15:52:33,320 - bot - INFO - StasisEnd channel=1795362720.105`,
  "a timer of which no line says that it hung up": `
    2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.106 caller=5550100
    2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.106 answered
    2026-11-22 15:52:01,010 - bot - INFO - Channel 1795362720.106 put on hold
    2026-11-22 15:52:33,300 - bot - WARNING - 1795362720.106: Höchstdauer erreicht
    2026-11-22 15:52:33,320 - bot - INFO - StasisEnd channel=1795362720.106`,
  "a provider that fails in a served call": `
    2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.104 caller=5550100
    2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.104 put on hold
    2026-11-22 15:52:02,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b6087671b04 started on channel 1795362720.104 media=sound:a
    2026-11-22 15:52:03,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b6087671b04 state=done
    2026-11-22 15:52:04,300 - bot - ERROR - LLM answered 401 for call 1795362720.104
    2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.104`,
}).map(([name, text]) => ({ name, logs: [logText("bot.log", dedent(text))], config: null }));

const CORPUS = join(SAMPLES, "corpus");

function corpusLogs(name: string): Named {
  const folder = join(CORPUS, name);
  const files = readdirSync(folder).filter((file) => /^(?:asterisk|full|bot).*\.gz$/.test(file));
  return {
    name: `corpus/${name}`,
    logs: files.map((path) => ({ path, latin1: gunzipSync(readFileSync(join(folder, path))).toString("latin1") })),
    config: configurationOf(readConfig([join(folder, "config")])),
  };
}

function* everySample(): Generator<Named> {
  yield* WRITTEN;
  for (const name of sampleNames()) yield sampleLogs(name);
  for (const name of readdirSync(CORPUS).filter((name) => !name.endsWith(".md"))) yield corpusLogs(name);
}

it("what a report says is not there is not there", { timeout: 180_000 }, async () => {
  const unchecked = new Set<string>();
  const untrue: string[] = [];
  let checkedCount = 0;
  for (const { name, logs, config } of everySample()) {
    const { runReport, calls } = await analyseTexts(logs, { config });
    const roles = new Map(runReport.inputs.map(({ path, role }) => [path, role]));
    const linesOf = (role: string): string[] =>
      logs
        .filter(({ path }) => [role, "mixed"].includes(roles.get(path) ?? ""))
        .flatMap(({ latin1 }) => Buffer.from(latin1, "latin1").toString("utf8").split("\n"));
    const [asterisk, bot] = [linesOf("asterisk"), linesOf("bot")];
    for (const call of calls) {
      const ids = idsOf(call).filter(
        (id) => !id.startsWith("C-") || calls.filter(({ logCallId }) => logCallId === id).length === 1,
      );
      const names = ids.map(
        (id) => new RegExp(`(?<![\\w.])${id.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w.]\\d|\\w)`),
      );
      const own = [...asterisk, ...bot].filter((line) => names.some((is) => is.test(line)));
      const { diagnosis, findings } = call;
      const offset =
        runReport.inputs.find(({ role }) => role === "asterisk" || role === "mixed")?.utcOffsetMinutes ?? null;
      const endSecond =
        call.endedAt === null || offset === null
          ? null
          : Math.floor((Date.parse(call.endedAt) + offset * 60_000) / 1000) % DAY_SECONDS;
      const said = [
        { text: diagnosis.summary, evidence: diagnosis.evidence },
        ...diagnosis.candidates.map(({ why }) => ({ text: why, evidence: diagnosis.evidence })),
        ...diagnosis.ruledOut.map(({ reason, evidence }) => ({ text: reason, evidence })),
        ...findings.map(({ message, evidence }) => ({ text: message, evidence })),
      ];
      for (const { text, evidence } of said)
        for (const sentence of sentencesOf(text)) {
          if (isQuote(sentence, evidence)) continue;
          const claim = CLAIMS.find(({ says }) => says.test(sentence));
          if (!claim) unchecked.add(sentence);
          const found = claim?.holds({ call, evidence, own, asterisk, bot, endSecond }) ?? null;
          checkedCount += 1;
          if (found !== null)
            untrue.push(`${name} ${call.channelId ?? call.channelName} says "${sentence}", but: ${found}`);
        }
    }
    for (const sentence of runReport.notes.flatMap(sentencesOf))
      if (!NOTES.some((says) => says.test(sentence))) unchecked.add(sentence);
    for (const { message, evidence, code } of runReport.runFindings)
      for (const sentence of sentencesOf(message)) {
        if (code.startsWith("CFG")) continue;
        const claim = RUN_CLAIMS.find(({ says }) => says.test(sentence));
        if (!claim) unchecked.add(sentence);
        const found = claim?.holds(runReport, calls, evidence) ?? null;
        if (found !== null) untrue.push(`${name} says "${sentence}", but: ${found}`);
      }
  }
  expect([...unchecked]).toEqual([]);
  expect(untrue).toEqual([]);
  expect(checkedCount).toBeGreaterThan(500);
});
