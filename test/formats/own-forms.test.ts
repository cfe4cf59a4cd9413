import { describe, expect, it } from "vitest";
import { FormsError, readOwnForms } from "../../src/formats/own-forms.js";
import { analyseTexts, logText } from "../support/analyse.js";

const LINE = String.raw`^(?<time>[\d-]+ [\d:.]+) <(?<level>\w+)> #(?<channel>[\w.-]+)# (?<message>.*)$`;
const SAMPLE = "2026-11-22 15:51:38.312 <inf> #1795362698.0# mute the line";
const format = { name: "our-bot", line: LINE, samples: [SAMPLE] };
const wording = { event: "bot-hold", expression: String.raw`\bmute the line\b`, samples: ["mute the line"] };
const read = (file: unknown) => readOwnForms(JSON.stringify(file), "ours.json");

describe("a file of a user's own forms", () => {
  it("is read, and its forms go before all others", async () => {
    const { formats, wordings } = read({ formats: [format], wordings: [wording] });
    const bot = logText(
      "bot.log",
      `${SAMPLE}\n2026-11-22 15:51:44.000 <inf> #1795362698.0# POST /channels/1795362698.0/play 404`,
    );
    const { runReport, calls } = await analyseTexts([bot], { own: { formats, wordings } });
    expect(runReport.inputs).toMatchObject([{ role: "bot", format: "our-bot", unparsedLineCount: 0 }]);
    expect(calls[0]).toMatchObject({ channelId: "1795362698.0" });
    expect(calls[0]?.timeline.map(({ event }) => event)).toEqual(["bot-hold", "bot-request-failed"]);
  });

  it.each<[words: string, file: unknown]>([
    ["ours.json: formats[0].name: must be lower-case", { formats: [{ ...format, name: "Our Bot" }] }],
    ["ours.json: formats[0].samples: must have a line", { formats: [{ ...format, samples: [] }] }],
    [
      "ours.json: formats[0].samples[1]: is not read by its expression",
      { formats: [{ ...format, samples: [SAMPLE, "x"] }] },
    ],
    [
      "ours.json: formats[0].samples[0]: has a time that cannot be read: 99",
      {
        formats: [{ ...format, line: "^(?<time>\\d+) (?<message>.*)$", samples: ["99 bottles"] }],
      },
    ],
    ["ours.json: formats[0].line: must name a group message", { formats: [{ ...format, line: "^(?<time>.*)$" }] }],
    [
      "ours.json: formats[0].line: names a group words; known are time,",
      {
        formats: [{ ...format, line: "^(?<time>\\S+) (?<words>.*)$" }],
      },
    ],
    [
      "ours.json: formats[0].line: must begin with ^",
      { formats: [{ ...format, line: "(?<time>\\S+) (?<message>.*)" }] },
    ],
    [
      "ours.json: formats[0].line: repeats a group",
      { formats: [{ ...format, line: "^(a+)+(?<time>.)(?<message>.*)" }] },
    ],
    ["ours.json: wordings[0].event: must be one of bot-answered,", { wordings: [{ ...wording, event: "hold" }] }],
    ["ours.json: wordings[0].samples[0]: is not read", { wordings: [{ ...wording, samples: ["unmute"] }] }],
    ["ours.json: Unrecognized key", { forms: [] }],
  ])("is refused with the place: %s", (words, file) => {
    expect(() => read(file)).toThrow(FormsError);
    expect(() => read(file)).toThrow(words);
  });

  it("is refused where it is no JSON", () => {
    expect(() => readOwnForms("{,}", "ours.json")).toThrow("ours.json: is not JSON");
  });
});
