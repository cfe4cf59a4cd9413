import { stasisAppMissing } from "../../../src/rules/causes/ari102-stasis-app-missing.js";
import { testRule } from "../../support/rule-tester.js";

testRule(stasisAppMissing, {
  faulty: [
    {
      name: "20.15 and later: the app does not exist",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[10][C-00000006] pbx.c: Executing [1600@from-trunk:1] Stasis("SIP/trunk-00000005", "salesbot") in new stack
        [Nov 22 15:52:00] ERROR[10][C-00000006] app_stasis.c: SIP/trunk-00000005: Stasis app 'salesbot' doesn't exist
        [Nov 22 15:52:00] VERBOSE[10][C-00000006] pbx.c: Executing [1600@from-trunk:2] Hangup("SIP/trunk-00000005", "") in new stack
        [Nov 22 15:52:00] VERBOSE[10][C-00000006] pbx.c: Spawn extension (from-trunk, 1600, 2) exited non-zero on 'SIP/trunk-00000005'
      `,
      confidence: "confirmed",
      says: /salesbot/,
    },
    {
      name: "registered, but its bot is away",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[10][C-00000007] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000006", "voicebot,1000,7916") in new stack
        [Nov 22 15:52:00] WARNING[10][C-00000007] res_stasis.c: Stasis app 'voicebot' not active
        [Nov 22 15:52:00] VERBOSE[10][C-00000007] pbx.c: Auto fallthrough, channel 'PJSIP/trunk-00000006' status is 'UNKNOWN'
      `,
      confidence: "confirmed",
      says: /not connected/,
    },
    {
      name: "older versions: not registered",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[10][C-00000008] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000007", "voicebot") in new stack
        [Nov 22 15:52:00] ERROR[10][C-00000008] res_stasis.c: Stasis app 'voicebot' not registered
        [Nov 22 15:52:00] VERBOSE[10][C-00000008] pbx.c: Executing [1000@from-trunk:2] Playback("PJSIP/trunk-00000007", "sorry") in new stack
        [Nov 22 15:52:03] VERBOSE[10][C-00000008] pbx.c: Auto fallthrough, channel 'PJSIP/trunk-00000007' status is 'UNKNOWN'
      `,
      confidence: "confirmed",
    },
  ],
  healthy: [
    {
      name: "another call of the same second found no app",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[10][C-00000009] pbx.c: Executing [1600@from-trunk:1] Stasis("SIP/trunk-00000008", "salesbot") in new stack
        [Nov 22 15:52:00] ERROR[10][C-00000009] app_stasis.c: SIP/trunk-00000008: Stasis app 'salesbot' doesn't exist
        [Nov 22 15:52:00] VERBOSE[11][C-0000000a] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000009", "voicebot,1000,79161110009") in new stack
        [Nov 22 15:52:02] VERBOSE[11][C-0000000a] file.c: <SIP/trunk-00000009> Playing 'a.slin' (language 'en')
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.9 caller=79161110009 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.9 put on hold
        2026-11-22 15:52:02,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.9 media=sound:a
        2026-11-22 15:52:04,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:05,000 - bot - INFO - Hanging up channel 1795362720.9
        2026-11-22 15:52:05,001 - bot - INFO - StasisEnd channel=1795362720.9
      `,
      call: "1795362720.9",
      others: { "SIP/trunk-00000008": "stasis-app-missing" },
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "Stasis() entered, and the log ends there",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[10][C-0000000b] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-0000000a", "voicebot") in new stack
      `,
    },
  ],
});
