import { sessionRefreshUnanswered } from "../../../src/rules/causes/sip105-session-refresh-unanswered.js";
import { bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(sessionRefreshUnanswered, {
  faulty: [
    {
      name: "chan_sip: a critical request of ours met no answer",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[35][C-00000002] pbx.c: Executing [1010@from-trunk:1] Stasis("SIP/gsm-gw-00000001", "voicebot") in new stack
        [Nov 22 15:52:02] VERBOSE[35][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/gsm-gw-00000001'
        [Nov 22 15:53:17] WARNING[14] chan_sip.c: Retransmission timeout reached on transmission 93011045eb72@127.0.0.12 for seqno 102 (Critical Request) -- See https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions
        Packet timed out after 32001ms with no response
        [Nov 22 15:53:17] WARNING[14] chan_sip.c: Hanging up call 93011045eb72@127.0.0.12 - no reply to our critical packet (see https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions).
        [Nov 22 15:53:17] VERBOSE[35][C-00000002] res_musiconhold.c: Stopped music on hold on SIP/gsm-gw-00000001
      `,
      confidence: "confirmed",
    },
    {
      name: "chan_pjsip, Session-Expires 90: cause 18 at 77 s",
      bot: `
        {"event": "call_started", "level": "info", "channel_id": "1795362720.1", "caller": "79161110002", "timestamp": "2026-11-22T15:52:00.300Z"}
        {"event": "channel_answered", "level": "info", "channel_id": "1795362720.1", "timestamp": "2026-11-22T15:52:00.310Z"}
        {"event": "channel_hold", "level": "info", "channel_id": "1795362720.1", "timestamp": "2026-11-22T15:53:10.700Z"}
        {"event": "channel_hangup_request", "level": "info", "channel_id": "1795362720.1", "cause": 18, "timestamp": "2026-11-22T15:53:17.311Z"}
        {"event": "stasis_end", "level": "info", "channel_id": "1795362720.1", "timestamp": "2026-11-22T15:53:17.312Z"}
      `,
      confidence: "likely",
      says: /77\.0 s/,
    },
  ],
  healthy: [
    {
      name: "the unanswered packet was a response: no ACK",
      asterisk: chanSip
        .stasis(0, "voicebot")
        .musicStarts(2)
        .logs(
          32,
          "WARNING[14] chan_sip.c: Retransmission timeout reached on transmission 83011045eb72@127.0.0.12 for seqno 102 (Critical Response) -- See https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions",
        )
        .musicStops(32),
      cause: "no-ack",
    },
    {
      name: "a critical request of another dialog died while this call was served",
      asterisk: chanSip
        .stasis(0)
        .musicStarts(2)
        .logs(
          4,
          "WARNING[14] chan_sip.c: Retransmission timeout reached on transmission 73011045eb72@127.0.0.12 for seqno 102 (Critical Request) -- See https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions",
        )
        .logs(
          4,
          "WARNING[14] chan_sip.c: Hanging up call 73011045eb72@127.0.0.12 - no reply to our critical packet (see https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions).",
        )
        .musicStops(4)
        .plays(4, "a.slin"),
      bot: bot
        .stasisStart(0.12)
        .hold(2)
        .playbackStarted(4)
        .playbackFinished(6)
        .says(7, "ChannelHangupRequest channel=1795362720.1 cause=-")
        .stasisEnd(7.001),
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "77 s after the answer, and the bot's log does not give the cause",
      bot: bot.says(0.12, "Incoming call 1795362720.1").answered(0.14).hold(60).playRefused(77.2),
    },
  ],
});
