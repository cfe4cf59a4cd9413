import { holdNotExecuted } from "../../../src/rules/findings/bot208-hold-not-executed.js";
import { asterisk, bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

const entered = bot.stasisStart(0.12).answered(0.15);
const heldWhilePlaying = entered.playbackStarted(0.2, "long").hold(1).playbackFinished(8).served(8.1, "b");
/** Of another call: the log shows music where there is some. */
const musicElsewhere = chanSip
  .of({ name: "SIP/trunk-00000000", logCallId: "C-00000001" })
  .runs(-60, "MusicOnHold")
  .musicStarts(-60);

testRule(holdNotExecuted, {
  faulty: [
    {
      name: "the hold waited behind a playback and never began",
      asterisk: musicElsewhere.and(chanSip.stasis(0).plays(0, "long.slin").plays(8, "b.slin")),
      bot: heldWhilePlaying,
      call: "1795362720.1",
    },
  ],
  healthy: [
    {
      name: "moh_passthrough leaves the music to the far end",
      pjsip: `
        [gate]
        type = endpoint
        moh_passthrough = yes
      `,
      asterisk: musicElsewhere.and(asterisk.of({ name: "PJSIP/gate-00000001" }).stasis(0).plays(8, "b.slin")),
      bot: entered.hold(1).served(8.1, "b"),
      call: "1795362720.1",
    },
    {
      name: "music started",
      asterisk: asterisk.stasis(0).musicStarts(1).musicStops(8).plays(8, "b.slin"),
      bot: heldWhilePlaying,
    },
  ],
  notEnoughEvidence: [
    {
      name: "a log that shows no music of any call may not record it",
      asterisk: asterisk.stasis(0).plays(0, "long.slin").plays(8, "b.slin"),
      bot: heldWhilePlaying,
      cause: "none",
    },
    {
      name: "a log without verbose lines shows no music of anybody",
      asterisk: asterisk
        .logs(-30, "NOTICE[3] chan_sip.c: Peer 'trunk' is now Reachable. (4ms / 2000ms)")
        .logs(30, "NOTICE[3] chan_sip.c: Peer 'trunk' is now Reachable. (5ms / 2000ms)"),
      bot: heldWhilePlaying,
      call: "1795362720.1",
      cause: "none",
    },
  ],
});
