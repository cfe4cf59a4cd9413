// A call that is refused for lack of a port leaves no channel. Only the run shows it.
import { defineRun } from "../rule.js";
import { times } from "../shared/pattern-in-words.js";

export const portsRanOut = defineRun({
  code: "SYS203",
  name: "rtp-port-range-too-small",
  severity: "error",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk found no free RTP port, or no socket for one.",
    impact: "New calls are refused with 488, with no channel and no line of their own.",
    evidence:
      "Asterisk's `couldn't allocate a port for RTP instance`, or `Failed to create a new socket for RTP instance`.",
    fix: "Ports: widen `rtpstart` and `rtpend` in rtp.conf, and the firewall with it. Sockets: raise the limit of open files (`maxfiles` in asterisk.conf, `LimitNOFILE` of the service). Look for calls that never end.",
    references: ["res/res_rtp_asterisk.c:rtp_allocate_transport"],
  },
  *check({ events }) {
    const ports = events.get("rtp-ports-exhausted");
    const sockets = events.get("descriptors-exhausted");
    if (ports)
      yield {
        message: `Asterisk had no RTP port left ${times(ports.count)}.`,
        proof: ports.first,
        evidence: [],
        advice: [],
      };
    if (sockets)
      yield {
        message: `Asterisk failed to open a file or socket ${times(sockets.count)}: check its limit on open files.`,
        proof: sockets.first,
        evidence: [],
        advice: [],
      };
  },
});
