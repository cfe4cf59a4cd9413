// ICE and DTLS failures on threads that serve no call.
import { defineRun } from "../rule.js";
import { certificatesThatFit } from "../shared/dtls-certificates.js";
import { findIcePath } from "../shared/ice-path.js";
import { times } from "../shared/pattern-in-words.js";

export const mediaNotSetUp = defineRun({
  code: "RTP109",
  name: "media-set-up-failed",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "ICE or DTLS of some call failed, in lines that name no call.",
    impact: "Callers at that time may have heard nothing.",
    evidence: "Lines of res_rtp_asterisk.c on ICE or DTLS from a thread that serves no call.",
    fix: "Give ICE a path (stunaddr, turnaddr, ice_support), and make certificates and DTLS roles fit.",
    references: ["res/res_rtp_asterisk.c:rtp_allocate_transport", "res/res_rtp_asterisk.c:ast_rtp_ice_start"],
  },
  *check({ events }) {
    const [ice, dtls] = [events.get("ice-failed"), events.get("dtls-failed")];
    if (ice)
      yield {
        message: `ICE failed ${times(ice.count)} in lines that name no call.`,
        proof: ice.first,
        evidence: [],
        advice: [findIcePath],
      };
    if (dtls) {
      const line = dtls.first[0]?.event;
      yield {
        message: `A DTLS handshake failed ${times(dtls.count)} in lines that name no call.`,
        proof: dtls.first,
        evidence: [],
        advice: [certificatesThatFit(line?.type === "dtls-failed" ? line.why : "", false)],
      };
    }
  },
});
