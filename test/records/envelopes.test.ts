// Each envelope against its own samples, and what the reader makes of the lines inside.
import { describe, expect, it } from "vitest";
import type { Peeled } from "../../src/records/envelopes/envelope.js";
import { envelopes } from "../../src/records/envelopes/index.js";
import { formats } from "../../src/records/recognition.js";
import { isoUtc } from "../../src/time.js";
import { readRecords } from "../support/read-log.js";
import { wraps } from "../support/wrap.js";

const YEAR = 2026;

describe("envelopes", () => {
  it("have a name of their own, samples, and a way in which the properties wrap whole logs", () => {
    expect(new Set(envelopes.map(({ name }) => name)).size).toBe(envelopes.length);
    for (const { name, samples } of envelopes) {
      expect(samples, name).not.toHaveLength(0);
      // their own lines go before others, or they hold Asterisk's alone
      if (name !== "journal-marks" && name !== "csv" && name !== "indented-code")
        expect(
          Object.keys(wraps).some((way) => way.startsWith(name)),
          name,
        ).toBe(true);
    }
  });

  it.each(envelopes)("$name peels its samples", ({ peel, samples }) => {
    let carried: Peeled | null = null;
    for (const [line, inner] of samples) {
      const peeled: Peeled | null = peel(line, YEAR, carried);
      expect(peeled?.inner, line).toBe(inner);
      if (peeled?.inner === null) carried = peeled;
    }
  });

  it("that are unmistakable take no line of a format", () => {
    for (const { name, peel } of envelopes.filter(({ unmistakable }) => unmistakable)) {
      for (const sample of formats.flatMap(({ samples }) => samples))
        expect(peel(sample, YEAR, null), `${name}: ${sample}`).toBeNull();
    }
  });

  it("are not seen where a format reads the whole line", async () => {
    for (const { name, samples } of formats) {
      const { records } = await readRecords(samples.join("\n"));
      expect(records.map(({ format }) => format)).toEqual(samples.map(() => name));
    }
  });
});

/** `hh:mm:ss.mmm message (lines that belong to it)` of every record. */
async function read(...lines: readonly string[]) {
  const { records, counts } = await readRecords(lines.join("\n"));
  const told = records.map(
    ({ side, stamp, message, continuation }) =>
      `${side} ${stamp ? isoUtc(stamp.wallMs).slice(11, 23) : "-"} ${[message, ...continuation].join(" / ")}`,
  );
  return { told, records, counts };
}

describe("a line in an envelope", () => {
  it("is quoted as it stands in the file, with the place where it stands", async () => {
    const line = "voice-bot-1  | 2026-11-22 15:51:38,312 - app - INFO - ответ";
    const { records } = await read("voice-bot-1  | ", line);
    expect(records).toMatchObject([{ text: line, message: "ответ", line: 2, byteOffset: "voice-bot-1  | \n".length }]);
  });

  it("belongs to the record of its own container, whoever speaks in between", async () => {
    const { told, counts } = await read(
      "bot-1       | 2026-11-22 15:51:38,312 - app - ERROR - failed",
      "asterisk-1  | [Nov 22 15:51:38] NOTICE[1]: a.c:1 f: one",
      "bot-1       | Traceback (most recent call last):",
      "asterisk-1  | more of one",
      "bot-1       | KeyError: 'channel'",
    );
    expect(told).toEqual([
      "bot 15:51:38.312 failed / Traceback (most recent call last): / KeyError: 'channel'",
      "asterisk 15:51:38.000 one / more of one",
    ]);
    expect(counts.unparsedLineCount).toBe(0);
  });

  it("keeps its own time, and what has none takes the envelope's, in the zone of the log", async () => {
    // the container's clock is UTC, Asterisk's three hours ahead; the first lines wait for the first that has both times
    const { told, records } = await read(
      "2026-11-22T12:51:37.100000000Z     -- Called 192.0.2.1:4000/c(ulaw)",
      "2026-11-22T12:51:38.312345678Z [Nov 22 15:51:38] NOTICE[36]: a.c:1 f: both",
      "2026-11-22T12:51:39.500000000Z   == Spawn extension (in, 1000, 1) exited non-zero on 'PJSIP/a-00000001'",
    );
    expect(told).toEqual([
      "asterisk 15:51:37.100 Called 192.0.2.1:4000/c(ulaw)",
      "asterisk 15:51:38.000 both",
      "asterisk 15:51:39.500 Spawn extension (in, 1000, 1) exited non-zero on 'PJSIP/a-00000001'",
    ]);
    expect(records.map(({ stamp }) => stamp?.utcOffsetMinutes)).toEqual([null, null, null]);
  });

  it("is dated by the envelope alone where the log has no other time", async () => {
    const { told } = await read(
      "2026-11-22T12:51:37.100000000Z     -- Called 192.0.2.1:4000/c(ulaw)",
      "2026-11-22T12:51:38.312345678Z     -- Remote UNIX connection",
    );
    expect(told).toEqual([
      "asterisk 12:51:37.100 Called 192.0.2.1:4000/c(ulaw)",
      "asterisk 12:51:38.312 Remote UNIX connection",
    ]);
  });

  it("is no console's inside a message of a log file", async () => {
    const { told } = await read("[Nov 22 15:51:40] VERBOSE[1] a.c: list", "    -- one", "    -- two");
    expect(told).toEqual(["asterisk 15:51:40.000 list /     -- one /     -- two"]);
  });

  it("is put together where the runtime cut it", async () => {
    const { told } = await read(
      "2026-11-22T12:51:38.312345678Z stdout P 2026-11-22 15:51:38,312 - app - INFO - put ",
      "2026-11-22T12:51:38.312345678Z stderr F 2026-11-22 15:51:38,313 - app - INFO - other",
      "2026-11-22T12:51:38.312345678Z stdout F on hold",
      `{"log":"2026-11-22 15:51:39,000 - app - INFO - ${"a".repeat(16_384)} ","stream":"stdout","time":"2026-11-22T12:51:39.000000001Z"}`,
      '{"log":"b\\n","stream":"stdout","time":"2026-11-22T12:51:39.000000001Z"}',
    );
    expect(told.map((one) => one.replace(/a+ b$/, "a b"))).toEqual([
      "bot 15:51:38.313 other",
      "bot 15:51:38.312 put on hold",
      "bot 15:51:39.000 a b",
    ]);
  });

  it("of Asterisk's own syslog form is read under any stamp", async () => {
    const body = "NOTICE[77][C-00000001]: res_pjsip_sdp_rtp.c:146 in rtp_check_timeout: Disconnecting";
    const { records } = await read(
      `2026-11-22T15:51:40.120+03:00 pbx asterisk[1458]: ${body}`,
      `<134>1 2026-11-22T15:51:41.120+03:00 pbx asterisk 1458 - - ${body}`,
    );
    for (const record of records)
      expect(record).toMatchObject({
        format: "asterisk-syslog",
        origin: "res_pjsip_sdp_rtp.c",
        message: "Disconnecting",
      });
    expect(records).toHaveLength(2);
  });

  it("of a bot that only prints is dated by the envelope, once it speaks of channels", async () => {
    const { told, counts } = await read(
      "2026-11-22T12:51:36.000000000Z stdout F starting",
      "2026-11-22T12:51:37.000000000Z stdout F Channel 1795362698.0 put on hold",
      "2026-11-22T12:51:38.000000000Z stdout F no answer",
      "2026-11-22T12:51:38.000000000Z stdout F   at line 7",
    );
    expect(told).toEqual([
      "bot 12:51:37.000 Channel 1795362698.0 put on hold",
      "bot 12:51:38.000 no answer /   at line 7",
    ]);
    expect(counts.unparsedLineCount).toBe(1);
  });

  it("is found again after the log has changed its envelope", async () => {
    const own = "2026-11-22 15:51:38,312 - app - INFO - a";
    const { told, counts } = await read(
      ...Object.entries(wraps)
        .flatMap(([name, wrap]) => (name.startsWith("export") ? [] : [own, wrap(own, "2026-11-22T12:51:38.312Z")]))
        .flatMap((text) => text.split("\n")),
    );
    expect(new Set(told)).toEqual(new Set(["bot 15:51:38.312 a"]));
    expect(told).toHaveLength(2 * (Object.keys(wraps).length - 1));
    expect(counts.unparsedLineCount).toBe(0);
  });

  it("of a bot that logs JSON is its own line, whatever its keys", async () => {
    const { told } = await read(
      '{"timestamp":"2026-11-22T15:51:38.312Z","level":"info","message":"Channel 1795362698.0 put on hold","line":"12"}',
      '{"time":1795362758250,"level":50,"msg":"[play] failed","body":"2026-11-22 15:51:38,312 - app - INFO - quoted"}',
    );
    expect(told).toEqual(["bot 15:51:38.312 Channel 1795362698.0 put on hold", "bot 15:52:38.250 [play] failed"]);
  });
});
