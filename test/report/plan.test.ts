// The plan: what every format says first, in which order, and how many calls each thing to do is for.
import { describe, expect, test } from "vitest";
import { CAPTURE_COMMAND, planOf, shareInWords, stepsById } from "../../src/report/plan.js";
import { RecommendationBook } from "../../src/report/recommendations.js";
import type { CallRow, Diagnosis, Finding, RunReport } from "../../src/report/schema.js";
import { Sums } from "../../src/report/sums.js";
import type { Recommendation } from "../../src/verdict/verdict.js";
import { frameOf, healthyCall, rtpTimeoutCall, rtpTimeoutReport } from "../support/report-fixtures.js";

const advice = (title: string, more: Partial<Recommendation> = {}): Recommendation => ({
  kind: "bot",
  title,
  reason: `Because of ${title}. There is more to say of it.`,
  risk: null,
  apply: [],
  verify: [],
  ...more,
});

interface Judged {
  readonly cause: string;
  readonly confidence?: Diagnosis["confidence"];
  /** Recommended for the cause, in the rule's order. */
  readonly advice?: readonly Recommendation[];
  /** Recommended for something else that was found. */
  readonly aside?: readonly Recommendation[];
}

/** The frame of a run with these calls. */
function runOf(judged: readonly Judged[], runFindings: readonly Recommendation[] = []): RunReport {
  const sums = new Sums();
  const idsOf = (some: readonly Recommendation[]): string[] => some.flatMap((one) => sums.book.idOf(one) ?? []);
  for (const [index, { cause, confidence = "confirmed", advice: of = [], aside = [] }] of judged.entries()) {
    const call = cause === "none" ? healthyCall : rtpTimeoutCall;
    const finding = (code: string, name: string, ids: string[]): Finding => ({
      ...{ code, name, severity: "error", message: "", evidence: [] },
      recommendationIds: ids,
    });
    sums.addCall(
      {
        ...call,
        channelId: `1795360000.${index}`,
        startedAt: `2026-11-22T10:00:${String(index).padStart(2, "0")}.000Z`,
        diagnosis: { ...call.diagnosis, cause, confidence },
        findings: [finding("RTP101", cause, idsOf(of)), finding("BOT206", "acts-after-end", idsOf(aside))],
      } as CallRow,
      null,
    );
  }
  const found: Finding[] = runFindings.map((one) => ({
    ...{ code: "CFG104", name: "option-misplaced", severity: "error", message: "", evidence: [] },
    recommendationIds: idsOf([one]),
  }));
  const { summary, recommendations } = sums.totals(found);
  return { ...frameOf(rtpTimeoutReport), summary, recommendations: [...recommendations], runFindings: found };
}
const titles = (runReport: RunReport): string[] => {
  const { first, rest } = planOf(runReport);
  return [...first, ...rest].map(({ title }) => title);
};

describe("the plan says what happened", () => {
  const healthy = { cause: "none" };
  const lost = { cause: "rtp-timeout" };

  test.each([
    [[], "No calls found in these logs."],
    [[healthy], "1 call, and it is healthy."],
    [[healthy, healthy], "2 calls, and all are healthy."],
    [[lost], "1 call, and it failed."],
    [[lost, healthy, lost], "3 calls: 2 failed, 1 healthy."],
    [[lost, { cause: "undetermined" }], "2 calls: 2 failed."],
  ])("in a sentence: %#", (judged, outcome) => {
    expect(planOf(runOf(judged)).outcome).toBe(outcome);
  });

  test("and that a part was not read", () => {
    const runReport = runOf([lost, healthy]);
    const plan = planOf({ ...runReport, summary: { ...runReport.summary, partial: true } });
    expect(plan.outcome).toBe("2 calls in the part that was read: 1 failed, 1 healthy.");
  });

  test("when: from the first line of any log to the last", () => {
    expect(planOf(runOf([lost])).period).toEqual({
      firstAt: "2026-11-22T15:57:23.000Z",
      lastAt: "2026-11-22T15:57:58.500Z",
    });
    const inputs = rtpTimeoutReport.inputs.map((input) => ({ ...input, firstAt: null, lastAt: null }));
    expect(planOf({ ...runOf([lost]), inputs }).period).toBeNull();
  });

  test("causes by how many calls failed of them, with how sure they are and the longest wait", () => {
    const judged: Judged[] = [
      { cause: "bot-hangup", confidence: "likely" },
      lost,
      { cause: "rtp-timeout", confidence: "likely" },
      { cause: "undetermined", confidence: "possible" },
      healthy,
    ];
    expect(planOf(runOf(judged)).causes).toEqual([
      { cause: "rtp-timeout", callCount: 2, share: 0.5, confirmedCount: 1, longestWaitSeconds: 8.694 },
      { cause: "bot-hangup", callCount: 1, share: 0.25, confirmedCount: 0, longestWaitSeconds: 8.694 },
      { cause: "undetermined", callCount: 1, share: 0.25, confirmedCount: 0, longestWaitSeconds: 8.694 },
    ]);
  });
});

test.each([
  [1 / 3, "33 %"],
  [9 / 9_209, "< 1 %"],
  [1, "100 %"],
])("a share of %f is %s", (share, words) => {
  expect(shareInWords(share)).toBe(words);
});

describe("what to do", () => {
  const [fix, other, third, aside] = ["fix", "other", "third", "aside"].map((title) => advice(title)) as [
    Recommendation,
    Recommendation,
    Recommendation,
    Recommendation,
  ];

  test("begins with what helps most calls, and counts only those for whose cause it is", () => {
    const runReport = runOf([
      { cause: "a", advice: [other], aside: [aside] },
      { cause: "b", advice: [fix], aside: [aside] },
      { cause: "b", advice: [fix], aside: [aside] },
      { cause: "none", aside: [aside] },
    ]);
    const { first, rest } = planOf(runReport);
    expect([...first, ...rest].map(({ title, helps }) => [title, helps])).toEqual([
      ["fix", "helps 2 of 3 failed calls"],
      ["other", "helps 1 of 3 failed calls"],
      ["aside", "for BOT206 in 4 calls, which ended none"],
    ]);
    expect(runReport.recommendations[0]).toMatchObject({
      helpsCallCount: 2,
      callCount: 2,
      causes: ["b"],
      findingCodes: ["RTP101"],
      callIds: ["1795360000.1", "1795360000.2"],
    });
  });

  test("a sure cause goes before two that are possible only", () => {
    const possible = { cause: "a", confidence: "possible", advice: [fix] } as const;
    expect(titles(runOf([possible, possible, { cause: "b", advice: [other] }]))).toEqual(["other", "fix"]);
  });

  test("of two that help as many calls, the one without a risk", () => {
    const risky = advice("risky", { risk: "All calls may stop." });
    expect(
      titles(
        runOf([
          { cause: "a", advice: [risky] },
          { cause: "b", advice: [fix] },
        ]),
      ),
    ).toEqual(["fix", "risky"]);
  });

  test("what a rule puts second comes second: why RTP stopped is found out before a limit is raised", () => {
    const why = advice("why", { kind: "capture", risk: "A line a packet." });
    const raise = advice("raise", {
      kind: "config",
      risk: "Dead calls stay up.",
      option: "rtp_timeout",
      proposed: "60",
    });
    const run = runOf([1, 2, 3].map(() => ({ cause: "rtp-timeout", advice: [why, raise] })));
    expect(titles(run)).toEqual(["why", "raise"]);
    expect(planOf(run).first.map(({ helps }) => helps)).toEqual([
      "finds out more about 3 of 3 failed calls",
      "may help 3 of 3 failed calls",
    ]);
  });

  test("the first three are for different causes, so that one fault does not hide the next", () => {
    const many = [fix, other, third].map(({ title }) => advice(title));
    const runReport = runOf([
      ...[1, 2, 3].map(() => ({ cause: "a", advice: many })),
      { cause: "b", advice: [advice("of b")] },
      { cause: "c", advice: [advice("of c")] },
    ]);
    expect(titles(runReport)).toEqual(["fix", "of b", "of c", "other", "third"]);
    expect(planOf(runReport).first).toHaveLength(3);
  });

  test("what is done after the end is no help", () => {
    const after = advice("stop the answer", { savesCall: false });
    expect(planOf(runOf([{ cause: "a", advice: [after] }])).first[0]?.helps).toBe("would not have saved the call");
  });

  test("an error of the configuration is in it, though no call is known for it", () => {
    expect(planOf(runOf([{ cause: "none" }], [fix])).first).toMatchObject([{ title: "fix", helps: "for CFG104" }]);
  });

  test("of one failed call it is not said that it is for one of one", () => {
    expect(planOf(runOf([{ cause: "a", advice: [fix] }, { cause: "none" }])).first[0]?.helps).toBeNull();
  });

  test("says why in short, and what to type: the setting, else the command", () => {
    const setting = advice("setting", { option: "rtp_timeout", proposed: "60", file: "pjsip.conf", section: "trunk" });
    const command = advice("command", { apply: ["asterisk -rx 'moh reload'", "more"], verify: ["check"] });
    const check = advice("check", { verify: ["ls -l"], reason: "It is in sip.conf or pjsip.conf." });
    const { first } = planOf(runOf([{ cause: "a", advice: [setting, command, check] }]));
    expect(first.map(({ why, action }) => ({ why, action }))).toEqual([
      {
        why: "Because of setting. There is more to say of it.",
        action: { verb: "Set", text: "rtp_timeout = 60", place: "pjsip.conf [trunk]" },
      },
      {
        why: "Because of command. There is more to say of it.",
        action: { verb: "Run", text: "asterisk -rx 'moh reload'", place: null },
      },
      { why: "It is in sip.conf or pjsip.conf.", action: { verb: "Check", text: "ls -l", place: null } },
    ]);
  });

  test("of a long reason the first sentences, never less than one", () => {
    const whyOf = (reason: string): string | undefined =>
      planOf(runOf([{ cause: "a", advice: [advice("fix", { reason })] }])).first[0]?.why;
    const long = `A ${"word ".repeat(40)}ends.`;
    expect(whyOf(`It is so. Raise it if you must. ${long}`)).toBe("It is so. Raise it if you must.");
    expect(whyOf(`${long} It is so.`)).toBe(long);
  });

  test("where nothing decides, it is what to log, in its place among the others", () => {
    const unknown = { cause: "undetermined", confidence: "possible" } as const;
    const fixes = [1, 2, 3].map(() => ({ cause: "a", advice: [fix] }));
    const runReport = runOf([...fixes, unknown, unknown, { cause: "b", advice: [other], aside: [aside] }]);
    const plan = planOf(runReport);
    expect(plan.first.map(({ title, action }) => action?.text ?? title)).toEqual(["fix", CAPTURE_COMMAND, "other"]);
    expect([...plan.first, ...plan.rest].map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    const id = runReport.recommendations.find(({ title }) => title === "other")?.id ?? "";
    expect(stepsById(plan).get(id)?.number).toBe(3);
  });
});

describe("recommendations", () => {
  test("are one where they propose the same change, whatever their reasons", () => {
    const book = new RecommendationBook();
    const ids = [advice("a"), advice("b"), advice("a", { reason: "For another call." })].map((one) => book.idOf(one));
    expect(ids).toEqual(["R1", "R2", "R1"]);
  });

  test("are bounded, and those that are left out are counted", () => {
    const book = new RecommendationBook();
    for (let index = 0; index < 1_002; index += 1) book.idOf(advice(`title ${index}`));
    expect(book.leftOutCount).toBe(2);
    expect(book.idOf(advice("title 5"))).toBe("R6");
    expect(book.idOf(advice("one more"))).toBeNull();
  });

  test("name the first calls that they help, whichever was judged first", () => {
    const judged = Array.from({ length: 30 }, () => ({ cause: "a", advice: [advice("fix")] }));
    const [row] = runOf(judged).recommendations;
    expect(row?.callIds).toEqual(Array.from({ length: 10 }, (_, index) => `1795360000.${index}`));
    expect(row?.callCount).toBe(30);
  });
});
