// The same timer on a call that the far end had put on hold by re-INVITE: rtpholdtimeout / rtp_timeout_hold applies then.
// A hold by ARI is none of it: no re-INVITE is sent, and the ordinary limit stays in force (facts D.1, D.2).
import { limitOption, missingNotice, reloadCommands, watchTheChannel } from "./advice.js";
import { judgeTimeout } from "./rtp101-rtp-timeout.js";
import { defineCause } from "./rule.js";

export const rtpHoldTimeout = defineCause({
  code: "RTP102",
  name: "rtp-hold-timeout",
  severity: "error",
  since: "0.1.0",
  explains: ["rtp-timeout", "caller-hangup", "bot-hangup"],
  docs: {
    meaning:
      "The caller's side put the call on hold and sent no RTP; Asterisk ended it when its hold limit had passed.",
    impact: "The channel is gone; whatever the bot plays next is answered with 404.",
    references: ["channels/chan_sip.c:check_rtp_timeout", "res/res_pjsip_sdp_rtp.c:rtp_check_timeout"],
  },
  judge: (subject) => (subject.limits.heldByFarEnd ? judgeTimeout(subject, "hold") : null),
  advise: ({ limits }) => [
    {
      kind: "config",
      title: "Let callers hold for longer",
      reason: "The caller's side held the call for longer than the limit. Raise it if your callers do that on purpose.",
      risk: "Calls whose caller has vanished while holding stay up that much longer.",
      ...limitOption(limits, true),
      proposed: String(Math.max(300, 2 * (limits.rtpHoldTimeoutSeconds ?? 0))),
      ...reloadCommands(limits),
    },
    watchTheChannel,
  ],
  missing: () => [missingNotice],
});
