import { httpSessionLimit } from "../../../src/rules/causes/ari109-http-session-limit.js";
import { testRule } from "../../support/rule-tester.js";

testRule(httpSessionLimit, {
  faulty: [
    {
      name: "the request was closed unanswered as Asterisk counted its sessions",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000001", "voicebot,1000,79160000001") in new stack
        [Nov 22 15:52:03] WARNING[7] http.c: HTTP session count exceeded 100 sessions.
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.1 caller=79160000001 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.1 put on hold
        2026-11-22 15:52:03,000 - bot - ERROR - POST /ari/channels/1795362720.1/play/x?media=sound%3Aa failed: Server disconnected
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.1
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.1
      `,
      confidence: "confirmed",
      says: /100 HTTP sessions/,
    },
  ],
  healthy: [
    {
      name: "the request met no answer, and Asterisk carried it out",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000009] pbx.c: Executing [1000@in:1] Stasis("SIP/trunk-00000009", "voicebot,1000,7") in new stack
        [Nov 22 15:52:03] WARNING[7] http.c: HTTP session count exceeded 100 sessions.
        [Nov 22 15:52:03] VERBOSE[41][C-00000009] file.c: <SIP/trunk-00000009> Playing 'a.slin' (language 'en')
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.9 caller=7 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.9 answered
        2026-11-22 15:52:03,000 - bot - ERROR - POST /ari/channels/1795362720.9/play/x?media=sound%3Aa failed: Server disconnected
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.9
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.9
      `,
    },
    {
      name: "the limit was met a minute before, by somebody else",
      asterisk: `
        [Nov 22 15:51:00] WARNING[7] http.c: HTTP session count exceeded 100 sessions.
        [Nov 22 15:52:00] VERBOSE[41][C-00000003] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000002", "voicebot,1000,1") in new stack
        [Nov 22 15:52:03] VERBOSE[41][C-00000003] file.c: <PJSIP/trunk-00000002> Playing 'a.slin' (language 'en')
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.2 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.2 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.2 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Channel 1795362720.2 taken off hold
        2026-11-22 15:52:03,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.2 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.2
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.2
      `,
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the bot alone: closed without an answer",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.3 caller=3 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.3 put on hold
        2026-11-22 15:52:03,000 - bot - ERROR - POST /ari/channels/1795362720.3/play/x?media=sound%3Aa failed: ECONNRESET
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.3
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.3
      `,
      stands: "open",
    },
  ],
});
