// The scorer's own judgement, on a run made up of three calls: it must see what is wrong, or its numbers say nothing.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { stands } from "./citations.js";
import { EVERYTHING, type Given, type Run, type TrueCall } from "./corpus.js";
import { findReported } from "./match.js";
import type { ReportedCall } from "./report.js";
import { type ScoredCall, scoreRun } from "./score.js";
import { tally } from "./tally.js";

const folder = mkdtempSync(join(tmpdir(), "accuracy-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A log in which 1700000001.1 is named, on its second line, after letters of two bytes. */
const LOG = join(folder, "bot.log.gz");
writeFileSync(LOG, gzipSync("привет\n\x1b[32m2026-01-02 hold\x1b[0m 1700000001.1\r\n"));
const SECOND_LINE = { source: LOG, line: 2, byteOffset: 13, text: "2026-01-02 hold 1700000001.1" };

const trueCall = (change: Partial<TrueCall> = {}): TrueCall => ({
  channelId: "1700000001.1",
  channelName: "PJSIP/gw-00000001",
  callId: "C-00000001",
  sipCallId: "a@b",
  rootCause: "caller-hangup",
  channelCreatedAt: "2026-01-02T10:00:00.000+00:00",
  holdToPlaybackGapSeconds: null,
  gapExceedsRtpTimeout: null,
  gapExceedsRtpHoldTimeout: null,
  asteriskLogEvidence: { strength: "none" },
  botLogEvidence: { strength: "indirect" },
  ...change,
});

/** What truth.json says of a run of these calls. */
const truthOf = (calls: TrueCall[], rtpTimeoutSeconds: number | null): Run["truth"] => ({
  asteriskTimezone: "UTC",
  botTimezone: "UTC",
  botClockOffsetSeconds: 0,
  rtpTimeoutSeconds,
  rtpHoldTimeoutSeconds: null,
  calls,
});

const told = (cause: string, change: Partial<ReportedCall> = {}): ReportedCall => ({
  channelId: "1700000001.1",
  channelName: "PJSIP/gw-00000001",
  sipCallId: null,
  startedAt: "2026-01-02T10:00:00.000Z",
  legs: [],
  gaps: [],
  diagnosis: { cause, confidence: "likely", evidence: [], candidates: [], ruledOut: [] },
  findings: [],
  ...change,
});

function scored(truth: TrueCall, reported: ReportedCall[], given: Given = EVERYTHING): ScoredCall {
  const run: Run = {
    name: "made-up",
    asteriskLogs: [],
    botLogs: [LOG],
    config: folder,
    truth: truthOf([truth], 5),
  };
  return scoreRun(run, given, reported).calls[0] as ScoredCall;
}

const undetermined = (...causes: string[]): ReportedCall => {
  const call = told("undetermined");
  return { ...call, diagnosis: { ...call.diagnosis, candidates: causes.map((cause) => ({ cause })) } };
};

describe("a verdict", () => {
  test.each([
    ["right", told("caller-hangup")],
    ["wrong", told("bot-hangup")],
    ["wrong", told("none")],
    ["candidate", undetermined("bot-hangup", "no-ack", "caller-hangup")],
    ["open", undetermined("bot-hangup", "no-ack", "session-timer", "caller-hangup")],
  ] as const)("is %s", (outcome, call) => {
    expect(scored(trueCall(), [call]).outcome).toBe(outcome);
  });

  test("that is not there is open, and not found", () => {
    expect(scored(trueCall(), [])).toMatchObject({ outcome: "open", verdict: "absent", traced: true });
  });

  test("that blames the RTP timeout falsely is counted, and so is a cause for a healthy call", () => {
    const healthy = scored(trueCall({ rootCause: "healthy" }), [told("rtp-timeout")]);
    expect(tally([healthy])).toMatchObject({ wrong: 1, rtpBlamed: 1, falseAlarms: 1 });
    const mistaken = scored(trueCall({ rootCause: "rtp-hold-timeout" }), [told("rtp-timeout")]);
    expect(tally([mistaken])).toMatchObject({ wrong: 1, rtpBlamed: 0, falseAlarms: 0 });
  });

  test("is held against what the given logs say", () => {
    expect(scored(trueCall(), []).band).toBe("indirect");
    expect(scored(trueCall(), [], { ...EVERYTHING, bot: false })).toMatchObject({ band: "weak", traced: false });
    expect(scored(trueCall({ asteriskLogEvidence: { strength: "direct" } }), []).band).toBe("direct");
    expect(scored(trueCall({ rootCause: "healthy" }), []).band).toBe("healthy");
  });
});

describe("a wait", () => {
  const waited = trueCall({ holdToPlaybackGapSeconds: 7, gapExceedsRtpTimeout: true });

  test.each([
    [
      { seconds: 7.2, exceedsLimit: true },
      { gap: "right", limit: "right" },
    ],
    [
      { seconds: 7.2, exceedsLimit: false },
      { gap: "right", limit: "wrong" },
    ],
    [
      { seconds: 7.2, exceedsLimit: null },
      { gap: "right", limit: "wrong" },
    ],
    [
      { seconds: 7.3, exceedsLimit: true },
      { gap: "wrong", limit: "none" },
    ],
  ])("told as %o is %o", (gap, expected) => {
    expect(scored(waited, [told("none", { gaps: [gap] })])).toMatchObject(expected);
  });

  test("cannot be held against a limit that nobody told", () => {
    const call = told("none", { gaps: [{ seconds: 7, exceedsLimit: null }] });
    expect(scored(waited, [call], { ...EVERYTHING, config: false }).limit).toBe("right");
  });
});

describe("a cited line", () => {
  test("stands where the report says, colours and line end apart", () => {
    expect(stands(SECOND_LINE)).toBe(true);
  });

  test.each([{ line: 1 }, { line: 3 }, { byteOffset: 7 }, { text: "2026-01-02 hold 1700000001.2" }, { text: "" }])(
    "does not where it differs: %o",
    (change) => {
      const call = told("caller-hangup");
      const diagnosis = { ...call.diagnosis, ruledOut: [{ evidence: [{ ...SECOND_LINE, ...change }] }] };
      expect(scored(trueCall(), [{ ...call, diagnosis }]).miscited).toBe(1);
    },
  );
});

describe("a reported call is the true one", () => {
  const nameless = (startedAt: string): ReportedCall => told("none", { channelId: null, startedAt });

  test("by its uniqueid, on any leg", () => {
    const legs = [{ channelId: "1700000001.1", channelName: null }];
    const call = told("none", { channelId: "1700000000.0", legs });
    expect(findReported(trueCall(), [told("none", { channelId: "1700000009.9" }), call])).toBe(call);
  });

  test("by its name only at its time: names start again after a restart", () => {
    const [later, same] = [nameless("2026-01-02T10:01:00Z"), nameless("2026-01-02T10:00:04Z")];
    expect(findReported(trueCall(), [later, same])).toBe(same);
    expect(findReported(trueCall(), [later])).toBeUndefined();
  });

  test("in whatever year a log without years is read", () => {
    const call = nameless("2031-01-02T10:00:00Z");
    expect(findReported(trueCall(), [call])).toBe(call);
  });

  test("once", () => {
    const calls = [trueCall(), trueCall({ sipCallId: "c@d" })];
    const run = { name: "", asteriskLogs: [], botLogs: [], config: "" };
    const truth = truthOf(calls, null);
    const verdicts = scoreRun({ ...run, truth }, EVERYTHING, [told("none")]).calls.map(({ verdict }) => verdict);
    expect(verdicts).toEqual(["none", "absent"]);
  });
});
