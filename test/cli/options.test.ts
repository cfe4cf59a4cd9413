import { readFileSync } from "node:fs";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { addOptions } from "../../src/cli/command-options.js";
import { optionsDocument } from "../../src/cli/options-document.js";
import { attributeOf, isOperand, nameOf, type Option, type OptionTable } from "../../src/settings/option.js";
import { OptionError } from "../../src/settings/option-error.js";
import { CONFIG_OPTIONS, DIFF_OPTIONS, MERGE_OPTIONS, RUN_OPTIONS } from "../../src/settings/options.js";
import { parseSettings } from "../../src/settings/parse.js";

const given = (flags: Record<string, unknown>) => parseSettings(RUN_OPTIONS, { files: [], ...flags });

describe("options", () => {
  it("are off or empty where nothing is given", () => {
    expect(given({})).toMatchObject({
      files: [],
      followIncludes: false,
      asterisk: [],
      bot: [],
      config: [],
      host: [],
      answerBudgetSeconds: 30,
      output: [],
      all: false,
      verbose: false,
      quiet: false,
      redact: undefined,
      limit: 40,
      failOn: "warning",
      exitZero: false,
      showUnparsed: false,
      follow: false,
      alertArg: [],
      alertEveryMs: 10_000,
      alertTimeoutMs: 30_000,
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
    expect(new Date(given({ since: text }).sinceMs ?? 0).toISOString()).toBe(iso);
    expect(new Date(given({ until: text }).untilMs ?? 0).toISOString()).toBe(iso);
  });

  it.each(["0", "60", "7.5"])("take %s seconds", (text) => {
    expect(given({ rtpTimeout: text, rtpHoldTimeout: text })).toMatchObject({
      rtpTimeoutSeconds: Number(text),
      rtpHoldTimeoutSeconds: Number(text),
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
    [{ redact: "all" }, "--redact: must be kinds or strict"],
    [{ redactKey: "redact.key" }, "--redact-key: goes with --redact only"],
    [{ follow: true, alertArg: ["x"] }, "--alert-arg: there is no --alert"],
  ])("refuse %j and say why", (flags, words) => {
    expect(() => given(flags)).toThrow(OptionError);
    expect(() => given(flags)).toThrow(words);
  });
});

describe("the tables of options", () => {
  const tables: readonly (readonly [string, OptionTable])[] = Object.entries({
    RUN_OPTIONS,
    CONFIG_OPTIONS,
    MERGE_OPTIONS,
    DIFF_OPTIONS,
  });

  it.each(tables)("of %s name settings of their own, and no option twice", (_, table) => {
    const options = Object.values(table);
    expect(
      options.flatMap(({ goesWith = [], notWith = [] }) => [...goesWith, ...notWith]).filter((key) => !(key in table)),
    ).toEqual([]);
    expect(new Set(options.map(nameOf)).size).toBe(options.length);
  });

  it("are read as commander hands options on", () => {
    const command = addOptions(new Command(), RUN_OPTIONS);
    const attributes = Object.values<Option>(RUN_OPTIONS)
      .filter((option) => !isOperand(option))
      .map(attributeOf);
    expect(command.options.map((option) => option.attributeName())).toEqual(attributes);
  });

  it("are what docs/options.md shows", () => {
    const document = readFileSync(new URL("../../docs/options.md", import.meta.url), "utf8");
    expect(document, "npm run docs writes it").toBe(optionsDocument());
  });
});
