import { expect, test } from "vitest";
import { titlesIn } from "../../../src/report/ndjson.js";
import type { Finding } from "../../../src/report/schema.js";
import { rtpTimeout } from "../../../src/rules/causes/rtp101-rtp-timeout.js";
import { analyseTexts, logText } from "../../support/analyse.js";
import { asterisk, bot, chanSip } from "../../support/call-logs.js";
import { ari } from "../../support/captured-events.js";
import { dedent, testRule } from "../../support/rule-tester.js";

testRule(rtpTimeout, {
  faulty: [
    {
      name: "captured events show flag 1 and cause 44, in a log without NOTICE",
      bot: bot.stasisStart(0.2).answered(0.3).hold(1).playRefused(12),
      events: ari.created(0).answered(0.3).hangupRequest(10, { cause: 1, soft: true }).ended(10.01, 44),
      confidence: "confirmed",
      says: /flag 1 and an end with cause 44/,
    },
    {
      name: "chan_pjsip: its NOTICE names the channel, without a C- id; the playback then meets 404",
      asterisk: `
        [2026-11-22 18:52:00] VERBOSE[4101][C-00000008] pbx.c: Executing [4950001@from-trunk:1] Stasis("PJSIP/carrier-00000007", "assistant,4950001,74951112233") in new stack
        [2026-11-22 18:52:01] VERBOSE[4101][C-00000008] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/carrier-00000007'
        [2026-11-22 18:52:31] NOTICE[4009] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/carrier-00000007' for lack of audio RTP activity in 30 seconds
        [2026-11-22 18:52:31] VERBOSE[4101][C-00000008] res_musiconhold.c: Stopped music on hold on PJSIP/carrier-00000007
      `,
      bot: `
        [2026-11-22T15:52:00.120Z] info: StasisStart channel=1795362720.9 caller=74951112233 exten=4950001
        [2026-11-22T15:52:01.010Z] info: Channel 1795362720.9 put on hold
        [2026-11-22T15:52:31.020Z] info: ChannelHangupRequest channel=1795362720.9 cause=1
        [2026-11-22T15:52:31.021Z] info: StasisEnd channel=1795362720.9
        [2026-11-22T15:52:33.400Z] error: POST /ari/channels/1795362720.9/play/p-1?media=sound%3Aanswer failed: 404 {"message":"Channel not found"}
      `,
      rtpTimeoutSeconds: 30,
      confidence: "confirmed",
      says: /30 s/,
    },
    {
      name: "chan_sip, Asterisk's log alone, and a gap of hold to playback that never came",
      asterisk: chanSip
        .inCall(0, 'pbx.c: Executing [100@bots:1] Stasis("SIP/trunk-00000001", "voicebot") in new stack')
        .musicStarts(2)
        .endsForLackOfRtp(12, 11)
        .musicStops(12),
      confidence: "likely",
      says: /11 s.*the logs do not prove which of the two it was\. No limit is known/,
    },
    {
      name: "JSON formatter and a Russian bot that sweeps the dead channel up afterwards",
      asterisk: `
        {"hostname":"","timestamp":"2026-11-22 15:52:00.101","identifiers":{"lwp":77,"callid":"[C-00000001]"},"logmsg":{"location":{"filename":"pbx.c","function":"pbx_extension_helper","line":2977},"level":"VERBOSE","message":"Executing [88@in:1] \\u001B[1;36mStasis\\u001B[0m(\\"\\u001B[1;35mPJSIP/gw-00000000\\u001B[0m\\", \\"\\u001B[1;35mrobot,88,79160000001\\u001B[0m\\") in new stack\\n"}}
        {"hostname":"","timestamp":"2026-11-22 15:52:11.300","identifiers":{"lwp":60,"callid":""},"logmsg":{"location":{"filename":"res_pjsip_sdp_rtp.c","function":"rtp_check_timeout","line":146},"level":"NOTICE","message":"Disconnecting channel 'PJSIP/gw-00000000' for lack of audio RTP activity in 10 seconds\\n"}}
      `,
      bot: `
        2026-11-22 15:52:00,140 - bot.core - INFO - 🔔 Новый звонок: Channel=1795362720.0, Caller=79160000001
        2026-11-22 15:52:01,200 - bot.ari - INFO - 🔒 Канал 1795362720.0 поставлен на hold
        2026-11-22 15:52:13,900 - bot.ari - ERROR - ❌ Ошибка ARI POST /ari/channels/1795362720.0/play/aa-1?media=sound%3Ax: 404 - {"message":"Channel not found"}
        2026-11-22 15:52:40,000 - bot.core - INFO - 🧹 Канал 1795362720.0 принудительно завершен (очистка висящих каналов)
      `,
      confidence: "likely",
    },
    {
      name: "the endpoint's ordinary limit to the second",
      asterisk: asterisk
        .of({ name: "PJSIP/acme-00000009", logCallId: "C-0000000a" })
        .stasis(0, "voicebot")
        .endsForLackOfRtp(26, 24),
      pjsip: `
        [acme]
        type=endpoint
        rtp_timeout=24
        rtp_timeout_hold=90
      `,
      confidence: "confirmed",
      says: /24 s\.$/,
    },
    {
      name: "later than the endpoint's ordinary limit: Asterisk was busy, or the configuration is another host's",
      asterisk: asterisk
        .of({ name: "PJSIP/acme-0000000a", logCallId: "C-0000000b" })
        .stasis(0, "voicebot")
        .endsForLackOfRtp(26, 25),
      pjsip: `
        [acme]
        type=endpoint
        rtp_timeout=24
        rtp_timeout_hold=90
      `,
      confidence: "likely",
      says: /According to the configuration it was the ordinary one \(24 s\), but no line shows/,
    },
  ],
  healthy: [
    {
      name: "a gap over the limit, no NOTICE, and the playback succeeds",
      asterisk: `
        [2026-11-22 15:52:00] VERBOSE[9][C-00000003] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000002", "voicebot,1000,79161110002") in new stack
        [2026-11-22 15:52:01] VERBOSE[9][C-00000003] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000002'
        [2026-11-22 15:52:19] VERBOSE[9][C-00000003] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000002
        [2026-11-22 15:52:19] VERBOSE[9][C-00000003] file.c: <PJSIP/trunk-00000002> Playing 'tts/a1.slin' (language 'en')
      `,
      bot: `
        {"event": "call_started", "level": "info", "channel_id": "1795362720.2", "caller": "79161110002", "timestamp": "2026-11-22T15:52:00.200Z"}
        {"event": "channel_hold", "level": "info", "channel_id": "1795362720.2", "timestamp": "2026-11-22T15:52:01.100Z"}
        {"event": "channel_unhold", "level": "info", "channel_id": "1795362720.2", "timestamp": "2026-11-22T15:52:19.101Z"}
        {"event": "playback_started", "level": "info", "channel_id": "1795362720.2", "playback_id": "11111111-aaaa-4bbb-8ccc-222222222222", "media": "sound:tts/a1", "timestamp": "2026-11-22T15:52:19.110Z"}
        {"event": "playback_finished", "level": "info", "channel_id": "1795362720.2", "playback_id": "11111111-aaaa-4bbb-8ccc-222222222222", "state": "done", "timestamp": "2026-11-22T15:52:22.300Z"}
        {"event": "channel_hangup", "level": "info", "channel_id": "1795362720.2", "timestamp": "2026-11-22T15:52:23.000Z"}
        {"event": "stasis_end", "level": "info", "channel_id": "1795362720.2", "timestamp": "2026-11-22T15:52:23.004Z"}
      `,
      rtpTimeoutSeconds: 10,
      cause: "none",
    },
    {
      name: "a gap over the limit, no NOTICE, and the caller had hung up",
      asterisk: `
        [2026-11-22 15:52:00] NOTICE[3] chan_sip.c: Peer 'trunk' is now Reachable. (4ms / 2000ms)
        [2026-11-22 15:52:00] VERBOSE[9][C-00000004] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000003", "voicebot,1000,79161110003") in new stack
        [2026-11-22 15:52:01] VERBOSE[9][C-00000004] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000003'
        [2026-11-22 15:52:14] VERBOSE[9][C-00000004] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000003
      `,
      bot: `
        2026-11-22 15:52:00.200 | INFO     | app.call:start:10 - StasisStart channel=1795362720.3 caller=79161110003 exten=1000
        2026-11-22 15:52:01.100 | INFO     | app.ari:hold:20 - Channel 1795362720.3 put on hold
        2026-11-22 15:52:14.300 | INFO     | app.ari:event:30 - ChannelHangupRequest channel=1795362720.3 cause=16
        2026-11-22 15:52:14.301 | INFO     | app.ari:event:31 - StasisEnd channel=1795362720.3
        2026-11-22 15:52:19.000 | ERROR    | app.ari:play:40 - POST /ari/channels/1795362720.3/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      rtpTimeoutSeconds: 10,
      cause: "caller-hangup",
    },
    {
      name: "the NOTICE of another channel in the very second of this call's end",
      asterisk: `
        [2026-11-22 15:52:00] VERBOSE[9][C-00000005] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000004", "voicebot,1000,79161110004") in new stack
        [2026-11-22 15:52:01] VERBOSE[9][C-00000005] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000004'
        [2026-11-22 15:52:03] VERBOSE[8][C-00000006] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000005", "voicebot,1000,79161110005") in new stack
        [2026-11-22 15:52:04] VERBOSE[8][C-00000006] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000005'
        [2026-11-22 15:52:14] NOTICE[2] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/trunk-00000005' for lack of audio RTP activity in 10 seconds
        [2026-11-22 15:52:14] VERBOSE[8][C-00000006] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000005
        [2026-11-22 15:52:14] VERBOSE[9][C-00000005] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000004
      `,
      bot: `
        2026-11-22 15:52:00,200 - bot - INFO - StasisStart channel=1795362720.4 caller=79161110004 exten=1000
        2026-11-22 15:52:01,100 - bot - INFO - Channel 1795362720.4 put on hold
        2026-11-22 15:52:03,200 - bot - INFO - StasisStart channel=1795362723.5 caller=79161110005 exten=1000
        2026-11-22 15:52:04,100 - bot - INFO - Channel 1795362723.5 put on hold
        2026-11-22 15:52:14,100 - bot - INFO - ChannelHangupRequest channel=1795362723.5 cause=1
        2026-11-22 15:52:14,101 - bot - INFO - StasisEnd channel=1795362723.5
        2026-11-22 15:52:14,300 - bot - INFO - ChannelHangupRequest channel=1795362720.4 cause=16
        2026-11-22 15:52:14,301 - bot - INFO - StasisEnd channel=1795362720.4
        2026-11-22 15:52:16,000 - bot - ERROR - POST /ari/channels/1795362720.4/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      call: "1795362720.4",
      others: { "1795362723.5": "rtp-timeout" },
      cause: "caller-hangup",
    },
    {
      name: "a name that was used again after a restart: the NOTICE is of the second process",
      asterisk: `
        [2026-11-22 15:52:00] VERBOSE[9][C-00000001] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000000", "voicebot,1000,79161110006") in new stack
        [2026-11-22 15:52:01] VERBOSE[9][C-00000001] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000000'
        [2026-11-22 15:52:09] VERBOSE[9][C-00000001] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000000
        [2026-11-22 15:52:20] VERBOSE[1] asterisk.c: Asterisk cleanly ending (0).
        [2026-11-22 15:52:30] Asterisk 20.20.1 built by root @ vm on a x86_64 running Linux on 2026-11-22 15:26:05 UTC
        [2026-11-22 15:52:31] VERBOSE[1] asterisk.c: Asterisk Ready.
        [2026-11-22 15:52:40] VERBOSE[8][C-00000001] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000000", "voicebot,1000,79161110007") in new stack
        [2026-11-22 15:52:52] NOTICE[2] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/trunk-00000000' for lack of audio RTP activity in 10 seconds
      `,
      bot: `
        2026-11-22 15:52:00,200 - bot - INFO - StasisStart channel=1795362720.0 caller=79161110006 exten=1000
        2026-11-22 15:52:01,100 - bot - INFO - Channel 1795362720.0 put on hold
        2026-11-22 15:52:09,300 - bot - INFO - ChannelHangupRequest channel=1795362720.0 cause=16
        2026-11-22 15:52:09,301 - bot - INFO - StasisEnd channel=1795362720.0
        2026-11-22 15:52:40,200 - bot - INFO - StasisStart channel=1795362760.0 caller=79161110007 exten=1000
        2026-11-22 15:52:41,100 - bot - INFO - Channel 1795362760.0 put on hold
        2026-11-22 15:52:52,010 - bot - INFO - ChannelHangupRequest channel=1795362760.0 cause=1
        2026-11-22 15:52:52,011 - bot - INFO - StasisEnd channel=1795362760.0
        2026-11-22 15:52:55,000 - bot - ERROR - POST /ari/channels/1795362760.0/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      call: "1795362720.0",
      others: { "1795362760.0": "rtp-timeout" },
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "a bot alone, a gap of twice the limit, 404: nothing shows why",
      bot: bot.says(0.2, "Incoming call 1795362720.1").hold(1.1).playRefused(21.9),
      rtpTimeoutSeconds: 10,
      stands: "open",
    },
    {
      name: "the channel was younger than the limit",
      bot: bot.says(0.2, "Incoming call 1795362720.1").hold(1.1).playRefused(5.1),
      rtpTimeoutSeconds: 60,
      stands: /at most 5 s old, and the limit is 60 s/,
    },
    {
      name: "Asterisk's log has NOTICE lines and none for this channel",
      asterisk: chanSip
        .logs(0, "NOTICE[3] chan_sip.c: Peer 'trunk' is now Reachable. (4ms / 2000ms)")
        .stasis(0)
        .musicStarts(1)
        .musicStops(20),
      rtpTimeoutSeconds: 10,
      stands: /none that disconnects this channel/,
    },
    {
      name: "a NOTICE might have been among the lines that a lossy log discarded",
      asterisk: chanSip
        .logs(0, "NOTICE[3] chan_sip.c: Peer 'trunk' is now Reachable. (4ms / 2000ms)")
        .stasis(0)
        .musicStarts(1)
        .logs(15, "WARNING[1] logger: Log queue threshold (1000) exceeded.  Discarding new messages.")
        .logs(18, "WARNING[1] logger: Logging resumed.  17 messages discarded.")
        .musicStops(20),
      rtpTimeoutSeconds: 10,
      stands: "open",
    },
    {
      name: "cause 1 of a bot's event, without Asterisk's log",
      bot: bot.says(0.2, "Incoming call 1795362720.1").hold(1.1).hangupRequest(40.1, 1).stasisEnd(40.101),
      stands: "open",
    },
  ],
});

/** A call of 30 s that the RTP timeout ends, with lines that show why RTP stopped. */
const stoppedBecause = (lines: string): string => `
  [2026-11-22 15:52:00.100] VERBOSE[41][C-00000061] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000060", "voicebot,1000,1") in new stack
  ${lines.trim()}
  [2026-11-22 15:52:30.100] NOTICE[12] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/trunk-00000060' for lack of audio RTP activity in 30 seconds
`;
const firstPacket = `
  [2026-11-22 15:52:00.200] VERBOSE[41][C-00000061] res_rtp_asterisk.c: 0x7f1 -- Strict RTP switching to RTP target address 192.0.2.9:4000 as source`;
const otherCallLocks = `
  [2026-11-22 15:51:00.200] VERBOSE[43][C-00000059] pbx.c: Executing [1@a:1] Echo("PJSIP/other-00000001", "") in new stack
  [2026-11-22 15:51:06.200] VERBOSE[43][C-00000059] res_rtp_asterisk.c: 0x7f2 -- Strict RTP learning complete - Locking on source address 192.0.2.8:4000`;
/** The trace names the call by its Call-ID, which ARI's StasisStart ties to the channel. */
const traced = (messages: string): string => `
  [2026-11-22 15:52:00.110] VERBOSE[9] ari/ari_websockets.c: <--- Sending ARI event to 127.0.0.1:57106 --->
  {"type": "StasisStart", "channel": {"id": "1795362720.96", "name": "PJSIP/trunk-00000060", "protocol_id": "sdp-60@192.0.2.9"}}
  ${messages.trim()}`;
const sent200 = (at: string, sdp: string): string => `
  [2026-11-22 15:52:${at}] VERBOSE[37] res_pjsip_logger.c: <--- Transmitting SIP response (900 bytes) to UDP:203.0.113.9:5060 --->
  SIP/2.0 200 OK
  Call-ID: sdp-60@192.0.2.9
  CSeq: 7 INVITE
  ${sdp}`;
const ack = `
  [2026-11-22 15:52:00.400] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (300 bytes) from UDP:203.0.113.9:5060 --->
  ACK sip:1000@192.0.2.1 SIP/2.0
  Call-ID: sdp-60@192.0.2.9
  CSeq: 7 ACK`;
const reinvite = `
  [2026-11-22 15:52:02.000] VERBOSE[37] res_pjsip_logger.c: <--- Transmitting SIP request (900 bytes) to UDP:203.0.113.9:5060 --->
  INVITE sip:1@203.0.113.9 SIP/2.0
  Call-ID: sdp-60@192.0.2.9
  CSeq: 8 INVITE
  a=sendonly`;

test.each([
  [
    "no packet ever, in a log that tells of first packets",
    otherCallLocks,
    /Not one packet of RTP/,
    /Let the RTP through/,
  ],
  [
    "NAT: RTP from elsewhere than the SDP says",
    `${firstPacket}
  [2026-11-22 15:52:05.300] VERBOSE[41][C-00000061] res_rtp_asterisk.c: 0x7f1 -- Strict RTP learning complete - Locking on source address 198.51.100.7:61000`,
    /came from 198\.51\.100\.7:61000, not from 192\.0\.2\.9:4000/,
    /the address that the far end's packets come from/,
  ],
  [
    "a private address in our SDP",
    traced(sent200("00.300", "c=IN IP4 10.0.0.5") + ack),
    /private address 10\.0\.0\.5/,
    /Tell Asterisk the address/,
  ],
  [
    "no ACK",
    traced(sent200("00.300", "c=IN IP4 198.51.100.1") + sent200("00.800", "c=IN IP4 198.51.100.1")),
    /The far end had not acknowledged/,
    /Tell Asterisk the address/,
  ],
  [
    "moh_passthrough",
    traced(reinvite),
    /on hold with a re-INVITE \(sendonly\)/,
    /Play the music of a hold from Asterisk/,
  ],
  [
    "ICE",
    "[2026-11-22 15:52:01.000] WARNING[41][C-00000061] res_rtp_asterisk.c: (0x7f1) ICE no RTP candidates; skipping checklist",
    /ICE had found no path/,
    /Give ICE a path/,
  ],
  [
    "comfort noise",
    "[2026-11-22 15:52:01.000] NOTICE[41][C-00000061] res_rtp_asterisk.c: Comfort noise support incomplete in Asterisk (RFC 3389). Please turn off on client if possible. Client address: 192.0.2.9",
    /suppresses silence/,
    /Turn silence suppression off/,
  ],
])("says why RTP stopped, and mends that first: %s", async (_name, lines, says, advice) => {
  const { calls, runReport } = await analyseTexts([logText("full.log", dedent(stoppedBecause(lines)))]);
  const call = calls.find(({ channelName }) => channelName === "PJSIP/trunk-00000060");
  expect(call?.diagnosis.cause).toBe("rtp-timeout");
  expect(call?.diagnosis.summary).toMatch(says);
  const finding = call?.findings.find(({ code }) => code === "RTP101") as Finding;
  expect(titlesIn(runReport)(finding)[0]).toMatch(advice);
});

test("without a reason in the logs a longer limit comes second, after the question why", async () => {
  const { calls, runReport } = await analyseTexts([logText("full.log", dedent(stoppedBecause(firstPacket)))]);
  const finding = calls[0]?.findings.find(({ code }) => code === "RTP101") as Finding;
  expect(titlesIn(runReport)(finding).slice(0, 2)).toEqual([
    "Find out why the caller's RTP stopped",
    "Give callers that pause their RTP more time",
  ]);
});
