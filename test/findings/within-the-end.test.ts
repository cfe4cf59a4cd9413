// What cannot be of any call is in no report of the samples, whatever the verdict; the perturbations ask the same of damaged logs.
import { expect, test } from "vitest";
import { analyseTexts, sampleLogs } from "../support/analyse.js";
import { impossibleOf } from "../support/impossible.js";
import { sampleNames } from "../support/sample.js";

test.each(sampleNames())(
  "no call of %s ends before it starts, or rests on lines that are not its own",
  async (name) => {
    const { logs, config } = sampleLogs(name);
    const { calls } = await analyseTexts(logs, { config });
    expect(impossibleOf(calls)).toEqual([]);
  },
);
