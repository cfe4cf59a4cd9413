import { describe, expect, it } from "vitest";
import { OptionError } from "../src/option-error.js";
import { parseOptions } from "../src/options.js";

const given = (flags: Record<string, unknown>) => parseOptions({ files: [], ...flags });

describe("options", () => {
  it("are off or empty where nothing is given", () => {
    expect(given({})).toEqual({
      files: [],
      followIncludes: false,
      asterisk: [],
      bot: [],
      config: [],
      host: [],
      answerBudget: 30,
      output: [],
      all: false,
      verbose: false,
      quiet: false,
      redact: false,
      limit: 10,
      failOn: "warning",
      exitZero: false,
      showUnparsed: false,
      follow: false,
      alertArg: [],
      alertEvery: 10_000,
      alertTimeout: 30_000,
      newState: false,
      color: "auto",
    });
  });

  it.each([
    ["2026-11-22T15:54:00Z", "2026-11-22T15:54:00.000Z"],
    ["2026-11-22T15:54:00.250Z", "2026-11-22T15:54:00.250Z"],
    ["2026-11-22T18:54:00+03:00", "2026-11-22T15:54:00.000Z"],
    ["2026-11-22 15:54:30", "2026-11-22T15:54:30.000Z"],
    ["2026-11-22T15:54", "2026-11-22T15:54:00.000Z"],
    ["2026-11-22", "2026-11-22T00:00:00.000Z"],
  ])("take the time %s as %s", (text, iso) => {
    expect(new Date(given({ since: text }).since ?? 0).toISOString()).toBe(iso);
    expect(new Date(given({ until: text }).until ?? 0).toISOString()).toBe(iso);
  });

  it.each(["0", "60", "7.5"])("take %s seconds", (text) => {
    expect(given({ rtpTimeout: text, rtpHoldTimeout: text })).toMatchObject({
      rtpTimeout: Number(text),
      rtpHoldTimeout: Number(text),
    });
  });

  it.each<[flags: Record<string, unknown>, words: string]>([
    [{ rtpTimeout: "soon" }, "--rtp-timeout: must be a number of seconds"],
    [{ rtpTimeout: "-1" }, "--rtp-timeout: must be a number of seconds"],
    [{ rtpTimeout: "" }, "--rtp-timeout: must be a number of seconds"],
    [{ rtpHoldTimeout: "Infinity" }, "--rtp-hold-timeout: must be a number of seconds"],
    [{ since: "yesterday" }, "--since: must be a time such as"],
    [{ until: "2026-11-31x" }, "--until: must be a time such as"],
    [{ format: "xml" }, "--format: must be one of terminal, json"],
    [{ limit: "all" }, "--limit: must be a whole number of calls"],
    [{ failOn: "fatal" }, "--fail-on: must be one of never, error, warning, info"],
    [{ verbose: true, quiet: true }, "--quiet: cannot be given with --verbose"],
    [{ color: "blue" }, "--color: must be auto, always or never"],
    [{ follow: true, every: "soon" }, "--every: must be a time such as 30s, 5m or 1h"],
    [{ follow: true, every: "0s" }, "--every: must be a time such as 30s, 5m or 1h"],
    [{ every: "5m" }, "--every: goes with --follow only"],
    [{ alert: "page-me" }, "--alert: goes with --follow or --state only"],
    [{ newState: true }, "--new-state: goes with --state only"],
    [{ follow: true, redact: true }, "--redact: cannot be given with --follow"],
    [{ follow: true, alertArg: ["x"] }, "--alert-arg: there is no --alert"],
  ])("refuse %j and say why", (flags, words) => {
    expect(() => given(flags)).toThrow(OptionError);
    expect(() => given(flags)).toThrow(words);
  });
});
