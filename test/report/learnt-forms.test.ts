// What is learnt is printed as a file that --formats takes: held to the same checks, and it reads the lines that it was learnt from.
import { describe, expect, it } from "vitest";
import { templateOf } from "../../src/calls/words/template.js";
import type { LearntWords } from "../../src/calls/words/word-learning.js";
import { readOwnForms } from "../../src/formats/own-forms.js";
import { learntForms } from "../../src/report/learnt-forms.js";

const learnt = (...samples: [type: "bot-hold" | "bot-play" | "bot-stasis-end", sample: string][]): LearntWords =>
  new Map(
    samples.map(([type, sample]) => [templateOf(sample) ?? "", { type, sample, callCount: 4, togetherCount: 1 }]),
  );

describe("the file of what was learnt", () => {
  it.each([
    "dgr mnk (1795341600.7)",
    "ch=PJSIP/tr-0000000a, dgr: mnk?",
    "已置于保持 1795341600.7。",
    "dgr 17: mnk 27. 37: zdv 1795341600.7- brk 47.",
    "dgr+mnk [x|y] {a} 1795341600.7 \\ $ ^ *",
    'zdv "brk" sound:bot/answer 8f3a9c01-1a2b-4c3d-8e4f-0123456789ab',
    "dgr \u001b[31m mnk\u202e 12",
  ])("reads %j again", (sample) => {
    const text = learntForms(learnt(["bot-hold", sample]));
    const { wordings } = readOwnForms(text, "ours.json");
    expect(wordings).toHaveLength(1);
    expect(wordings[0]?.type).toBe("bot-hold");
    expect(wordings[0]?.expression.test(sample)).toBe(true);
    expect(wordings[0]?.expression.test(sample.replace(/7/g, "3"))).toBe(true);
    expect(wordings[0]?.expression.test("brk wtq 1795341600.7")).toBe(false);
    expect(text).not.toMatch(/[\u001b\u202e]/);
  });

  it("keeps no number of a call", () => {
    expect(learntForms(learnt(["bot-hold", "dgr 4930901820 (1795341600.7)"]))).not.toMatch(/4930901820|1795341600/);
  });

  it("has no words for the end: they may mean who ended it", () => {
    const words = learnt(["bot-play", "tsk 8f3a9c01-1a2b-4c3d-8e4f-0123456789ab"], ["bot-stasis-end", "nts wrb"]);
    expect(readOwnForms(learntForms(words), "ours.json").wordings.map(({ type }) => type)).toEqual(["bot-play"]);
  });
});
