// Bot formats whose records hold more than a header and its words.
import { describe, expect, it } from "vitest";
import { isoUtc } from "../../src/time.js";
import { readLog, readRecords } from "../support/read-log.js";

const told = async (text: string, role: "auto" | "asterisk" | "bot" = "auto") =>
  (await readRecords(text, role)).records.map(({ side, stamp, level, origin, message, fields, continuation }) => ({
    side,
    at: stamp === null ? null : isoUtc(stamp.wallMs).slice(11, 23),
    level,
    origin,
    message,
    ...(fields && { fields }),
    ...(continuation.length > 0 && { continuation }),
  }));

describe("records whose words stand below their header", () => {
  it("are .NET's, with scopes, and what goes on behind the words", async () => {
    const log = [
      "2026-11-22 15:51:38.312 info: Bot.Calls[7]",
      "      => CallId:1795371234.5 => Turn:2",
      "      put on hold",
      "2026-11-22 15:51:39.000 fail: Bot.Calls[7]",
      "      play failed",
      "      System.Exception: gone",
      "2026-11-22 15:51:40.000 warn: Bot.Calls[7] on one line",
    ].join("\n");
    expect(await told(log)).toEqual([
      {
        side: "bot",
        at: "15:51:38.312",
        level: "INFO",
        origin: "Bot.Calls",
        message: "put on hold",
        fields: { CallId: "1795371234.5", Turn: "2" },
      },
      {
        side: "bot",
        at: "15:51:39.000",
        level: "ERROR",
        origin: "Bot.Calls",
        message: "play failed",
        continuation: ["System.Exception: gone"],
      },
      { side: "bot", at: "15:51:40.000", level: "WARN", origin: "Bot.Calls", message: "on one line" },
    ]);
  });

  it("are log4j's, with properties and stack trace", async () => {
    const log = [
      '<log4j:event logger="calls" timestamp="1795362698312" level="ERROR" thread="a">',
      "  <log4j:message><![CDATA[play <failed>",
      "twice]]></log4j:message>",
      "  <log4j:throwable><![CDATA[java.io.IOException: gone",
      "\tat Calls.play(Calls.java:4)]]></log4j:throwable>",
      '  <log4j:properties><log4j:data name="channel" value="1795371234.5"/></log4j:properties>',
      "</log4j:event>",
      '<Event timeMillis="1795362699000" level="INFO" loggerName="calls"><Message>a &lt; b</Message></Event>',
      '<Event thread="main" level="WARN" loggerName="calls">',
      '  <Instant epochSecond="1795362700" nanoOfSecond="250000000"/>',
      "  <Message>below</Message>",
      "</Event>",
    ].join("\n");
    expect(await told(log)).toEqual([
      {
        side: "bot",
        at: "15:51:38.312",
        level: "ERROR",
        origin: "calls",
        message: "play <failed>",
        fields: { channel: "1795371234.5" },
        continuation: ["twice", "java.io.IOException: gone", "\tat Calls.play(Calls.java:4)"],
      },
      { side: "bot", at: "15:51:39.000", level: "INFO", origin: "calls", message: "a < b", fields: {} },
      { side: "bot", at: "15:51:40.250", level: "WARN", origin: "calls", message: "below", fields: {} },
    ]);
  });

  it("are java.util.logging's, with the level", async () => {
    const log = [
      "Nov 22, 2026 3:51:38 PM com.example.Calls onStasisEnd",
      "SEVERE: play failed",
      "java.io.IOException: gone",
    ].join("\n");
    expect(await told(log)).toEqual([
      {
        side: "bot",
        at: "15:51:38.000",
        level: "ERROR",
        origin: "com.example.Calls",
        message: "play failed",
        continuation: ["java.io.IOException: gone"],
      },
    ]);
  });
});

describe("pairs among words", () => {
  it("lose neither the words nor the stop behind an id", async () => {
    const [first, second, third] = await told(
      [
        "2026-11-22 15:51:38,312 [INFO] app.calls: channel=1795371234.5, put on hold",
        "2026-11-22 15:51:38,400 [INFO] app.calls: Answered: channel=1795371234.5.",
        "2026-11-22 15:51:38 [info     ] put on hold                    channel=1795371234.5",
      ].join("\n"),
    );
    expect(first).toMatchObject({
      origin: "app.calls",
      message: "channel=1795371234.5, put on hold",
      fields: { channel: "1795371234.5" },
    });
    expect(second).toMatchObject({ message: "Answered", fields: { channel: "1795371234.5" } });
    expect(third).toMatchObject({ message: "put on hold", fields: { channel: "1795371234.5" } });
  });
});

describe("Docker Desktop's view", () => {
  const log = [
    "2026-11-22 15:51:36.000 | Asterisk Ready.",
    '2026-11-22 15:51:38.100 |     -- Executing [7@in:1] Answer("PJSIP/gw-00000003", "") in new stack',
    "2026-11-22 15:51:39.100 | [Nov 22 15:51:39] NOTICE[12]: res_pjsip_sdp_rtp.c:146 rtp_check_timeout: Disconnecting channel 'PJSIP/gw-00000003' for lack of audio RTP activity in 9 seconds",
  ].join("\n");

  it.each(["auto", "asterisk"] as const)("of an Asterisk's console is Asterisk's (role %s)", async (role) => {
    const { records } = await readRecords(log, role);
    const ofAsterisk = records.filter(({ side }) => side === "asterisk");
    expect(ofAsterisk.map(({ stamp }) => stamp && isoUtc(stamp.wallMs).slice(11, 19))).toEqual([
      "15:51:38",
      "15:51:39",
    ]);
  });
});

describe("lines without any time", () => {
  it("are a bot's once one names a channel, in their order", async () => {
    const log =
      "booting\nStasisStart channel=1795371234.5\nanything\n  below it\n[INFO] Channel 1795371234.5 put on hold\n";
    const { records, counts } = await readRecords(log);
    expect(records.map(({ stamp, message, continuation }) => [stamp, message, ...continuation])).toEqual([
      [null, "StasisStart channel=1795371234.5"],
      [null, "anything", "  below it"],
      [null, "Channel 1795371234.5 put on hold"],
    ]);
    expect(counts.unparsedLineCount).toBe(1);
    expect((await readLog(log)).map(({ type, wallMs }) => [type, wallMs])).toEqual([
      ["bot-stasis-start", null],
      ["bot-hold", null],
    ]);
  });

  it("are none where a time stands in a form that is not known", async () => {
    const { records } = await readRecords("<<22/XI 15:51:38>> Channel 1795371234.5 put on hold");
    expect(records).toEqual([]);
  });

  it("of Python's logger are dated by the envelope around them, from the first one on", async () => {
    const lines = ["INFO:bot:starting", "ERROR:bot:play failed", "Traceback (most recent call last):", "ValueError: x"];
    const log = lines.map((line, i) => `2026-11-22T15:51:3${i}.000000001Z ${line}`).join("\n");
    expect(await told(log)).toEqual([
      { side: "bot", at: "15:51:30.000", level: "INFO", origin: "bot", message: "starting" },
      {
        side: "bot",
        at: "15:51:31.000",
        level: "ERROR",
        origin: "bot",
        message: "play failed",
        continuation: ["Traceback (most recent call last):", "ValueError: x"],
      },
    ]);
  });

  it("are part of a message in a file of Asterisk's", async () => {
    const { records } = await readRecords(
      "[Nov 22 15:51:40] VERBOSE[1] pbx.c: Executing x\nINFO:bot:StasisStart channel=1795371234.5",
    );
    expect(records).toHaveLength(1);
  });
});
