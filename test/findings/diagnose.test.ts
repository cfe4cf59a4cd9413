// What every verdict owes its reader, over all samples, whole and with either log alone: the RTP timeout is never left
// unmentioned where a call was lost after a hold, and what is not proven says what would have decided it.
import { describe, expect, test } from "vitest";
import type { CallRow } from "../../src/report/schema.js";
import { capturePlan } from "../../src/rules/capture-plan.js";
import { analyseTexts, type SampleLogs, sampleLogs } from "../support/analyse.js";
import { sampleNames } from "../support/sample.js";

const samples = sampleNames().map(sampleLogs);

/** The calls of a sample: with all its logs, and with each of them alone. */
async function callsOf({ logs, config }: SampleLogs): Promise<CallRow[]> {
  const given = logs.length > 1 ? [logs, ...logs.map((log) => [log])] : [logs];
  const runs = await Promise.all(given.map((some) => analyseTexts(some, { config })));
  return runs.flatMap(({ calls }) => calls);
}

/** Causes that leave the caller connected: nobody who reads of them thinks of a timeout. */
const NOT_LOST: readonly string[] = ["none", "moh-class-missing", "caller-vanished"];

function lostAfterHold({ diagnosis, timeline, findings, channelSurvived }: CallRow): boolean {
  const held = timeline.some(({ event }) => event === "bot-hold" || event === "moh-started");
  const failed = findings.some(({ code, severity }) => code === "ARI101" || severity === "error");
  return held && !NOT_LOST.includes(diagnosis.cause) && (failed || channelSurvived === false);
}

/** A setting, a dialplan line, a command, or what the bot or the media server is to log. */
const EXACT =
  /logger\.conf \[|same => n,|asterisk -rx "|journalctl |In the bot|In the media server|the next rotated file/;

describe.each(samples)("$name", (sample) => {
  test("a call lost after a hold tells what became of the RTP timeout", async () => {
    for (const { diagnosis, ...call } of (await callsOf(sample)).filter(lostAfterHold)) {
      const raised = [diagnosis, ...diagnosis.candidates, ...diagnosis.ruledOut].map(({ cause }) => cause);
      expect([call.channelId ?? call.channelName, ...raised]).toContain("rtp-timeout");
    }
  });

  test("a hypothesis ends one way, and none stays open beside a proof", async () => {
    for (const { diagnosis } of await callsOf(sample)) {
      const ends = [...diagnosis.candidates, ...diagnosis.ruledOut].map(({ cause }) => cause);
      expect(new Set(ends).size).toBe(ends.length);
      // one NOTICE for two limits: both are told alike
      const [first, second] = diagnosis.candidates.map(({ cause }) => cause);
      const isEither = [first, second].every((cause) => cause === "rtp-timeout" || cause === "rtp-hold-timeout");
      expect([ends.includes(diagnosis.cause), isEither]).toEqual([isEither, isEither]);
      if (diagnosis.confidence === "confirmed") expect(diagnosis.candidates).toEqual([]);
    }
  });

  test("what is not proven says what would have decided it", async () => {
    for (const { diagnosis } of await callsOf(sample)) {
      if (diagnosis.cause === "none" || diagnosis.confidence === "confirmed") continue;
      expect([diagnosis.cause, diagnosis.missing.length > 0]).toEqual([diagnosis.cause, true]);
      for (const { how } of diagnosis.missing) expect(how).toMatch(EXACT);
    }
  });
});

test("the capture plan asks for all that decides between causes, and joins all ids with one line", () => {
  const plan = capturePlan();
  for (const needed of [
    "full.log => notice,warning,error,verbose(3),dtmf",
    "dateformat=%F %T.%3q",
    "NoOp(aridoctor uniqueid=${UNIQUEID} linkedid=${CHANNEL(linkedid)} callid=${CHANNEL(callid)} sip=${CHANNEL(pjsip,call-id)})",
    "sip=${SIPCALLID}",
    "NoOp(aridoctor HANGUPCAUSE=${HANGUPCAUSE})",
    'asterisk -rx "ari set debug all on"',
    'asterisk -rx "pjsip set logger on"',
    "sip set debug on",
    'asterisk -rx "core set debug 1"',
    "loguniqueid=yes",
    "channel.id, channel.name",
    "cause and soft",
    "HTTP status",
    "playback id",
    "UTC with milliseconds",
  ])
    expect(plan).toContain(needed);
});
