import { describe, expect, it } from "vitest";
import { asteriskPatterns } from "../../src/events/asterisk/index.js";
import { isOfNoCall } from "../../src/events/asterisk/sip-trace.js";
import type { CallEvent } from "../../src/events/event.js";
import { asteriskSays, readLog } from "../support/read-log.js";

/** The members of an event that its message states. */
function stated(event: CallEvent | null): Partial<CallEvent> | null {
  if (!event) return null;
  const { side, sourceIndex, line, byteOffset, wallMs, precisionMs, text, message, logCallId, thread, ...rest } = event;
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
}

describe("patterns of Asterisk's messages", () => {
  it.each(asteriskPatterns.map((pattern) => ({ pattern, sample: pattern.sample })))(
    "read $sample",
    ({ pattern, sample }) => {
      expect(sample).toContain(pattern.literal);
      expect(sample).toMatch(pattern.expression);
      for (const file of pattern.files) {
        const before = asteriskPatterns
          .slice(0, asteriskPatterns.indexOf(pattern))
          .filter(({ files }) => files.includes(file));
        const swallowed = before.filter(
          ({ literal, expression }) => sample.includes(literal) && expression.test(sample),
        );
        expect(
          swallowed.map((other) => other.sample),
          `read before in ${file}`,
        ).toEqual([]);
      }
    },
  );

  it("are found on a console too, where no line names its file", async () => {
    for (const { sample, files } of asteriskPatterns) {
      const [event] = await readLog(`[Nov 22 17:14:20]     -- ${sample}`);
      const expected = await asteriskSays(files[0] as string, sample);
      if (expected) expect(stated(event ?? null), sample).toEqual(stated(expected));
    }
  });
});

const NAME = "PJSIP/trunk-00000013";

describe("messages", () => {
  it.each<[file: string, message: string, event: object | null]>([
    [
      "chan_sip.c",
      "Disconnecting call 'SIP/gsm-gw-0000001a' for lack of RTP activity in 9 seconds",
      {
        type: "rtp-timeout",
        driver: "chan_sip",
        media: "audio",
        silenceSeconds: 9,
        channelName: "SIP/gsm-gw-0000001a",
      },
    ],
    [
      "res_pjsip_sdp_rtp.c",
      `Disconnecting channel '${NAME}' for lack of audio RTP activity in 10 seconds`,
      { type: "rtp-timeout", driver: "chan_pjsip", media: "audio", silenceSeconds: 10, channelName: NAME },
    ],
    [
      "res_pjsip_sdp_rtp.c",
      `Disconnecting channel '${NAME}' for lack of video RTP activity in 30 seconds`,
      { type: "rtp-timeout", driver: "chan_pjsip", media: "video", silenceSeconds: 30, channelName: NAME },
    ],
    [
      "pbx.c",
      `Executing [s@macro-dial:7] NoOp("Local/200@from-internal-0000000a;2", "a \\"quoted\\" text, (1)") in new stack`,
      {
        type: "dialplan",
        app: "NoOp",
        args: 'a \\"quoted\\" text, (1)',
        exten: "s",
        context: "macro-dial",
        priority: 7,
        channelName: "Local/200@from-internal-0000000a;2",
      },
    ],
    [
      "pbx.c",
      `Executing [h@from-trunk:1] Hangup("${NAME}", "") in new stack`,
      { type: "dialplan", app: "Hangup", args: "", exten: "h", context: "from-trunk", priority: 1, channelName: NAME },
    ],
    [
      "pbx.c",
      `Spawn extension (from-trunk, 1000, 3) exited non-zero on '${NAME}'`,
      { type: "spawn-exited", context: "from-trunk", exten: "1000", priority: 3, channelName: NAME },
    ],
    [
      "bridge_channel.c",
      `Channel ${NAME} joined 'simple_bridge' stasis-bridge <b-1>`,
      { type: "bridge-joined", bridgeId: "b-1", bridgeKind: "stasis", channelName: NAME },
    ],
    [
      "bridge_channel.c",
      `Channel ${NAME} left 'native_rtp' basic-bridge <b-1>`,
      { type: "bridge-left", bridgeId: "b-1", bridgeKind: "basic", channelName: NAME },
    ],
    [
      "app_dial.c",
      "PJSIP/1001-00000016 answered PJSIP/trunk-00000015",
      {
        type: "dial",
        state: "answered",
        peer: "PJSIP/1001-00000016",
        caller: "PJSIP/trunk-00000015",
        channelName: "PJSIP/1001-00000016",
      },
    ],
    [
      "res_stasis_playback.c",
      "pbx1-1795363162.28: Playback failed for sound:bot/a b",
      { type: "playback-failed", media: "sound:bot/a b", channelId: "pbx1-1795363162.28" },
    ],
    [
      "app_stasis.c",
      "SIP/trunk-00000005: Stasis app 'salesbot' doesn't exist",
      { type: "stasis-app-missing", app: "salesbot", wording: "does-not-exist", channelName: "SIP/trunk-00000005" },
    ],
    [
      "res_stasis.c",
      "Stasis app 'voicebot' not registered",
      { type: "stasis-app-missing", app: "voicebot", wording: "not-registered" },
    ],
    ["stasis/app.c", "Activating Stasis app 'voicebot'", { type: "stasis-app-activated", app: "voicebot" }],
    ["stasis/app.c", "Deactivating Stasis app 'voicebot'", { type: "stasis-app-deactivated", app: "voicebot" }],
    ["asterisk.c", "Asterisk uncleanly ending (0).", { type: "asterisk-ended", cleanly: false }],
    ["asterisk.c", "Remote UNIX connection", { type: "cli-connected" }],
    ["logger", "Logging resumed.  1 message discarded.", { type: "log-resumed", discardedCount: 1 }],
    ["channel.c", `Soft-Hanging (0x20) up channel '${NAME}'`, { type: "soft-hangup", flag: 32, channelName: NAME }],
    [
      "manager.c",
      `Manager 'a b' from 10.0.0.1, hanging up channel: ${NAME}`,
      { type: "ami-hangup", manager: "a b", channelName: NAME },
    ],
    [
      "chan_sip.c",
      "Retransmission timeout reached on transmission 0a@b for seqno 1 (Critical Request) -- See",
      { type: "sip-retransmission-timeout", packet: "request", sipCallId: "0a@b" },
    ],
    // words of another source file, or of nobody
    ["app_verbose.c", `Disconnecting channel '${NAME}' for lack of audio RTP activity in 10 seconds`, null],
    ["pbx.c", "Registered application 'Answer'", null],
  ])("%s: %s", async (file, message, event) => {
    expect(stated(await asteriskSays(file, message))).toEqual(event);
  });
});

const BYE = [
  "BYE sip:1000@127.0.0.1:5060 SIP/2.0",
  "Via: SIP/2.0/UDP 127.0.0.11:46208;branch=z9hG4bK1",
  "CSeq: 2 BYE",
  "Call-ID: 0f3e@127.0.0.11",
  'Reason: Q.850;cause=102;text="RTP timeout"',
  "Content-Length: 0",
];
const HOLD = [
  "INVITE sip:1000@127.0.0.1 SIP/2.0",
  "i: 0f3e@127.0.0.11",
  "CSeq: 3 INVITE",
  "",
  "v=0",
  "m=audio 4000 RTP/AVP 8",
  "a=sendonly",
];
const RINGING = ["SIP/2.0 180 Ringing", "Call-ID: 0f3e@127.0.0.11", "CSeq: 1 INVITE"];
const bye = {
  type: "sip-message",
  method: "BYE",
  cseqMethod: "BYE",
  reason: 'Q.850;cause=102;text="RTP timeout"',
  sipCallId: "0f3e@127.0.0.11",
};
const hold = {
  type: "sip-message",
  method: "INVITE",
  cseqMethod: "INVITE",
  dialledUser: "1000",
  sdpDirection: "sendonly",
  audioCodec: "alaw",
  sdpPort: 4000,
  sipCallId: "0f3e@127.0.0.11",
};
const ANSWER = [
  "SIP/2.0 200 OK",
  "Call-ID: 0f3e@127.0.0.11",
  "CSeq: 1 INVITE",
  "",
  "v=0",
  "m=audio 10518 RTP/AVP 107 0 101",
  "a=rtpmap:0 PCMU/8000",
  "a=rtpmap:107 opus/48000/2",
  "m=video 10520 RTP/AVP 99",
];
const answer = {
  type: "sip-message",
  status: 200,
  cseqMethod: "INVITE",
  audioCodec: "opus",
  sdpPort: 10518,
  sipCallId: "0f3e@127.0.0.11",
};
const ringing = { type: "sip-message", status: 180, cseqMethod: "INVITE", sipCallId: "0f3e@127.0.0.11" };
const lines = (...all: string[]) => `\n${all.join("\n")}`;

const OPTIONS = [
  "OPTIONS sip:1000@127.0.0.1 SIP/2.0",
  "Via: SIP/2.0/UDP 127.0.0.1",
  "To: <sip:1000@127.0.0.1>",
  "CSeq: 7 OPTIONS",
];

describe("of no call are", () => {
  it.each<[what: string, lines: string[], isOfNoCall: boolean]>([
    ["registrations", ["REGISTER sip:127.0.0.1 SIP/2.0"], true],
    ["their answers", ["SIP/2.0 401 Unauthorized", "Via: SIP/2.0/UDP 127.0.0.1", "CSeq: 7 REGISTER"], true],
    ["qualifies, which are in no dialog", OPTIONS, true],
    ["behind a frame of chan_sip's too", ["<--- SIP read from UDP:127.0.0.1:5060 --->", ...OPTIONS], true],
    ["not such in a dialog", [...OPTIONS.slice(0, 2), "t: <sip:1000@127.0.0.1> ; tag=as1", "CSeq: 7 OPTIONS"], false],
    ["not where the tag is on a line of its own", [...OPTIONS.slice(0, 3), "\t;tag=as1", "CSeq: 7 OPTIONS"], false],
    ["not where the To header may go on", OPTIONS.slice(0, 3), false],
    ["not answers whose request is not there yet", ["SIP/2.0 200 OK", "Via: SIP/2.0/UDP 127.0.0.1"], false],
    ["not answers to what may be of a call", ["SIP/2.0 200 OK", "CSeq: 7 OPTIONS"], false],
    ["not by what stands in a body", ["SIP/2.0 200 OK", "", "CSeq: 7 REGISTER"], false],
    ["not calls", BYE, false],
    ["not lines without a start line", ["CSeq: 7 REGISTER", "To: <sip:x>"], false],
  ])("%s", (_what, message, expected) => expect(isOfNoCall((at) => message[at])).toBe(expected));
});

describe("SIP traces", () => {
  it.each<[what: string, file: string, message: string, rest: string, event: object | null]>([
    [
      "a BYE with its Reason",
      "res_pjsip_logger.c",
      "<--- Received SIP request (461 bytes) from UDP:127.0.0.11:46208 --->",
      lines(...BYE),
      { ...bye, direction: "received", peer: "UDP:127.0.0.11:46208" },
    ],
    [
      "a re-INVITE that holds",
      "res_pjsip_logger.c",
      "<--- Received SIP request (900 bytes) from UDP:127.0.0.11:46208 --->",
      lines(...HOLD),
      { ...hold, direction: "received", peer: "UDP:127.0.0.11:46208" },
    ],
    [
      "a response",
      "res_pjsip_logger.c",
      "<--- Transmitting SIP response (300 bytes) to UDP:127.0.0.11:46208 --->",
      lines(...RINGING),
      { ...ringing, direction: "sent", peer: "UDP:127.0.0.11:46208" },
    ],
    [
      "an answer: the first codec of its audio line",
      "res_pjsip_logger.c",
      "<--- Transmitting SIP response (780 bytes) to UDP:127.0.0.11:46208 --->",
      lines(...ANSWER),
      { ...answer, direction: "sent", peer: "UDP:127.0.0.11:46208" },
    ],
    [
      "a BYE with its Reason",
      "chan_sip.c",
      "",
      lines("<--- SIP read from UDP:127.0.0.11:46208 --->", ...BYE, "<------------->"),
      { ...bye, direction: "received", peer: "UDP:127.0.0.11:46208" },
    ],
    [
      "a re-INVITE that holds",
      "chan_sip.c",
      "",
      lines("<--- SIP read from UDP:127.0.0.11:46208 --->", ...HOLD, "<------------->"),
      { ...hold, direction: "received", peer: "UDP:127.0.0.11:46208" },
    ],
    [
      "our response",
      "chan_sip.c",
      "",
      lines("<--- Transmitting (NAT) to 127.0.0.11:46208 --->", ...RINGING, "<------------>"),
      { ...ringing, direction: "sent", peer: "127.0.0.11:46208" },
    ],
    [
      "our request",
      "chan_sip.c",
      "Reliably Transmitting (no NAT) to 127.0.0.11:46208:",
      lines(...BYE, "---"),
      { ...bye, direction: "sent", peer: "127.0.0.11:46208" },
    ],
    [
      "our request, again",
      "chan_sip.c",
      "Retransmitting #3 (no NAT) to 127.0.0.11:46208:",
      lines(...BYE, "---"),
      { ...bye, direction: "sent", peer: "127.0.0.11:46208" },
    ],
    [
      "a keep-alive of no content",
      "chan_sip.c",
      "",
      lines("<--- SIP read from UDP:127.0.0.11:46208 --->", "", "<------------->"),
      null,
    ],
    ["an empty message", "chan_sip.c", "", "", null],
  ])("%s in %s", async (_what, file, message, rest, event) => {
    expect(stated(await asteriskSays(file, message, rest))).toEqual(event);
  });

  it("join every Reason of a message", async () => {
    const two = BYE.toSpliced(4, 0, "reason: SIP;cause=200");
    const event = await asteriskSays(
      "res_pjsip_logger.c",
      "<--- Received SIP request (1 bytes) from UDP:a:1 --->",
      lines(...two),
    );
    expect(event).toMatchObject({ reason: 'SIP;cause=200, Q.850;cause=102;text="RTP timeout"' });
  });

  it("show their first line beside the frame, for people", async () => {
    expect((await asteriskSays("chan_sip.c", "", lines("<--- SIP read from UDP:a:1 --->", ...BYE)))?.message).toContain(
      "BYE sip:1000",
    );
  });
});

describe("ARI debug", () => {
  const request = "<--- ARI request received from: 127.0.0.1:57114 --->";
  it.each<[what: string, file: string, message: string, rest: string, event: object | null]>([
    [
      "a request",
      "res_ari.c",
      request,
      lines("POST channels/1795362758.0/play/p-1?media=sound%3Aa", "host: x"),
      {
        type: "ari-request",
        method: "POST",
        path: "channels/1795362758.0/play/p-1?media=sound%3Aa",
        client: "127.0.0.1:57114",
        channelId: "1795362758.0",
      },
    ],
    [
      "a request for an encoded id",
      "res_ari.c",
      request,
      lines("DELETE channels/a%3B2"),
      { type: "ari-request", method: "DELETE", path: "channels/a%3B2", client: "127.0.0.1:57114", channelId: "a;2" },
    ],
    [
      "a request that makes a channel",
      "res_ari.c",
      request,
      lines("POST channels/externalMedia?app=a"),
      { type: "ari-request", method: "POST", path: "channels/externalMedia?app=a", client: "127.0.0.1:57114" },
    ],
    [
      "a request for no channel",
      "res_ari.c",
      request,
      lines("GET bridges"),
      { type: "ari-request", method: "GET", path: "bridges", client: "127.0.0.1:57114" },
    ],
    [
      "a response",
      "res_ari.c",
      "<--- Sending ARI response to 127.0.0.1:57114 --->",
      lines("404 Not Found", "{}"),
      { type: "ari-response", status: 404, client: "127.0.0.1:57114" },
    ],
    [
      "an event",
      "ari/ari_websockets.c",
      "<--- Sending ARI event to 127.0.0.1:57106 --->",
      lines(
        JSON.stringify(
          {
            type: "ChannelHangupRequest",
            cause: 32,
            soft: true,
            channel: {
              id: "1795362758.0",
              name: NAME,
              state: "Ring",
              protocol_id: "0f3e@b",
              caller: { number: "79160000001" },
              dialplan: { exten: "1000" },
            },
          },
          null,
          2,
        ),
      ),
      {
        type: "ari-event",
        event: "ChannelHangupRequest",
        state: "Ring",
        cause: 32,
        soft: true,
        caller: "79160000001",
        exten: "1000",
        channelId: "1795362758.0",
        channelName: NAME,
        sipCallId: "0f3e@b",
      },
    ],
    [
      "an event of a playback",
      "ari/resource_events.c",
      "<--- Sending ARI event to a --->",
      lines('{"type":"PlaybackFinished","playback":{"target_uri":"channel:1795362758.0"}}'),
      { type: "ari-event", event: "PlaybackFinished", soft: false, channelId: "1795362758.0" },
    ],
    ["an event that was cut", "ari/ari_websockets.c", "<--- Sending ARI event to a --->", lines('{"type":"Stas'), null],
    ["an event that is no object", "ari/ari_websockets.c", "<--- Sending ARI event to a --->", lines("null"), null],
    ["a frame without content", "res_ari.c", request, "", null],
  ])("%s", async (_what, file, message, rest, event) => {
    expect(stated(await asteriskSays(file, message, rest))).toEqual(event);
  });
});
