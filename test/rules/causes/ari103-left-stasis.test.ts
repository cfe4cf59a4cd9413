import { leftStasis } from "../../../src/rules/causes/ari103-left-stasis.js";
import { asterisk, bot } from "../../support/call-logs.js";
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
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1 caller=5550100")
        .says(
          1.1,
          'POST /ari/channels/1795362720.1/record?name=a failed: 409 {"message":"Recording already exists"}',
          "ERROR",
        )
        .stasisEnd(20.01),
    },
    {
      name: "the bot plays, and then continues: its StasisEnd is no loss",
      asterisk: asterisk
        .stasis(0)
        .musicStarts(1)
        .musicStops(3)
        .plays(3, "a.slin")
        .inCall(5, 'pbx.c: Executing [after@from-trunk:1] Queue("PJSIP/trunk-00000001", "sales") in new stack')
        .inCall(47, "pbx.c: Spawn extension (from-trunk, after, 1) exited non-zero on 'PJSIP/trunk-00000001'"),
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .playbackStarted(3)
        .playbackFinished(5)
        .says(5.01, "Channel 1795362720.1 returned to dialplan (from-trunk,after,1)")
        .stasisEnd(5.011),
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
      asterisk: asterisk
        .stasis(0)
        .musicStarts(1)
        .musicStops(3)
        .inCall(
          3,
          'pbx.c: Executing [h@from-trunk:1] System("PJSIP/trunk-00000001", "/usr/bin/cdr-push") in new stack',
        ),
      bot: bot
        .stasisStart(0.12)
        .hold(1)
        .hangupRequest(3, 16)
        .stasisEnd(3.001)
        .says(
          3.4,
          'POST /ari/channels/1795362720.1/play/x?media=sound%3Aa failed: 409 {"message":"Channel not in Stasis application"}',
          "ERROR",
        ),
      cause: "caller-hangup",
    },
    {
      name: "409 is not 404: the channel was gone, nobody had continued it",
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(3, 16).stasisEnd(3.001).playRefused(4),
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "409 long before the channel's StasisEnd: the request meant another channel",
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1")
        .says(
          1.4,
          'POST /ari/channels/1795362720.1/play failed: 409 {"message":"Channel not in Stasis application"}',
          "ERROR",
        )
        .stasisEnd(31.1),
      stands: "open",
    },
    {
      name: "the bot alone sends the call on and does nothing more: what follows only Asterisk knows",
      bot: bot
        .stasisStart(0.12)
        .playbackStarted(1)
        .playbackFinished(3)
        .says(3.1, "Channel 1795362720.1 returned to dialplan (from-trunk,after,1)")
        .stasisEnd(3.101),
    },
  ],
});
