import { asteriskStopped } from "../../../src/rules/causes/sys102-asterisk-stopped.js";
import { testRule } from "../../support/rule-tester.js";

testRule(asteriskStopped, {
  faulty: [
    {
      name: "core stop now: flag 4, and the log says that it ends",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[13][C-00000002] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/gsm-gw-00000001", "voicebot,1000,79162539923") in new stack
        [Nov 22 15:52:01] VERBOSE[13][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/gsm-gw-00000001'
        [Nov 22 15:52:06] VERBOSE[13][C-00000002] res_musiconhold.c: Stopped music on hold on SIP/gsm-gw-00000001
        [Nov 22 15:52:07] VERBOSE[20] asterisk.c: Asterisk cleanly ending (0).
        [Nov 22 15:52:07] VERBOSE[20] asterisk.c: Executing last minute cleanups
      `,
      bot: `
        2026-11-22 15:52:00,120 - app.call - INFO - StasisStart channel=1795362720.1 caller=79162539923 exten=1000
        2026-11-22 15:52:01,000 - app.ari - INFO - Channel 1795362720.1 put on hold
        2026-11-22 15:52:06,555 - app.ari - INFO - ChannelHangupRequest channel=1795362720.1 cause=4
        2026-11-22 15:52:06,556 - app.ari - INFO - StasisEnd channel=1795362720.1
        2026-11-22 15:52:10,152 - app.ari - ERROR - POST /ari/channels/1795362720.1/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
        Traceback (most recent call last):
          File "/app/bot.py", line 10, in play
        bot.AriError: 404, message='{"message":"Channel not found"}', url='http://127.0.0.1:8088/ari/channels/1795362720.1/play/x'
      `,
      confidence: "confirmed",
    },
    {
      name: "the bot alone hears the flag",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.2 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.2 put on hold
        2026-11-22 15:52:06,555 - bot - INFO - ChannelHangupRequest channel=1795362720.2 cause=4
        2026-11-22 15:52:06,556 - bot - INFO - StasisEnd channel=1795362720.2
      `,
      confidence: "likely",
    },
    {
      name: "Asterisk alone: the music stops as it ends",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[13][C-00000003] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/gsm-gw-00000002", "voicebot,1000,79162539924") in new stack
        [Nov 22 15:52:01] VERBOSE[13][C-00000003] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/gsm-gw-00000002'
        [Nov 22 15:52:06] VERBOSE[13][C-00000003] res_musiconhold.c: Stopped music on hold on PJSIP/gsm-gw-00000002
        [Nov 22 15:52:06] VERBOSE[20] asterisk.c: Asterisk cleanly ending (0).
      `,
      confidence: "likely",
    },
  ],
  healthy: [
    {
      name: "the caller had hung up before the stop",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[13][C-00000004] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/gsm-gw-00000003", "voicebot,1000,79162539925") in new stack
        [Nov 22 15:52:01] VERBOSE[13][C-00000004] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/gsm-gw-00000003'
        [Nov 22 15:52:05] VERBOSE[13][C-00000004] res_musiconhold.c: Stopped music on hold on SIP/gsm-gw-00000003
        [Nov 22 15:52:06] VERBOSE[20] asterisk.c: Asterisk cleanly ending (0).
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.3 caller=79162539925 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.3 put on hold
        2026-11-22 15:52:05,555 - bot - INFO - ChannelHangupRequest channel=1795362720.3 cause=16
        2026-11-22 15:52:05,556 - bot - INFO - StasisEnd channel=1795362720.3
      `,
      cause: "caller-hangup",
    },
    {
      name: "Asterisk is stopped after a call that had been served",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[13][C-00000005] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/gsm-gw-00000004", "voicebot,1000,79162539926") in new stack
        [Nov 22 15:52:03] VERBOSE[13][C-00000005] file.c: <SIP/gsm-gw-00000004> Playing 'a.slin' (language 'en')
        [Nov 22 15:52:06] VERBOSE[20] asterisk.c: Asterisk cleanly ending (0).
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.4 caller=79162539926 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.4 put on hold
        2026-11-22 15:52:03,100 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.4 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:05,300 - bot - INFO - ChannelHangupRequest channel=1795362720.4 cause=16
        2026-11-22 15:52:05,301 - bot - INFO - StasisEnd channel=1795362720.4
      `,
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the music had stopped ten seconds before the stop: that was something else",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[13][C-00000006] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/gsm-gw-00000005", "voicebot,1000,79162539927") in new stack
        [Nov 22 15:52:01] VERBOSE[13][C-00000006] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/gsm-gw-00000005'
        [Nov 22 15:52:06] VERBOSE[13][C-00000006] res_musiconhold.c: Stopped music on hold on PJSIP/gsm-gw-00000005
        [Nov 22 15:52:16] VERBOSE[20] asterisk.c: Asterisk cleanly ending (0).
      `,
    },
  ],
});
