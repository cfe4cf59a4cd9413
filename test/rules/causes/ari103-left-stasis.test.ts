import { leftStasis } from "../../../src/rules/causes/ari103-left-stasis.js";
import { testRule } from "../../support/rule-tester.js";

testRule(leftStasis, {
  faulty: [
    {
      name: "continue, then a playback: 409",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[16][C-0000000a] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/gsm-gw-00000009", "voicebot,1000,79166865562") in new stack
        [Nov 22 15:52:01] VERBOSE[16][C-0000000a] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/gsm-gw-00000009'
        [Nov 22 15:52:03] VERBOSE[16][C-0000000a] res_musiconhold.c: Stopped music on hold on SIP/gsm-gw-00000009
        [Nov 22 15:52:03] VERBOSE[16][C-0000000a] pbx.c: Executing [after@from-trunk:1] Playback("SIP/gsm-gw-00000009", "bye") in new stack
        [Nov 22 15:52:07] VERBOSE[16][C-0000000a] pbx.c: Spawn extension (from-trunk, after, 3) exited non-zero on 'SIP/gsm-gw-00000009'
      `,
      bot: `
        [2026-11-22T15:52:00.270Z] info: StasisStart channel=1795362720.9 caller=79166865562 exten=1000
        [2026-11-22T15:52:01.000Z] info: Channel 1795362720.9 put on hold
        [2026-11-22T15:52:03.100Z] info: StasisEnd channel=1795362720.9
        [2026-11-22T15:52:03.101Z] info: Channel 1795362720.9 returned to dialplan (from-trunk,after,1)
        [2026-11-22T15:52:03.600Z] error: POST /ari/channels/1795362720.9/play/16c2?media=sound%3Aa failed: 409 {"message":"Channel not in Stasis application"}
        [2026-11-22T15:52:03.601Z] warn: Channel 1795362720.9 is not in Stasis any more, giving up
      `,
      confidence: "confirmed",
      says: /409/,
    },
    {
      name: "a Russian bot's log alone",
      bot: `
        2026-11-22 15:52:00,120 - бот - INFO - 🔔 Новый звонок: Channel=1795362720.1, Caller=79160000001
        2026-11-22 15:52:01,000 - бот - INFO - 🔒 Канал 1795362720.1 поставлен на hold
        2026-11-22 15:52:03,000 - бот - INFO - ➡️ Канал 1795362720.1 возвращен в dialplan (from-trunk,after,1)
        2026-11-22 15:52:03,500 - бот - WARNING - ⚠️ Канал 1795362720.1 больше не в Stasis, пропускаем воспроизведение
      `,
      confidence: "confirmed",
    },
  ],
  healthy: [
    {
      name: "409 of a recording: its name is in use",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.122 caller=5550100
        2026-11-22 15:52:01,100 - bot - ERROR - POST /ari/channels/1795362720.122/record?name=a failed: 409 {"message":"Recording already exists"}
        2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.122
      `,
    },
    {
      name: "the bot plays, and then continues: its StasisEnd is no loss",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[16][C-0000000b] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/gw-0000000a", "voicebot,1000,79166865563") in new stack
        [Nov 22 15:52:01] VERBOSE[16][C-0000000b] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/gw-0000000a'
        [Nov 22 15:52:03] VERBOSE[16][C-0000000b] res_musiconhold.c: Stopped music on hold on PJSIP/gw-0000000a
        [Nov 22 15:52:03] VERBOSE[16][C-0000000b] file.c: <PJSIP/gw-0000000a> Playing 'a.slin' (language 'en')
        [Nov 22 15:52:05] VERBOSE[16][C-0000000b] pbx.c: Executing [after@from-trunk:1] Queue("PJSIP/gw-0000000a", "sales") in new stack
        [Nov 22 15:52:47] VERBOSE[16][C-0000000b] pbx.c: Spawn extension (from-trunk, after, 1) exited non-zero on 'PJSIP/gw-0000000a'
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.10 caller=79166865563 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.10 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.10 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:05,010 - bot - INFO - Channel 1795362720.10 returned to dialplan (from-trunk,after,1)
        2026-11-22 15:52:05,011 - bot - INFO - StasisEnd channel=1795362720.10
      `,
      cause: "none",
    },
    {
      name: "what the h extension calls is the hang-up's, and so is a hangup handler",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[16][C-0000001b] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/gw-0000001a", "voicebot,1000") in new stack
        [Nov 22 15:52:01] VERBOSE[16][C-0000001b] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/gw-0000001a'
        [Nov 22 15:52:03] VERBOSE[16][C-0000001b] res_musiconhold.c: Stopped music on hold on PJSIP/gw-0000001a
        [Nov 22 15:52:03] VERBOSE[16][C-0000001b] app_stack.c: PJSIP/gw-0000001a Internal Gosub(at-end,s,1) start
        [Nov 22 15:52:03] VERBOSE[16][C-0000001b] pbx.c: Executing [s@at-end:1] Return("PJSIP/gw-0000001a", "") in new stack
        [Nov 22 15:52:03] VERBOSE[16][C-0000001b] app_stack.c: PJSIP/gw-0000001a Internal Gosub(at-end,s,1) complete GOSUB_RETVAL=
        [Nov 22 15:52:03] VERBOSE[16][C-0000001b] pbx.c: Executing [h@from-trunk:1] Gosub("PJSIP/gw-0000001a", "tidy,s,1()") in new stack
        [Nov 22 15:52:03] VERBOSE[16][C-0000001b] pbx.c: Executing [s@tidy:1] Hangup("PJSIP/gw-0000001a", "") in new stack
        [Nov 22 15:52:03] VERBOSE[16][C-0000001b] pbx.c: Spawn extension (tidy, s, 1) exited non-zero on 'PJSIP/gw-0000001a'
      `,
      bot: `
        [2026-11-22T15:52:00.270Z] info: StasisStart channel=1795362720.26 caller=79166865563 exten=1000
        [2026-11-22T15:52:01.000Z] info: Channel 1795362720.26 put on hold
        [2026-11-22T15:52:09.600Z] error: POST /ari/channels/1795362720.26/play/16c2?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      cause: "undetermined",
    },
    {
      name: "the caller hung up, and 409 came while the h extension ran",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[16][C-0000000d] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/gw-0000000c", "voicebot,1000,79166865564") in new stack
        [Nov 22 15:52:01] VERBOSE[16][C-0000000d] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/gw-0000000c'
        [Nov 22 15:52:03] VERBOSE[16][C-0000000d] res_musiconhold.c: Stopped music on hold on PJSIP/gw-0000000c
        [Nov 22 15:52:03] VERBOSE[16][C-0000000d] pbx.c: Executing [h@from-trunk:1] System("PJSIP/gw-0000000c", "/usr/bin/cdr-push") in new stack
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.12 caller=79166865564 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.12 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - ChannelHangupRequest channel=1795362720.12 cause=16
        2026-11-22 15:52:03,001 - bot - INFO - StasisEnd channel=1795362720.12
        2026-11-22 15:52:03,400 - bot - ERROR - POST /ari/channels/1795362720.12/play/x?media=sound%3Aa failed: 409 {"message":"Channel not in Stasis application"}
      `,
      cause: "caller-hangup",
    },
    {
      name: "409 is not 404: the channel was gone, nobody had continued it",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.11 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.11 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - ChannelHangupRequest channel=1795362720.11 cause=16
        2026-11-22 15:52:03,001 - bot - INFO - StasisEnd channel=1795362720.11
        2026-11-22 15:52:04,000 - bot - ERROR - POST /ari/channels/1795362720.11/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "409 long before the channel's StasisEnd: the request meant another channel",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.62
        2026-11-22 15:52:01,400 - bot - ERROR - POST /ari/channels/1795362720.62/play failed: 409 {"message":"Channel not in Stasis application"}
        2026-11-22 15:52:31,100 - bot - INFO - StasisEnd channel=1795362720.62
      `,
      stands: "open",
    },
    {
      name: "the bot alone sends the call on and does nothing more: what follows only Asterisk knows",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.12 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.12 media=sound:a
        2026-11-22 15:52:03,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:03,100 - bot - INFO - Channel 1795362720.12 returned to dialplan (from-trunk,after,1)
        2026-11-22 15:52:03,101 - bot - INFO - StasisEnd channel=1795362720.12
      `,
    },
  ],
});
