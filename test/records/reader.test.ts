import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_CONTINUATION_LINES } from "../../src/records/record.js";
import { isoUtc } from "../../src/time.js";
import { readChunks, readRecords } from "../support/read-log.js";

const times = async (text: string) =>
  (await readRecords(text)).records.map(({ stamp }) => (stamp ? isoUtc(stamp.wallMs).slice(0, 19) : null));

describe("records", () => {
  it("keep the lines of a SIP message, those that start with a bracket too", async () => {
    const trace = [
      "<--- SIP read from UDP:127.0.0.11:46208 --->",
      "INVITE sip:1000@127.0.0.1 SIP/2.0",
      "[2001:db8::1] is an address here, not a stamp",
      "",
      '{"sdp": "v=0"}',
      "[note] VERBOSE is a word here",
    ];
    const { records, counts } = await readRecords(
      [
        "[Nov 22 15:51:40] VERBOSE[9104] chan_sip.c: ",
        ...trace,
        "[Nov 22 15:51:41] NOTICE[9104] chan_sip.c: next",
      ].join("\n"),
    );
    expect(records.map(({ line }) => line)).toEqual([1, trace.length + 2]);
    expect(records[0]?.continuation).toEqual(trace);
    expect(counts).toMatchObject({ lineCount: trace.length + 2, unparsedLineCount: 0 });
  });

  it("in brackets are those of the writer that the other lines show, the first ones too", async () => {
    const sides = async (...lines: string[]) =>
      (await readRecords(lines.join("\n"))).records.map(({ side, message }) => `${side}: ${message}`);
    const bot = ["[2026-11-22 15:51:38] Ready", "[2026-11-22 15:51:39] StasisStart channel=1795362698.0"];
    expect(await sides(...bot, "[2026-11-22 15:51:40] TTS ready")).toEqual([
      "bot: Ready",
      "bot: StasisStart channel=1795362698.0",
      "bot: TTS ready",
    ]);
    // a console says it by its indent, a file by its header
    const console = "[Nov 22 15:51:41]     -- Started music on hold, class 'default', on channel 'PJSIP/a-00000000'";
    expect(
      await sides("[Nov 22 15:51:40] Asterisk Ready.", console, "[Nov 22 15:51:42] Executing last minute cleanups"),
    ).toEqual([
      "asterisk: Asterisk Ready.",
      "asterisk: Started music on hold, class 'default', on channel 'PJSIP/a-00000000'",
      "asterisk: Executing last minute cleanups",
    ]);
    expect(await sides("[Nov 22 15:51:40] nobody knows")).toEqual(["asterisk: nobody knows"]);
  });

  it("keep so many lines and no more, and count them all", async () => {
    const dump = Array.from({ length: MAX_CONTINUATION_LINES + 50 }, (_, i) => `line ${i}`);
    const { records, counts } = await readRecords(["[Nov 22 15:51:40] VERBOSE[1] a.c: dump", ...dump].join("\n"));
    expect(records[0]?.continuation).toEqual(dump.slice(0, MAX_CONTINUATION_LINES));
    expect(counts.lineCount).toBe(dump.length + 1);
  });

  it("say where they were read, in the bytes of the file", async () => {
    const text = "\ufeff[Nov 22 15:51:40] NOTICE[1] a.c: ж\r\n\x1b[1;31m[Nov 22 15:51:41]\x1b[0m NOTICE[1] a.c: b\r\n";
    const { records } = await readRecords(text);
    expect(records.map(({ message, line, byteOffset }) => [message, line, byteOffset])).toEqual([
      ["ж", 1, 0],
      ["b", 2, Buffer.from(text).indexOf(0x1b)],
    ]);
  });

  it("are not made of lines that nothing comes before: those are counted", async () => {
    const { records, counts } = await readRecords(
      "cut from the middle\n\nof a trace\n[Nov 22 15:51:40] NOTICE[1] a.c: b",
    );
    expect(records).toHaveLength(1);
    expect(counts).toMatchObject({ lineCount: 4, unparsedLineCount: 2 });
  });

  it("of JSON that are cut off are counted as unparsed, not hung on to the record before", async () => {
    const whole = (message: string) =>
      `{"hostname":"","timestamp":"Nov 22 15:51:40","identifiers":{"lwp":1,"callid":""},"logmsg":{"location":{"filename":"a.c","function":"f","line":1},"level":"NOTICE","message":"${message}\\n"}}`;
    const cut = whole("a SIP message, too long for the buffer").slice(0, 150);
    const banner = "[Nov 22 15:51:39] Asterisk 20.20.1 built by root @ vm on a x86_64 running Linux on 2026-11-22";
    for (const text of [
      [cut, whole("a"), cut, whole("b"), cut],
      [banner, cut, whole("a"), cut, whole("b"), cut],
    ]) {
      const { records, counts } = await readRecords(text.join("\n"));
      expect(records.flatMap(({ continuation }) => continuation)).toEqual([]);
      expect(counts).toMatchObject({ lineCount: text.length, unparsedLineCount: 3 });
    }
  });

  it("of a bot that logs JSON keep the traceback below them, and no other JSON", async () => {
    const bot = '{"event": "play failed", "level": "error", "timestamp": "2026-11-22T16:09:40.241076Z"}';
    const { records, counts } = await readRecords(
      [bot, "Traceback (most recent call last):", "ClientResponseError: 404", '{"metrics": 1}'].join("\n"),
    );
    expect(records[0]?.continuation).toEqual(["Traceback (most recent call last):", "ClientResponseError: 404"]);
    expect(counts.unparsedLineCount).toBe(1);
  });

  it("of both sides may come from one source", async () => {
    const { records } = await readRecords(
      [
        "[Nov 22 15:51:40] NOTICE[1] a.c: from Asterisk",
        "2026-11-22 15:51:40,312 - app - INFO - from the bot",
        "Traceback",
        "[Nov 22 15:51:41] NOTICE[1] a.c: again",
        '{"event": "from another bot", "timestamp": "2026-11-22T15:51:42Z"}',
      ].join("\n"),
    );
    expect(records.map(({ side, message, continuation }) => [side, message, continuation.length])).toEqual([
      ["asterisk", "from Asterisk", 0],
      ["bot", "from the bot", 1],
      ["asterisk", "again", 0],
      ["bot", "from another bot", 0],
    ]);
  });

  it("of the side that is forced are the only ones", async () => {
    const text = "[Nov 22 15:51:40] NOTICE[1] a.c: b\n2026-11-22 15:51:40,312 - app - INFO - c";
    expect((await readRecords(text, "bot")).records.map(({ message }) => message)).toEqual(["c"]);
    expect((await readRecords(text, "bot")).counts.unparsedLineCount).toBe(1);
    expect((await readRecords(text, "asterisk")).records[0]?.continuation).toHaveLength(1);
  });

  it("come in the default form until logger.conf is read, whatever its dateformat", async () => {
    expect(
      await times(
        [
          "[Nov 22 15:51:38] Asterisk 20.20.1 built by root @ vm on a x86_64 running Linux on 2026-11-22 15:26:05 UTC",
          "[Nov 22 15:51:38] VERBOSE[8805] pbx_functions.c: Registered custom function 'LOG_GROUP'",
          "[2026-11-22 15:51:38.710] VERBOSE[8805] message.c: Message handler 'dialplan' registered.",
        ].join("\n"),
      ),
    ).toEqual(["2026-11-22T15:51:38", "2026-11-22T15:51:38", "2026-11-22T15:51:38"]);
  });

  it.each([
    [
      "of both sides",
      [
        "lost",
        "[Nov 22 23:59:59] NOTICE[1] a.c: b",
        "more",
        "23:59:59,500 - bot - INFO - c",
        "00:00:01,000 - bot - INFO - d",
        "",
        "[Nov 23 00:00:02] NOTICE[1] a.c: e",
      ],
      { recordCount: 4, unparsedLineCount: 1 },
    ],
    [
      "of Asterisk alone",
      [
        "[Nov 22 23:59:58] Asterisk 20.20.1 built by root @ vm on a x86_64 running Linux on 2026-11-22 15:26:05 UTC",
        "[Nov 22 23:59:58] VERBOSE[7][C-00000001] a.c: <--- SIP read from UDP:192.0.2.4:5060 --->",
        "BYE sip:600@192.0.2.9 SIP/2.0",
        "",
        "[Nov 22 23:59:59] NOTICE[1] a.c: \u0436",
        "[Nov 23 00:00:00] DEBUG[7] a.c: last",
      ],
      { recordCount: 4, unparsedLineCount: 0 },
    ],
  ])("%s are the same and as many, wherever chunks of bytes are cut", async (_, text, { recordCount, ...counts }) => {
    const bytes = Buffer.from(text.join("\n"));
    const whole = await readChunks([bytes]);
    expect(whole.records).toHaveLength(recordCount);
    expect(whole.counts).toMatchObject({ lineCount: text.length, ...counts });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: bytes.length })), async (places) => {
        const edges = [0, ...places.sort((a, b) => a - b), bytes.length];
        const chunks = edges.slice(1).map((edge, i) => bytes.subarray(edges[i], edge));
        expect(await readChunks(chunks)).toEqual(whole);
      }),
    );
  });
});

describe("stamps that lack their date", () => {
  it("go on past midnight, each midnight", async () => {
    const bot = (clock: string) => `${clock} - bot - INFO - a`;
    expect(
      await times(["23:59:58,000", "00:00:01,000", "12:00:00,000", "23:00:00,000", "00:30:00,000"].map(bot).join("\n")),
    ).toEqual([
      "1970-01-01T23:59:58",
      "1970-01-02T00:00:01",
      "1970-01-02T12:00:00",
      "1970-01-02T23:00:00",
      "1970-01-03T00:30:00",
    ]);
  });

  it("may step back a little without a midnight between", async () => {
    const bot = (clock: string) => `${clock} - bot - INFO - a`;
    expect(
      await times(["10:00:05,000", "10:00:04,000", "23:59:59,000", "00:00:00,000", "23:59:59,900"].map(bot).join("\n")),
    ).toEqual([
      "1970-01-01T10:00:05",
      "1970-01-01T10:00:04",
      "1970-01-01T23:59:59",
      "1970-01-02T00:00:00",
      "1970-01-01T23:59:59",
    ]);
  });

  it("go on past New Year", async () => {
    const full = (date: string) => `[${date} 12:00:00] NOTICE[1] a.c: b`;
    expect(await times(["Dec 31", "Jan  1", "Mar  1", "Dec 31", "Jan  1"].map(full).join("\n"))).toEqual([
      "2026-12-31T12:00:00",
      "2027-01-01T12:00:00",
      "2027-03-01T12:00:00",
      "2027-12-31T12:00:00",
      "2028-01-01T12:00:00",
    ]);
  });

  it.each([2027, 2028])("find 1 March where the next year has another length: from %i", async (year) => {
    const { records } = await readRecords(
      "[Dec 31 12:00:00] NOTICE[1] a.c: b\n[Mar  1 12:00:00] NOTICE[1] a.c: b",
      "auto",
      Date.UTC(year, 11, 31),
    );
    expect(records.map(({ stamp }) => isoUtc(stamp?.wallMs ?? 0))).toEqual([
      `${year}-12-31T12:00:00.000Z`,
      `${year + 1}-03-01T12:00:00.000Z`,
    ]);
  });
});
