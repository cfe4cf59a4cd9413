// A SIP trace of chan_pjsip names no channel. Strict RTP names the address that a channel's media comes from, and so does the SDP.
import { describe, expect, it } from "vitest";
import { analyseTexts, logText } from "../support/analyse.js";

const at = (second: number, text: string): string => `[Nov 22 15:00:${String(second).padStart(2, "0")}] ${text}`;
const invite = (second: number, sipCallId: string, port: number): string =>
  `${at(second, "VERBOSE[9] res_pjsip_logger.c: <--- Received SIP request (99 bytes) from UDP:192.0.2.7:5060 --->")}
INVITE sip:5@192.0.2.1 SIP/2.0
Call-ID: ${sipCallId}
CSeq: 1 INVITE

c=IN IP4 192.0.2.7
m=audio ${port} RTP/AVP 0
`;
const bye = (second: number, sipCallId: string): string =>
  `${at(second, "VERBOSE[9] res_pjsip_logger.c: <--- Received SIP request (99 bytes) from UDP:192.0.2.7:5060 --->")}
BYE sip:5@192.0.2.1 SIP/2.0
Call-ID: ${sipCallId}
CSeq: 2 BYE
`;
const channel = (second: number, n: number, port: number): string =>
  [
    `VERBOSE[4${n}][C-0000000${n}] pbx.c: Executing [5@in:1] Stasis("PJSIP/t-0000000${n}", "vb") in new stack`,
    `VERBOSE[4${n}][C-0000000${n}] res_rtp_asterisk.c: 0x7f0${n} -- Strict RTP switching to RTP target address 192.0.2.7:${port} as source`,
    `VERBOSE[4${n}][C-0000000${n}] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/t-0000000${n}'`,
  ]
    .map((text) => at(second, text))
    .join("\n");

const callsOf = async (...lines: readonly string[]) => (await analyseTexts([logText("full", lines.join("\n"))])).calls;

describe("a SIP dialog of a trace", () => {
  it("is that of the channel whose media comes from the address of its SDP", async () => {
    const calls = await callsOf(
      ...[invite(0, "a@x", 14_020), invite(0, "b@x", 15_044), channel(1, 1, 14_020), channel(1, 2, 15_044)],
      ...[bye(9, "b@x"), at(9, "VERBOSE[42][C-00000002] res_musiconhold.c: Stopped music on hold on PJSIP/t-00000002")],
    );
    expect(calls.map(({ channelName, sipCallId }) => [channelName, sipCallId])).toEqual([
      ["PJSIP/t-00000001", "a@x"],
      ["PJSIP/t-00000002", "b@x"],
    ]);
    expect(calls[1]?.diagnosis.cause).toBe("caller-hangup");
    expect(calls[0]?.diagnosis.cause).toBe("undetermined");
  });

  it("is of no channel where two dialogs want their media at one address", async () => {
    const calls = await callsOf(invite(0, "a@x", 6000), invite(0, "b@x", 6000), channel(1, 1, 6000), bye(9, "b@x"));
    expect(calls.find(({ channelName }) => channelName === "PJSIP/t-00000001")?.sipCallId).toBeNull();
  });
});

describe("an Asterisk log without VERBOSE", () => {
  const NOTICE =
    "[Nov 22 15:00:37] NOTICE[8] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/q-00000012' for lack of audio RTP activity in 30 seconds";
  const bot = (end: string, counter = 18): string =>
    [
      `2026-11-22 15:00:00,200 - q - INFO - StasisStart channel=1795359600.${counter}`,
      `2026-11-22 15:00:06,000 - q - INFO - Channel 1795359600.${counter} put on hold`,
      `2026-11-22 ${end} - q - INFO - StasisEnd channel=1795359600.${counter}`,
      `2026-11-22 15:00:46,000 - q - ERROR - POST /channels/1795359600.${counter}/play failed: 404`,
    ].join("\n");
  const causes = async (botLog: string) =>
    (await analyseTexts([logText("full", NOTICE), logText("bot.log", botLog)])).calls.map(
      ({ channelId, diagnosis }) => [channelId, diagnosis.cause],
    );

  it("gives its NOTICE to the call that ended in that second and has that counter", async () => {
    expect(await causes(bot("15:00:37,300"))).toEqual([["1795359600.18", "rtp-timeout"]]);
  });

  it("does not give it to one that ended at another time, or has another counter", async () => {
    expect((await causes(bot("15:00:30,300"))).find(([id]) => id !== null)?.[1]).toBe("undetermined");
    expect((await causes(bot("15:00:37,300", 12))).find(([id]) => id !== null)?.[1]).toBe("undetermined");
  });
});
