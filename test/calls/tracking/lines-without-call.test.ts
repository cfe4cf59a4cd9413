// Every kind of line without a name has been reviewed; and such lines confirm no call where two fit alike.
import { describe, expect, it } from "vitest";
import { linesWithoutCall } from "../../../src/calls/tracking/lines-without-call.js";
import { asteriskPatterns } from "../../../src/events/asterisk/index.js";
import { type EventType, RUN_EVENTS } from "../../../src/events/event.js";
import { analyseTexts, logText } from "../../support/analyse.js";
import { asteriskSays } from "../../support/read-log.js";
import { dedent } from "../../support/rule-tester.js";

const verdictsOf = async (asterisk: string, bot: string): Promise<Record<string, string>> => {
  const { calls } = await analyseTexts([logText("full.log", dedent(asterisk)), logText("bot.log", dedent(bot))]);
  return Object.fromEntries(
    calls.map(({ channelId, sipCallId, diagnosis: { cause, confidence } }) => [
      channelId ?? sipCallId ?? "",
      `${cause} ${confidence}`,
    ]),
  );
};

describe("lines that name no call", () => {
  it("are all reviewed: each kind says what ties it to a call, and nothing is listed that no pattern reads so", async () => {
    const nameless = new Set<EventType>([...RUN_EVENTS].filter((type) => !type.startsWith("bot-")));
    for (const { files, sample } of asteriskPatterns) {
      const event = await asteriskSays(files[0] as string, sample);
      if (event && event.channelName === null && event.channelId === null) nameless.add(event.type);
    }
    // read from lines after their header, which samples leave out
    for (const type of ["ari-request", "ari-response", "ari-event", "sip-message"] as const) nameless.add(type);
    expect(Object.keys(linesWithoutCall).sort()).toEqual([...nameless].sort());
  });
});

/** A call whose play meets a closed connection. */
const closed = (id: string, at: string) => `
  2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=${id} caller=79160000001 exten=1000
  2026-11-22 15:52:00,300 - bot - INFO - Channel ${id} answered
  2026-11-22 15:52:${at} - bot - ERROR - POST /ari/channels/${id}/play/x?media=sound%3Aa failed: Server disconnected
  2026-11-22 15:52:09,000 - bot - INFO - Hanging up channel ${id}
`;
const stasis = (n: number) => `
  [2026-11-22 15:52:00.100] VERBOSE[4${n}][C-0000000${n}] pbx.c: Executing [1000@in:1] Stasis("PJSIP/line-0000000${n}", "bot,${n}") in new stack
`;
const sessions = (at: string) => `
  [2026-11-22 15:52:${at}] WARNING[7] http.c: HTTP session count exceeded 100 sessions.
`;

describe("a closed HTTP session", () => {
  it("is of the one call whose request met no answer then", async () => {
    const found = await verdictsOf(
      stasis(1) + sessions("03.000"),
      closed("1795362720.1", "03,010") + closed("1795362720.2", "40,000"),
    );
    expect(found["1795362720.1"]).toBe("http-session-limit confirmed");
    expect(found["1795362720.2"]).not.toMatch(/^http-session-limit/);
  });

  it("is of neither of two that fit alike, and of both where there are two lines", async () => {
    const two = closed("1795362720.1", "03,010") + closed("1795362720.2", "03,015");
    for (const verdict of Object.values(await verdictsOf(stasis(1) + sessions("03.000"), two)))
      expect(verdict).toBe("undetermined possible");
    for (const verdict of Object.values(await verdictsOf(stasis(1) + sessions("03.000") + sessions("03.005"), two)))
      expect(verdict).toBe("http-session-limit confirmed");
  });
});

/** A call that ends by a hangup request with a cause. */
const ended = (id: string, cause: number, soft: boolean, answeredAt = "00,300") => `
  2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=${id} caller=79160000001 exten=1000
  2026-11-22 15:52:${answeredAt} - bot - INFO - Channel ${id} answered
  2026-11-22 15:52:20,000 - bot - INFO - Channel ${id} put on hold
  2026-11-22 15:52:33,000 - bot - INFO - ChannelHangupRequest channel=${id} cause=${cause} soft=${soft}
  2026-11-22 15:52:33,010 - bot - INFO - StasisEnd channel=${id}
  2026-11-22 15:52:35,000 - bot - ERROR - POST /ari/channels/${id}/play?media=sound:a -> 404 Channel not found
`;

describe("a CLI connection", () => {
  const cli = `
  [2026-11-22 15:52:32.500] VERBOSE[9] asterisk.c: Remote UNIX connection
  `;
  it("hung up the one call that ended so, and of two alike neither for sure", async () => {
    const log = stasis(1) + stasis(2) + cli;
    const one = await verdictsOf(log, ended("1795362720.1", 32, true) + ended("1795362720.2", 16, false));
    expect(one["1795362720.1"]).toBe("operator-hangup likely");
    const two = await verdictsOf(log, ended("1795362720.1", 32, true) + ended("1795362720.2", 32, true));
    expect([two["1795362720.1"], two["1795362720.2"]]).toEqual(["undetermined possible", "undetermined possible"]);
  });
});

describe("chan_sip's warnings that no call was found for", () => {
  const gone = `
  [2026-11-22 15:52:30.000] NOTICE[3] chan_sip.c: Peer 'gw' is now Reachable. (8ms / 2000ms)
  [2026-11-22 15:52:33.000] WARNING[3] chan_sip.c: Re-invite to non-existing call leg on other UA. SIP dialog '2b92@192.0.2.11'. Giving up.
  `;
  const noAck = `
  [2026-11-22 15:52:32.900] WARNING[3] chan_sip.c: Retransmission timeout reached on transmission 5e11@192.0.2.4 for seqno 102 (Critical Response) -- See https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions
  Packet timed out after 32000ms with no response
  [2026-11-22 15:52:32.900] WARNING[3] chan_sip.c: Hanging up call 5e11@192.0.2.4 - no reply to our critical packet (see https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions).
  `;
  it("tell of a lost dialog the one call that ended with 127, and neither of two", async () => {
    const log = dedent(stasis(1) + stasis(2).replace("00.100", "02.100") + gone).replaceAll("PJSIP/", "SIP/");
    const second = (cause: number) =>
      ended("1795362722.2", cause, false).replace("00,120", "02,120").replace("00,300", "02,300");
    const one = await verdictsOf(log, ended("1795362720.1", 127, false) + second(16));
    expect(one["1795362720.1"]).toBe("dialog-gone likely");
    const two = await verdictsOf(log, ended("1795362720.1", 127, false) + second(127));
    expect([two["1795362720.1"], two["1795362722.2"]]).toEqual(["undetermined possible", "undetermined possible"]);
  });

  it("tell of a missing ACK the one call of that age, and neither of two of that age", async () => {
    const one = await verdictsOf(
      noAck,
      ended("1795362720.1", 18, false, "01,000") + ended("1795362720.2", 18, false, "12,000"),
    );
    expect(one["1795362720.1"]).toBe("no-ack confirmed");
    expect(one["1795362720.2"]).not.toMatch(/^no-ack/);
    const two = await verdictsOf(
      noAck,
      ended("1795362720.1", 18, false, "01,000") + ended("1795362720.2", 18, false, "01,400"),
    );
    for (const verdict of Object.values(two)) expect(verdict).not.toMatch(/confirmed/);
  });
});

describe("no RTP port left", () => {
  const invite = (id: string, thread: number) => `
  [2026-11-22 15:52:00.010] VERBOSE[${thread}] res_pjsip_logger.c: <--- Received SIP request (710 bytes) from UDP:192.0.2.4:40757 --->
  INVITE sip:1000@192.0.2.1:5060 SIP/2.0
  Call-ID: ${id}
  CSeq: 66 INVITE
  `;
  const refusal = (id: string, thread: number) => `
  [2026-11-22 15:52:00.020] VERBOSE[${thread}] res_pjsip_logger.c: <--- Transmitting SIP response (312 bytes) to UDP:192.0.2.4:40757 --->
  SIP/2.0 488 Not Acceptable Here
  Call-ID: ${id}
  CSeq: 66 INVITE
  `;
  const noPort = (thread: number) => `
  [2026-11-22 15:52:00.015] ERROR[${thread}] res_rtp_asterisk.c: Oh dear... we couldn't allocate a port for RTP instance '0x7f2170028230'
  `;
  const both = invite("aa1@192.0.2.4", 37) + invite("bb2@192.0.2.4", 38);
  it("is of the refusal that comes next in the thread of the error", async () => {
    const found = await verdictsOf(both + noPort(38) + refusal("aa1@192.0.2.4", 37) + refusal("bb2@192.0.2.4", 38), "");
    expect(found).toEqual({
      "aa1@192.0.2.4": expect.not.stringMatching("rtp-ports-exhausted"),
      "bb2@192.0.2.4": "rtp-ports-exhausted confirmed",
    });
  });

  it("is of neither of two refusals where the thread is another's", async () => {
    const found = await verdictsOf(both + noPort(39) + refusal("aa1@192.0.2.4", 37) + refusal("bb2@192.0.2.4", 38), "");
    for (const verdict of Object.values(found)) expect(verdict).not.toMatch(/^rtp-ports-exhausted/);
  });
});
