// What people paste: a console prints the steps of a call without a time, and warnings with one.
import { describe, expect, it } from "vitest";
import { analyseTexts, logText } from "../support/analyse.js";

const CALL = `
    -- Remote UNIX connection
    -- Executing [7@hall:1] Dial("SIP/lobby-00000004", "SIP/desk,30") in new stack
    -- Called SIP/desk
    -- Channel SIP/desk-00000005 joined 'simple_bridge' basic-bridge <0c1d2e3f-1111-4222-8333-444455556677>
    -- Channel SIP/lobby-00000004 joined 'simple_bridge' basic-bridge <0c1d2e3f-1111-4222-8333-444455556677>`;
const ANOTHER = `
    -- Executing [8@hall:1] Dial("SIP/gate-00000006", "SIP/post,30") in new stack`;
const WARNING = `
[Nov 20 09:02:35] WARNING[871]: chan_sip.c:4171 retrans_pkt: Retransmission timeout reached on transmission 77-1@192.0.2.4 for seqno 102 (Critical Response) -- See https://docs.asterisk.org/
[Nov 20 09:02:35] WARNING[871]: chan_sip.c:4195 retrans_pkt: Hanging up call 77-1@192.0.2.4 - no reply to our critical packet (see https://docs.asterisk.org/).`;
const END = `
  == Spawn extension (hall, 7, 1) exited non-zero on 'SIP/lobby-00000004'
    -- Remote UNIX connection`;

const callsOf = async (text: string) => (await analyseTexts([logText("console", text.slice(1))])).calls;

describe("a pasted console", () => {
  it("gives a dated warning that names no channel to the call that it stands in", async () => {
    const calls = await callsOf(`${CALL}${WARNING}${END}`);
    expect(calls.map(({ channelName, diagnosis }) => [channelName, diagnosis.cause])).toEqual([
      ["SIP/lobby-00000004", "no-ack"],
    ]);
    expect(calls[0]?.timeline.map(({ event }) => event)).toEqual([
      ...["dialplan", "bridge-joined", "bridge-joined"],
      ...["sip-retransmission-timeout", "sip-critical-hangup", "spawn-exited"],
    ]);
  });

  it("gives it to none where two calls are up", async () => {
    const calls = await callsOf(`${CALL}${ANOTHER}${WARNING}${END}`);
    expect(calls).toHaveLength(2);
    for (const { diagnosis } of calls) expect(diagnosis.confidence).not.toBe("confirmed");
  });
});
