// Whose line it is where it names no call, or an id that two calls have; and which channels are no calls of their own.
import { describe, expect, it } from "vitest";
import { analyseTexts, idsOf, logText } from "../support/analyse.js";
import { dedent } from "../support/rule-tester.js";

async function verdicts(texts: Readonly<Record<string, string>>): Promise<readonly (readonly unknown[])[]> {
  const logs = Object.entries(texts).map(([path, text]) => logText(path, dedent(text)));
  const { calls } = await analyseTexts(logs);
  return calls.map((call) => [call.channelName ?? call.channelId, call.diagnosis.cause, call.diagnosis.confidence]);
}

/** A call that its dialplan answers and bridges, and which ends at a second. */
const bridged = (n: number, answeredAt: number, endsAt: number): string => `
  [Nov 22 16:00:${answeredAt}] VERBOSE[7${n}][C-0000000${n}] pbx.c: Executing [9@in:1] Answer("SIP/ring-0000000${n}", "") in new stack
  [Nov 22 16:00:${answeredAt}] VERBOSE[7${n}][C-0000000${n}] pbx.c: Executing [9@in:2] Wait("SIP/ring-0000000${n}", "300") in new stack
  [Nov 22 16:00:${endsAt}] VERBOSE[7${n}][C-0000000${n}] pbx.c: Spawn extension (in, 9, 2) exited non-zero on 'SIP/ring-0000000${n}'
`;
const noAck = `
  [Nov 22 16:00:47] WARNING[3] chan_sip.c: Retransmission timeout reached on transmission 5e11@192.0.2.4 for seqno 102 (Critical Response) -- See https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions
  Packet timed out after 32000ms with no response
  [Nov 22 16:00:47] WARNING[3] chan_sip.c: Hanging up call 5e11@192.0.2.4 - no reply to our critical packet (see https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions).
`;
/** Lines in the order of their stamps; the warning before what ends in its second. */
const merged = (...parts: readonly string[]): string => {
  const records: string[] = [];
  for (const line of dedent(parts.join("")).trim().split("\n"))
    if (line.startsWith("[")) records.push(line);
    else records.push(`${records.pop()}\n${line}`);
  const rank = (record: string): string => record.slice(0, 17) + (record.includes("WARNING") ? "0" : "1");
  return records.sort((a, b) => rank(a).localeCompare(rank(b))).join("\n");
};

describe("a warning that names a SIP dialog and no channel", () => {
  it("is of the call that is as old as the timer, and not of one that ends beside it", async () => {
    const log = merged(bridged(1, 15, 47), bridged(2, 31, 47), noAck);
    expect(await verdicts({ "full.log": log })).toEqual([
      ["SIP/ring-00000001", "no-ack", "confirmed"],
      ["SIP/ring-00000002", expect.not.stringMatching("no-ack"), expect.anything()],
    ]);
  });

  it("is of neither of two that fit alike", async () => {
    const log = merged(bridged(1, 15, 47), bridged(2, 15, 47), noAck);
    const confirmed = (await verdicts({ "full.log": log })).filter(([, cause]) => cause === "no-ack");
    expect(confirmed).toEqual([]);
  });

  it("is of no call of chan_pjsip", async () => {
    const log = merged(bridged(1, 15, 47), noAck).replaceAll("SIP/ring", "PJSIP/ring");
    expect(await verdicts({ "full.log": log })).toEqual([
      ["PJSIP/ring-00000001", expect.not.stringMatching("no-ack"), expect.anything()],
    ]);
  });
});

describe("an id that two hosts gave to two calls", () => {
  const host = (name: string, at: string, number: string) => `
    [2026-07-15 10:00:${at}] VERBOSE[88][C-00000005] pbx.c: Executing [1@in:1] Stasis("PJSIP/${name}-00000004", "duo,${number}") in new stack
  `;
  const bot = `
    2026-07-15 10:00:00,300 - duo - INFO - StasisStart channel=1784109600.4 caller=3601111
    2026-07-15 10:00:00,700 - duo - INFO - StasisStart channel=1784109600.4 caller=3602222
    2026-07-15 10:00:00,750 - duo - INFO - Channel 1784109600.4 answered
    2026-07-15 10:00:00,790 - duo - INFO - Channel 1784109600.4 answered
    2026-07-15 10:00:04,000 - duo - INFO - Channel 1784109600.4 put on hold
    2026-07-15 10:00:04,500 - duo - INFO - Channel 1784109600.4 put on hold
    2026-07-15 10:00:40,000 - duo - ERROR - Play failed on 1784109600.4: 404 Channel not found
  `;

  it("is told apart by the caller's number, confirms nothing, and says what would keep it apart", async () => {
    const east = `${host("east", "00.100", "3601111")}
    [2026-07-15 10:00:31.000] NOTICE[9] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/east-00000004' for lack of audio RTP activity in 30 seconds
    `;
    const logs = { "east.log": east, "west.log": host("west", "00.500", "3602222"), "bot.log": bot };
    const { calls } = await analyseTexts(Object.entries(logs).map(([path, text]) => logText(path, dedent(text))));
    expect(calls.map(idsOf)).toEqual([
      ["1784109600.4", "PJSIP/east-00000004", "C-00000005"],
      ["1784109600.4", "PJSIP/west-00000004", "C-00000005"],
    ]);
    expect(calls.map(({ diagnosis: { cause, confidence } }) => [cause, confidence])).toEqual([
      ["rtp-timeout", "likely"],
      ["undetermined", "possible"],
    ]);
    expect(JSON.stringify(calls[1]?.diagnosis.missing)).toContain("systemname");
  });

  it("is one call's where the same start is told twice", async () => {
    const twice = bot.replace("3602222", "3601111");
    expect(await verdicts({ "bot.log": twice })).toHaveLength(1);
  });
});

describe("a helper channel", () => {
  const calls = `
    2026-07-15 10:00:00,300 - duo - INFO - StasisStart channel=1784109600.7 caller=3601111
    2026-07-15 10:00:01,300 - duo - INFO - StasisStart channel=1784109601.8 caller=3602222
  `;
  it.each([
    [
      "that its line ties to a call",
      "Snoop channel snoop-x1 created for 1784109600.7\n2026-07-15 10:00:03,000 - duo - INFO - StasisEnd channel=snoop-x1",
    ],
    ["with the number after its call's channel", "Whisper channel ready: 1784109602.9"],
  ])("is no call of its own: one %s", async (_what, line) => {
    const found = await verdicts({ "bot.log": `${dedent(calls)}2026-07-15 10:00:02,000 - duo - INFO - ${line}\n` });
    expect(found.map(([id]) => id)).toEqual(["1784109600.7", "1784109601.8"]);
  });

  it("is of the call whose id it bears, though a line about it comes before the call's first", async () => {
    const media = "2026-07-15 10:00:00,310 - duo - INFO - Earpiece rtp-1784109600.7 -> 127.0.0.1:4000\n";
    const left = "2026-07-15 10:00:09,000 - duo - INFO - ChannelDestroyed channel=rtp-1784109600.7 cause=16\n";
    const found = await verdicts({ "bot.log": media + dedent(calls) + left });
    expect(found.map(([id]) => id)).toEqual(["1784109600.7", "1784109601.8"]);
  });

  it("is a call where another one follows, without a word of a helper", async () => {
    const next = "2026-07-15 10:00:02,000 - duo - INFO - StasisStart channel=1784109602.9 caller=3603333\n";
    expect(await verdicts({ "bot.log": dedent(calls) + next })).toHaveLength(3);
  });
});

describe("roles where no step of the dialplan tells", () => {
  it("make the one that had dialled the caller: X answered Y", async () => {
    const { calls } = await analyseTexts([
      logText(
        "full.log",
        dedent(`
          [Nov 22 16:00:00] VERBOSE[5][C-00000003] app_dial.c: PJSIP/desk-00000006 answered PJSIP/line-00000005
          [Nov 22 16:00:01] VERBOSE[5][C-00000003] bridge_channel.c: Channel PJSIP/desk-00000006 joined 'simple_bridge' basic-bridge <b-3>
          [Nov 22 16:00:01] VERBOSE[5][C-00000003] bridge_channel.c: Channel PJSIP/line-00000005 joined 'simple_bridge' basic-bridge <b-3>
        `),
      ),
    ]);
    expect(calls.map(({ legs }) => legs.map(({ channelName, role }) => [channelName, role]))).toEqual([
      [
        ["PJSIP/line-00000005", "caller"],
        ["PJSIP/desk-00000006", "agent"],
      ],
    ]);
  });
});

describe("a leg that the bot dials", () => {
  const leg = `
    2026-11-22 10:00:00,100 INFO desk StasisStart channel=1795341600.9 name=PJSIP/web-00000004
    2026-11-22 10:00:00,300 INFO desk POST /ari/channels/1795341600.9/answer 204
    2026-11-22 10:00:01,300 INFO desk POST /ari/channels?endpoint=PJSIP/help7&app=desk&appArgs=dialed 200 -> 1795341601.10
    2026-11-22 10:00:06,300 INFO desk StasisStart channel=1795341601.10 name=PJSIP/help7-00000005 args=leg
    2026-11-22 10:00:40,310 INFO desk StasisEnd channel=1795341601.10
    2026-11-22 10:00:40,410 INFO desk StasisEnd channel=1795341600.9
  `;

  it("is of the call that it answers right after", async () => {
    const { calls } = await analyseTexts([logText("bot.log", dedent(leg))]);
    expect(calls.map(({ channelName, legs }) => [channelName, legs.length])).toEqual([["PJSIP/web-00000004", 2]]);
  });

  it("is a call where the bot answered none, or the channel was not the next", async () => {
    const outbound = leg.replace(/.*answer 204\n/, "");
    const later = leg.replaceAll("1795341601.10", "1795341601.17");
    for (const text of [outbound, later]) {
      const { calls } = await analyseTexts([logText("bot.log", dedent(text))]);
      expect(calls).toHaveLength(2);
    }
  });
});

describe("a queue without a bot", () => {
  const queue = `
    [Nov 22 16:10:00] VERBOSE[61][C-00000071] pbx.c: Executing [70@help:1] Queue("SIP/ring-00000071", "desk") in new stack
    [Nov 22 16:10:00] VERBOSE[61][C-00000071] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/ring-00000071'
    [Nov 22 16:10:40] VERBOSE[61][C-00000071] res_musiconhold.c: Stopped music on hold on SIP/ring-00000071
    [Nov 22 16:10:40] VERBOSE[61][C-00000071] pbx.c: Spawn extension (help, 70, 1) exited non-zero on 'SIP/ring-00000071'
  `;
  const suspects = async (text: string): Promise<readonly string[]> => {
    const { calls } = await analyseTexts([logText("full.log", dedent(text))]);
    return calls.flatMap(({ diagnosis, findings }) => [
      ...diagnosis.candidates.map(({ cause }) => cause),
      ...findings.map(({ message }) => message),
    ]);
  };

  it("has no bot that hung up, and none that wanted more", async () => {
    expect(await suspects(queue)).not.toContain("bot-hangup");
    expect((await suspects(queue)).join(" ")).not.toMatch(/\bbot\b/);
    expect(
      await suspects(queue.replace('Queue("SIP/ring-00000071", "desk")', 'Stasis("SIP/ring-00000071", "desk")')),
    ).toContain("bot-hangup");
  });
});
