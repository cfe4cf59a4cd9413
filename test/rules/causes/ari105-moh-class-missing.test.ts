import { mohClassMissing } from "../../../src/rules/causes/ari105-moh-class-missing.js";
import { testRule } from "../../support/rule-tester.js";

const served = (id: string, caller: string) => `
  2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=${id} caller=${caller} exten=1000
  2026-11-22 15:52:01,000 - bot - INFO - Channel ${id} put on hold
  2026-11-22 15:52:03,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel ${id} media=sound:a
  2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
  2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel ${id}
  2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=${id}
`;

testRule(mohClassMissing, {
  faulty: [
    {
      name: "the class default plays instead",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[61][C-00000003] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/gsm-gw-00000002", "voicebot,1000,79167864241") in new stack
        [Nov 22 15:52:01] WARNING[61][C-00000003] res_musiconhold.c: Music on Hold class 'corporate-ru' not found in memory. Verify your configuration.
        [Nov 22 15:52:01] VERBOSE[61][C-00000003] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/gsm-gw-00000002'
        [Nov 22 15:52:03] VERBOSE[61][C-00000003] res_musiconhold.c: Stopped music on hold on PJSIP/gsm-gw-00000002
        [Nov 22 15:52:03] VERBOSE[61][C-00000003] file.c: <PJSIP/gsm-gw-00000002> Playing 'a.slin' (language 'en')
      `,
      bot: served("1795362720.2", "79167864241"),
      confidence: "confirmed",
      says: /corporate-ru/,
    },
    {
      name: "no class is loaded at all, and one was asked for by name: silence",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[61][C-00000004] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/gsm-gw-00000003", "voicebot,1000,79167864242") in new stack
        [Nov 22 15:52:01] VERBOSE[61][C-00000004] channel.c: Music class vip requested but no musiconhold loaded.
        [Nov 22 15:52:01] VERBOSE[61][C-00000004] channel.c: Music class default requested but no musiconhold loaded.
        [Nov 22 15:52:03] VERBOSE[61][C-00000004] file.c: <SIP/gsm-gw-00000003> Playing 'a.slin' (language 'en')
      `,
      bot: served("1795362720.3", "79167864242"),
      confidence: "confirmed",
      says: /vip/,
    },
  ],
  healthy: [
    {
      name: "no class is loaded, and nobody asked for one: a silent hold, not a missing class",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[61][C-00000005] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/gsm-gw-00000004", "voicebot,1000,79167864243") in new stack
        [Nov 22 15:52:01] VERBOSE[61][C-00000005] channel.c: Music class default requested but no musiconhold loaded.
        [Nov 22 15:52:03] VERBOSE[61][C-00000005] file.c: <SIP/gsm-gw-00000004> Playing 'a.slin' (language 'en')
      `,
      bot: served("1795362720.4", "79167864243"),
      cause: "none",
    },
    {
      name: "the class is missing, but what ended the call is the caller",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[61][C-00000006] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/gsm-gw-00000005", "voicebot,1000,79167864244") in new stack
        [Nov 22 15:52:01] WARNING[61][C-00000006] res_musiconhold.c: Music on Hold class 'vip' not found in memory. Verify your configuration.
        [Nov 22 15:52:01] VERBOSE[61][C-00000006] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/gsm-gw-00000005'
        [Nov 22 15:52:03] VERBOSE[61][C-00000006] res_musiconhold.c: Stopped music on hold on PJSIP/gsm-gw-00000005
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.5 caller=79167864244 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.5 put on hold
        2026-11-22 15:52:03,100 - bot - INFO - ChannelHangupRequest channel=1795362720.5 cause=16
        2026-11-22 15:52:03,101 - bot - INFO - StasisEnd channel=1795362720.5
      `,
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the bot alone asks for a class: whether it exists, only Asterisk's log shows",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.6 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Music on hold corporate-ru started on 1795362720.6
        2026-11-22 15:52:01,002 - bot - INFO - Channel 1795362720.6 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.6 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.6
      `,
    },
  ],
});
