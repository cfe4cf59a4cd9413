import { stasisAppReplaced } from "../../../src/rules/causes/ari107-stasis-app-replaced.js";
import { testRule } from "../../support/rule-tester.js";

testRule(stasisAppReplaced, {
  faulty: [
    {
      name: "a second bot takes the app while the call waits; the caller gives up",
      asterisk: `
        [Nov 22 16:01:41] VERBOSE[41][C-0000000a] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/trunk-00000009", "voicebot,1000,79161110009") in new stack
        [Nov 22 16:01:42] VERBOSE[41][C-0000000a] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000009'
        [Nov 22 16:01:43] VERBOSE[77] stasis/app.c: Replacing Stasis app 'voicebot'
        [Nov 22 16:01:53] VERBOSE[41][C-0000000a] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000009
      `,
      bot: `
        [2026-11-22T16:01:41.100Z] info: StasisStart channel=1795363301.9 caller=79161110009 exten=1000
        [2026-11-22T16:01:42.000Z] info: Channel 1795363301.9 put on hold
        [2026-11-22T16:01:43.422Z] info: Voice bot starting, ARI http://127.0.0.1:8088/ari
        [2026-11-22T16:01:43.423Z] warn: ApplicationReplaced received for app voicebot, another instance took over
        [2026-11-22T16:01:43.424Z] info: Connected to ARI websocket, app=voicebot
        [2026-11-22T16:01:53.432Z] info: ChannelHangupRequest channel=1795363301.9 cause=-
        [2026-11-22T16:01:53.433Z] info: StasisEnd channel=1795363301.9
      `,
      confidence: "likely",
      says: /second bot/,
    },
  ],
  healthy: [
    {
      name: "the app was taken over after the call had been served",
      asterisk: `
        [Nov 22 16:01:41] VERBOSE[41][C-0000000b] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/trunk-0000000a", "voicebot,1000,79161110010") in new stack
        [Nov 22 16:01:42] VERBOSE[41][C-0000000b] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-0000000a'
        [Nov 22 16:01:44] VERBOSE[41][C-0000000b] res_musiconhold.c: Stopped music on hold on SIP/trunk-0000000a
        [Nov 22 16:01:44] VERBOSE[41][C-0000000b] file.c: <SIP/trunk-0000000a> Playing 'a.slin' (language 'en')
        [Nov 22 16:01:50] VERBOSE[77] stasis/app.c: Replacing Stasis app 'voicebot'
      `,
      bot: `
        2026-11-22 16:01:41,100 - bot - INFO - StasisStart channel=1795363301.10 caller=79161110010 exten=1000
        2026-11-22 16:01:42,000 - bot - INFO - Channel 1795363301.10 put on hold
        2026-11-22 16:01:44,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795363301.10 media=sound:a
        2026-11-22 16:01:46,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 16:01:47,000 - bot - INFO - Hanging up channel 1795363301.10
        2026-11-22 16:01:47,001 - bot - INFO - StasisEnd channel=1795363301.10
      `,
      cause: "none",
    },
    {
      name: "the bot went away, nobody took its place",
      asterisk: `
        [Nov 22 16:01:41] VERBOSE[41][C-0000000c] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/trunk-0000000b", "voicebot,1000,79161110011") in new stack
        [Nov 22 16:01:42] VERBOSE[41][C-0000000c] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-0000000b'
        [Nov 22 16:01:43] WARNING[76] res_http_websocket.c: Web socket closed abruptly
        [Nov 22 16:01:43] VERBOSE[76] stasis/app.c: Deactivating Stasis app 'voicebot'
        [Nov 22 16:01:53] VERBOSE[41][C-0000000c] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-0000000b
      `,
      bot: `
        2026-11-22 16:01:41,100 - bot - INFO - StasisStart channel=1795363301.11 caller=79161110011 exten=1000
        2026-11-22 16:01:42,000 - bot - INFO - Channel 1795363301.11 put on hold
      `,
      cause: "bot-disconnected",
    },
  ],
  notEnoughEvidence: [
    {
      name: "taken over, and the first bot went on with its call all the same: REST keeps working",
      asterisk: `
        [Nov 22 16:01:41] VERBOSE[41][C-0000000d] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/trunk-0000000c", "voicebot,1000,79161110012") in new stack
        [Nov 22 16:01:42] VERBOSE[41][C-0000000d] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-0000000c'
        [Nov 22 16:01:43] VERBOSE[77] stasis/app.c: Replacing Stasis app 'voicebot'
        [Nov 22 16:01:46] VERBOSE[41][C-0000000d] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-0000000c
      `,
      bot: `
        2026-11-22 16:01:41,100 - bot - INFO - Incoming call 1795363301.12 caller=79161110012
        2026-11-22 16:01:42,000 - bot - INFO - Channel 1795363301.12 put on hold
        2026-11-22 16:01:49,000 - bot - ERROR - POST /ari/channels/1795363301.12/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
    },
  ],
});
