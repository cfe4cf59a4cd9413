// The media socket or its encryption failed: Asterisk hangs the channel up at once (res_rtp_asterisk.c: ast_rtp_read).
import { firstOf } from "../calls/call.js";
import { confirmed, defineCause } from "./rule.js";

export const mediaSocketFailed = defineCause({
  code: "RTP105",
  name: "media-socket-failed",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup"],
  docs: {
    meaning: "Reading the call's RTP socket failed, or its DTLS handshake did; Asterisk hung up.",
    impact: "The call ends when the media fails.",
    evidence:
      "Confirmed by Asterisk's line on this call: `RTP Read error: ... Hanging up.`, the same for RTCP, or `DTLS failure occurred on RTP instance ...`.",
    excludedBy: "Not raised without one of these lines.",
    fix: "A refused socket: the far end closed its port; look at its side and at what is between. A DTLS failure: check the certificates and the `dtls_*`, `media_encryption` and `ice_support` options of the endpoint against what the far end offers. `rtp set debug on` for one call shows the packets.",
    references: [
      "res/res_rtp_asterisk.c:ast_rtp_read",
      "res/res_rtp_asterisk.c:ast_rtcp_read",
      "res/res_rtp_asterisk.c:__rtp_recvfrom",
    ],
  },
  judge: ({ call }) => {
    const dtls = firstOf(call, "dtls-failed");
    if (dtls) return confirmed(`The DTLS handshake of the media failed: ${dtls.event.why}.`, dtls);
    const socket = firstOf(call, "rtp-socket-error");
    return socket ? confirmed("Reading the call's RTP socket failed, and Asterisk hung up.", socket) : null;
  },
  advise: () => [
    {
      kind: "capture",
      title: "Look at the media path of this peer",
      reason:
        "A refused socket means that the far end closed its port; a DTLS failure, that certificates or setup roles do not fit.",
      risk: null,
      apply: ['asterisk -rx "rtp set debug on"', 'asterisk -rx "rtp set debug off"'],
      verify: [],
    },
  ],
  missing: () => [],
});
