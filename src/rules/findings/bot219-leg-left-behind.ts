// The caller had gone, and another leg of the call stayed up alone until Asterisk's RTP timeout ended it: an agent who had hung
// up unheard, a helper. It says nothing about the caller's RTP.
import { otherTimeouts } from "../../calls/facts/own-lines.js";
import { defineFinding } from "../rule.js";
import { callersEnd } from "../shared/bridges.js";

/** Bots end the other legs within this time of the caller's end. A leg that is up longer was left behind. */
const AT_ONCE_MS = 2_000;

export const legLeftBehind = defineFinding({
  code: "BOT219",
  name: "leg-left-behind",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "The caller was gone, and the bot left another leg of the call up until Asterisk's RTP timeout ended it.",
    impact:
      "An agent hears nothing and is not free for the next call; a trunk charges for the leg. Nobody's RTP was at fault.",
    evidence:
      "Asterisk's RTP timeout NOTICE that names another channel of the call, more than 2 s after the caller's own channel had ended or had left its bridge for good.",
    excludedBy: "A timeout of the caller's own channel; another leg's timeout while the caller was still up.",
    fix: "When the caller's channel ends (StasisEnd, ChannelDestroyed), delete the other channels of the call, then the bridge. Deleting or leaving a bridge hangs nobody up.",
    references: ["res/ari/resource_bridges.c:ast_ari_bridges_destroy", "res/res_pjsip_sdp_rtp.c:rtp_check_timeout"],
  },
  *check(subject) {
    const gone = callersEnd(subject);
    if (!gone || gone.atMs === null) return;
    const goneMs = gone.atMs;
    for (const notice of otherTimeouts(subject.call)) {
      if (notice.atMs === null || notice.atMs - goneMs <= AT_ONCE_MS) continue;
      yield {
        message: `${notice.event.channelName} was left alone after the caller had gone: Asterisk ended it ${Math.round((notice.atMs - goneMs) / 1000)} s later, for lack of RTP.`,
        proof: [gone, notice],
        advice: [
          {
            kind: "bot",
            title: "End the other legs with the caller",
            reason:
              "On StasisEnd or ChannelDestroyed of the caller send DELETE /channels/{id} for every leg that you made for it, then DELETE /bridges/{id}. Deleting the bridge alone hangs nobody up.",
            risk: null,
            apply: [],
            verify: [],
          },
        ],
      };
    }
  },
});
