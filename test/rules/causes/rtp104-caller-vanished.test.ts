import { callerVanished } from "../../../src/rules/causes/rtp104-caller-vanished.js";
import { type AsteriskLog, asterisk, bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

const served = bot.stasisStart(0.2).hold(2).unhold(12).served(12.01);
const switching =
  "res_rtp_asterisk.c: 0x7f60c4116920 -- Strict RTP switching to RTP target address 127.0.0.11:48938 as source";
const locked =
  "res_rtp_asterisk.c: 0x7f60c4116920 -- Strict RTP learning complete - Locking on source address 127.0.0.11:48938";
const entered = asterisk.stasis(0).inCall(0, switching);
const heldAndPlayed = (log: AsteriskLog): AsteriskLog => log.musicStarts(2).musicStops(12).plays(12, "a.slin");
/** Another call whose strict RTP locks: so the log shows that it would say so. */
const locking = asterisk
  .of({ name: "PJSIP/trunk-00000000", logCallId: "C-00000001", thread: 8 })
  .runs(-60, "Playback", "demo")
  .inCall(-60, switching.replace("48938", "41021").replace("4116920", "4028350"))
  .inCall(-55, locked.replace("48938", "41021").replace("4116920", "4028350"));

testRule(callerVanished, {
  faulty: [
    {
      name: "strict RTP took the source and never locked; no timeout is set; the bot talks on",
      asterisk: locking.and(heldAndPlayed(entered)),
      bot: served,
      rtpTimeoutSeconds: 0,
      call: "1795362720.1",
      confidence: "likely",
    },
  ],
  healthy: [
    {
      name: "a timeout is set and did not end a call that outlasted it: the caller's RTCP went on",
      asterisk: locking
        .logs(-1, "NOTICE[7] chan_sip.c: Peer 'desk' is now Reachable. (12ms / 2000ms)")
        .and(heldAndPlayed(entered).consoleOpens(30)),
      bot: served,
      rtpTimeoutSeconds: 5,
      call: "1795362720.1",
      cause: "none",
    },
    {
      name: "strict RTP locked after its five seconds",
      asterisk: heldAndPlayed(entered).and(asterisk.inCall(5, locked)),
      bot: served,
      rtpTimeoutSeconds: 0,
      cause: "none",
    },
    {
      name: "at verbosity 3 no call locks: that says nothing",
      asterisk: heldAndPlayed(chanSip.stasis(0)),
      bot: served,
      rtpTimeoutSeconds: 0,
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the same without knowing whether a timeout is set",
      asterisk: locking.and(entered.plays(12, "a.slin")),
      bot: served,
      call: "1795362720.1",
      stands: "open",
    },
  ],
});
