import { wrongChannelId } from "../../../src/rules/causes/bot102-wrong-channel-id.js";
import { bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

/** The caller's channel is held and taken off hold, and nothing ends it. */
const upAndServed = `
  [Nov 22 15:51:50] Asterisk 20.20.1 built by root @ vm on a x86_64 running Linux on 2026-11-22 15:26:05 UTC
  [Nov 22 15:51:51] VERBOSE[1] asterisk.c: Asterisk Ready.
  [Nov 22 15:52:00] VERBOSE[95][C-00000001] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/trunk-00000000", "voicebot,1000,79160000000") in new stack
  [Nov 22 15:52:01] VERBOSE[95][C-00000001] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000000'
  [Nov 22 15:52:03] VERBOSE[95][C-00000001] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000000
`;
/** The bot asks for a playback on an id that is none of its channels. */
const refusedForAnother = `
        {"level": 30, "time": 1795362712111, "pid": 3, "hostname": "b", "name": "main", "msg": "Voice bot starting, ARI http://127.0.0.1:8088/ari"}
        {"level": 30, "time": 1795362720111, "pid": 3, "hostname": "b", "name": "call", "channelId": "1795362720.0", "msg": "StasisStart channel=1795362720.0 caller=79160000000 exten=1000"}
        {"level": 30, "time": 1795362721111, "pid": 3, "hostname": "b", "name": "ari", "channelId": "1795362720.0", "msg": "Channel 1795362720.0 put on hold"}
        {"level": 30, "time": 1795362723342, "pid": 3, "hostname": "b", "name": "ari", "channelId": "1795362720.0", "msg": "Channel 1795362720.0 taken off hold"}
        {"level": 50, "time": 1795362723344, "pid": 3, "hostname": "b", "name": "ari", "channelId": "1795362611.93", "statusCode": 404, "msg": "POST /ari/channels/1795362611.93/play/x?media=sound%3Aa failed: 404 {\\"message\\":\\"Channel not found\\"}"}`;

testRule(wrongChannelId, {
  faulty: [
    {
      name: "404 for an id that was never a channel, while its own channel is up",
      asterisk: upAndServed,
      bot: `${refusedForAnother}
        {"level": 50, "time": 1795362723345, "pid": 3, "hostname": "b", "name": "call", "channelId": "1795362611.93", "msg": "Channel 1795362611.93 not found"}
        {"level": 30, "time": 1795362725345, "pid": 3, "hostname": "b", "name": "call", "channelId": "1795362720.0", "msg": "Hanging up channel 1795362720.0"}
        {"level": 30, "time": 1795362725347, "pid": 3, "hostname": "b", "name": "call", "channelId": "1795362720.0", "msg": "Call 1795362720.0 finished, duration 5.2s"}
      `,
      confidence: "confirmed",
      says: /1795362611\.93/,
    },
    {
      name: "404 for an id that was never a channel, and the bot says of its own channel that it is gone",
      asterisk: upAndServed,
      bot: `${refusedForAnother}
        {"level": 50, "time": 1795362723345, "pid": 3, "hostname": "b", "name": "call", "channelId": "1795362720.0", "msg": "Channel 1795362720.0 no longer exists"}
        {"level": 30, "time": 1795362729345, "pid": 3, "hostname": "b", "name": "call", "channelId": "1795362720.0", "msg": "Hanging up channel 1795362720.0"}
        {"level": 30, "time": 1795362725347, "pid": 3, "hostname": "b", "name": "call", "channelId": "1795362720.0", "msg": "Call 1795362720.0 finished, duration 5.2s"}
      `,
      confidence: "confirmed",
      says: /1795362611\.93/,
    },
  ],
  healthy: [
    {
      name: "the log begins in the middle of a call: its 404 is its own, not its neighbour's mistake",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.2 caller=2 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.2 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - TTS chunk 0 ready in 0.35s for 1795362720.2
        2026-11-22 15:52:03,050 - bot - ERROR - POST /ari/channels/1795362711.1/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
        2026-11-22 15:52:03,100 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.2 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.2
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.2
      `,
      call: "1795362720.2",
      others: { "1795362711.1": "undetermined" },
      cause: "none",
    },
    {
      name: "404 for the agent's leg that the bot itself had named",
      bot: bot
        .stasisStart(0.12)
        .playbackStarted(1)
        .playbackFinished(2)
        .says(2.1, "Dialing PJSIP/1001, new channel agent-1795362720.1")
        .says(32.1, "ChannelDestroyed channel=agent-1795362720.1 cause=19 (User alerting, no answer)")
        .says(32.2, 'DELETE /ari/channels/agent-1795362720.1 failed: 404 {"message":"Channel not found"}', "ERROR")
        .hangsUp(33)
        .stasisEnd(33.001),
    },
    {
      name: "its own id: the channel was gone",
      bot: bot.stasisStart(0.12).hold(1).playRefused(3).says(3.001, "Channel 1795362720.1 not found", "ERROR"),
      cause: "undetermined",
    },
  ],
  notEnoughEvidence: [
    {
      name: "two calls were about to be played to: whose mistake it was is not in the log",
      bot: `
        2026-11-22 15:51:58,000 - bot - INFO - Voice bot starting
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.5 caller=5 exten=1000
        2026-11-22 15:52:00,220 - bot - INFO - StasisStart channel=1795362720.6 caller=6 exten=1000
        2026-11-22 15:52:03,000 - bot - INFO - Channel 1795362720.5 put on hold
        2026-11-22 15:52:03,010 - bot - INFO - Channel 1795362720.6 put on hold
        2026-11-22 15:52:03,050 - bot - ERROR - POST /ari/channels/1795362611.1/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
        2026-11-22 15:52:30,000 - bot - INFO - Heartbeat
      `,
      call: "1795362720.5",
    },
  ],
});
