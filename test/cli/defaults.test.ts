import { describe, expect, it } from "vitest";
import { parseDefaults } from "../../src/cli/parse-defaults.js";
import { OptionError } from "../../src/settings/option-error.js";
import { RUN_OPTIONS } from "../../src/settings/options.js";
import { parseSettings } from "../../src/settings/parse.js";

const parse = (content: unknown, file = "team/defaults.json") => parseDefaults(JSON.stringify(content), file);

describe("a file of defaults", () => {
  it("leaves a path of Windows that is whole as it is, and may have lines that end as there", () => {
    const text = '{\r\n  "config": ["C:\\\\asterisk\\\\etc", "D:/etc", "\\\\\\\\pbx\\\\etc"]\r\n}\r\n';
    expect(parseDefaults(text, "team/defaults.json").config).toEqual(["C:\\asterisk\\etc", "D:/etc", "\\\\pbx\\etc"]);
  });

  it("sets options by their long names, its paths counted from its own folder", () => {
    const defaults = parse({
      config: ["asterisk", "/etc/asterisk"],
      host: "full=pbx1",
      "rtp-timeout": 60,
      "answer-budget": 7.5,
      limit: 3,
      all: true,
      "fail-on": "error",
      color: "never",
    });
    expect(parseSettings(RUN_OPTIONS, { ...defaults, files: [] })).toMatchObject({
      config: ["team/asterisk", "/etc/asterisk"],
      host: [{ path: "full", name: "pbx1" }],
      rtpTimeoutSeconds: 60,
      answerBudgetSeconds: 7.5,
      limit: 3,
      all: true,
      failOn: "error",
      color: "never",
    });
    expect(parse({ config: "etc" }, "ari-doctor.config.json")).toEqual({ config: ["etc"] });
    expect(parse({})).toEqual({});
  });

  it.each<[content: unknown, words: string]>([
    [{ "rtp-timeot": 60 }, 'no default can be set for "rtp-timeot"; did you mean "rtp-timeout"?'],
    [{ output: "report.html" }, 'no default can be set for "output"; it takes host, config, '],
    [{ "rtp-timeout": "60 s" }, '"rtp-timeout": must be a number of seconds'],
    [{ "rtp-timeout": -1 }, '"rtp-timeout": '],
    [{ "fail-on": "fatal" }, '"fail-on": must be one of never, error, warning, info'],
    [{ config: [1] }, '"config": must be a text or a list of texts'],
    [{ limit: 2.5 }, '"limit": must be a whole number of calls'],
    [{ all: "yes" }, '"all": must be true or false'],
    [["full"], "must be an object of options"],
  ])("is refused in one line that names file and key: %j", (content, words) => {
    expect(() => parse(content)).toThrow(OptionError);
    expect(() => parse(content)).toThrow(`team/defaults.json: ${words}`);
    expect(() => parse(content)).toThrow(/^[^\n]+$/);
  });

  it("is refused where it is no JSON", () => {
    expect(() => parseDefaults('{\n "limit": 3,\n}', "defaults.json")).toThrow(
      /^defaults\.json: is no JSON \([^\n]+\)$/,
    );
  });
});
