// From hold to playback the bot took longer than the RTP limit in force. This is a finding about the bot, even if the call
// survived: the limit counts the caller's silence, so such a call lives as long as its caller sends RTP.
import { gapsOf } from "../../calls/facts/gaps.js";
import { defineFinding } from "../rule.js";
import { inSeconds } from "../shared/evidence.js";

export const holdGapOverLimit = defineFinding({
  code: "BOT201",
  name: "hold-gap-over-rtp-timeout",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "More time passed between hold and playback than the RTP timeout in force allows the caller to be silent.",
    impact: "A caller whose phone sends no RTP while it only listens is cut off in such a gap.",
    evidence:
      "The lines of hold and playback (music and sound, without the bot's log) are further apart than the limit in force for that channel. The limit comes from `--rtp-timeout`, or else from `--config`; after a timeout it is at most what the NOTICE prints. The finding does not say that the timeout struck: a call whose caller sends RTP survives any gap.",
    excludedBy:
      "The limit is off (0) or not known; stamps in whole seconds that do not decide it; no playback after the hold.",
    fix: "Bring the answer within the limit: stream the model's answer, speak its first sentence first, and play a short filler meanwhile.",
    references: ["channels/chan_sip.c:check_rtp_timeout", "res/res_pjsip_sdp_rtp.c:rtp_check_timeout"],
  },
  *check({ facts, limits }) {
    for (const gap of gapsOf(facts, limits)) {
      if (gap.exceedsLimit !== true) continue;
      const limit = gap.limitSeconds === null ? `at most ${limits.atMostSeconds} s` : `${gap.limitSeconds} s`;
      yield {
        message: `${inSeconds(gap.seconds)} from hold to playback, over the RTP limit of ${limit}${gap.limitOption ? ` (${gap.limitOption})` : ""}.`,
        proof: [gap.hold, gap.attempt],
        advice: [
          {
            kind: "bot",
            title: "Bring the answer within the limit",
            reason:
              "Stream the model's answer, speak the first sentence first, and play a short filler while waiting: the gap then stays far below any sane limit.",
            risk: null,
            apply: [],
            verify: [],
          },
        ],
      };
    }
  },
});
