import { describe, expect, it } from "vitest";
import { envelopedText } from "../../src/records/formats/enveloped.js";
import { formats } from "../../src/records/recognition.js";
import type { LogFormat } from "../../src/records/record.js";
import { readRecords } from "../support/read-log.js";

const YEAR = 2026;

const samples = formats.flatMap((format, rank) => format.samples.map((sample) => ({ format, rank, sample })));
const readers = (sample: string): LogFormat[] => formats.filter((format) => format.read(sample, YEAR) !== null);

/** Their own time is one of minutes, or since the bot's start: it dates nothing. */
const UNDATED: ReadonlySet<string> = new Set(["zerolog-console", "logrus-since-start"]);

describe("log formats", () => {
  it("have a name of their own and a sample that proves them", () => {
    expect(new Set(formats.map(({ name }) => name)).size).toBe(formats.length);
    for (const { name, samples } of formats) expect(samples, name).not.toHaveLength(0);
  });

  it.each(samples)("$format.name reads $sample", ({ format, sample }) => {
    const header = format.read(sample, YEAR);
    if (!UNDATED.has(format.name)) expect(header?.stamp, "a stamp").not.toBeNull();
    if (format.readBelow === undefined) expect(header?.message).not.toBe("");
  });

  it.each(samples)("no stricter format takes a line of $format.name: $sample", ({ format, sample }) => {
    expect(readers(sample)[0]).toBe(format);
  });

  it("read each other's lines in any order as their own", async () => {
    // The reader tries the form of the line before first: the looser ones must not stay in front.
    for (const before of samples) {
      for (const { format, sample } of samples) {
        const { records } = await readRecords(`${before.sample}\n${sample}`);
        expect(
          records.map((record) => record.format),
          `${before.sample}\n${sample}`,
        ).toEqual([before.format.name, format.name]);
      }
    }
  });

  it("agree with their sample's side when that side is forced, and read nothing as the other", async () => {
    for (const { format, sample } of samples) {
      const { records } = await readRecords(sample, format.side);
      expect(records.map((record) => record.format)).toEqual([format.name]);
      const other = await readRecords(sample, format.side === "bot" ? "asterisk" : "bot");
      expect(other.records.filter((record) => record.side === format.side)).toEqual([]);
    }
  });
});

describe("what a format reads of a header", () => {
  const read = (sample: string) => {
    const { stamp, fields, host, ...rest } = readers(sample)[0]?.read(sample, YEAR) ?? {};
    return rest;
  };
  const ringing = {
    level: "VERBOSE",
    thread: "9104",
    logCallId: "C-00000002",
    origin: "app_dial.c",
    message: "SIP/a-00000001 is ringing: yes",
  };

  it.each([
    ["[Nov 22 15:51:40] VERBOSE[9104][C-00000002] app_dial.c: SIP/a-00000001 is ringing: yes"],
    ["[Nov 22 15:51:40] VERBOSE[9104][C-00000002] apps/app_dial.c: SIP/a-00000001 is ringing: yes"],
    ["[2026-11-22 15:51:40.123] VERBOSE[9104][C-00000002]: app_dial.c:101 dial_exec: SIP/a-00000001 is ringing: yes"],
    [
      "Nov 22 15:51:40 pbx asterisk[7]: VERBOSE[9104][C-00000002]: app_dial.c:101 in dial_exec: SIP/a-00000001 is ringing: yes",
    ],
    [
      '{"hostname":"","timestamp":"Nov 22 15:51:40","identifiers":{"lwp":9104,"callid":"[C-00000002]"},"logmsg":{"location":{"filename":"app_dial.c","function":"dial_exec","line":101},"level":"VERBOSE","message":"\\u001B[1;36mSIP/a-00000001\\u001B[0m is ringing: yes\\n"}}',
    ],
  ])("is the same in every form of Asterisk's: %s", (line) => {
    expect(read(line)).toEqual(ringing);
  });

  it("has neither thread nor call where Asterisk prints none", () => {
    expect(read("[Nov 22 15:51:40] NOTICE[-1] logger: Log queue threshold (9) exceeded.")).toMatchObject({
      thread: "-1",
      logCallId: null,
    });
    expect(read("[Nov 22 17:14:20]   == Manager 'x' logged on")).toMatchObject({
      thread: null,
      origin: null,
      message: "Manager 'x' logged on",
    });
  });

  it.each<[line: string, level: string, origin: string | null, message: string]>([
    ["2026-11-22 15:51:38,312 - app.ari - WARNING - a - b", "WARNING", "app.ari", "a - b"],
    ["11:02:43,118 - bot - ERROR - a", "ERROR", "bot", "a"],
    ["2026-11-22 15:51:38.312 | SUCCESS  | bot.ari:<module>:5 - a | b", "SUCCESS", "bot.ari:<module>:5", "a | b"],
    ["[2026-11-22T15:53:17.994Z] warn: a: b", "WARN", null, "a: b"],
    ["2026-11-22 15:51:38,312 INFO [app.ari] a [b]", "INFO", "app.ari", "a [b]"],
    ["2026-11-22T15:51:38.312+03:00 ERROR: a", "ERROR", null, "a"],
    ['{"ts": 1795362758.25, "severity": "info", "logger": "ari", "message": "a"}', "INFO", "ari", "a"],
    ['{"time": 1795362758250, "level": 50, "name": "ari", "msg": "a"}', "ERROR", "ari", "a"],
  ])("is level, logger and message in a bot's: %s", (line, level, origin, message) => {
    expect(read(line)).toMatchObject({ level, origin, message });
  });

  it("is the metadata behind a winston line", () => {
    const [format] = readers('[2026-11-22T15:53:17.795Z] info: put on hold {"channelId": "1795362796.0"}');
    expect(
      format?.read('[2026-11-22T15:53:17.795Z] info: put on hold {"channelId": "1795362796.0"}', YEAR)?.fields,
    ).toEqual({ channelId: "1795362796.0" });
  });

  it.each([
    "",
    "plain words",
    "{",
    '{"level": "info"}',
    "{not json}",
    "[1,2]",
    '["2026-11-22"]',
    "[Nov 45 15:51:40] VERBOSE[1] a.c: b",
    "[] VERBOSE[1] a.c: b",
    "<--- SIP read from UDP:127.0.0.11:46208 --->",
    "Via: SIP/2.0/UDP 127.0.0.11:46208",
    "a=rtpmap:8 PCMA/8000",
    "[stamp] VERBOSE[1] a.c: b",
    "    -- no stamp",
    '{"hostname":"","timestamp":"Nov 22 15:51:40","identifiers":{"lwp":9104,"callid":""},"logmsg":{"location":{"filename":"app_di',
  ])("is nothing in %j", (line) => {
    expect(readers(line)).toEqual([]);
  });
});

it("a printed line is read whole, with whatever is in it", () => {
  for (const text of ["Channel 1795362698.0 put\ron hold", "Channel 1795362698.0 put\u2028on hold"])
    expect(envelopedText.read(text, 2026)).toMatchObject({ stamp: null, level: "", message: text });
});
