import { descriptorsExhausted } from "../../../src/rules/causes/sys107-descriptors-exhausted.js";
import { asterisk } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

const refused = (between: string): string => `
        [2026-11-22 15:52:00.010] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (710 bytes) from UDP:192.0.2.9:40757 --->
        INVITE sip:1000@192.0.2.1:5060 SIP/2.0
        Call-ID: fd-41@192.0.2.9
        CSeq: 66 INVITE
${between}
        [2026-11-22 15:52:00.012] VERBOSE[37] res_pjsip_logger.c: <--- Transmitting SIP response (312 bytes) to UDP:192.0.2.9:40757 --->
        SIP/2.0 488 Not Acceptable Here
        Call-ID: fd-41@192.0.2.9
        CSeq: 66 INVITE
      `;

testRule(descriptorsExhausted, {
  faulty: [
    {
      name: "no socket for the media, and the INVITE is refused",
      asterisk: refused(
        "        [2026-11-22 15:52:00.011] WARNING[38] res_rtp_asterisk.c: Failed to create a new socket for RTP instance '0x7f2170028230'",
      ),
      call: "fd-41@192.0.2.9",
      confidence: "confirmed",
    },
    {
      name: "an alert pipe that could not be made says why",
      asterisk: refused(
        "        [2026-11-22 15:52:00.011] WARNING[38] alertpipe.c: Failed to create alert pipe: Too many open files",
      ),
      call: "fd-41@192.0.2.9",
      confidence: "confirmed",
    },
  ],
  healthy: [
    {
      name: "ports, not files, ran out",
      asterisk: refused(
        "        [2026-11-22 15:52:00.011] ERROR[38] res_rtp_asterisk.c: Oh dear... we couldn't allocate a port for RTP instance '0x7f2170028230'",
      ),
      call: "fd-41@192.0.2.9",
      cause: "rtp-ports-exhausted",
    },
  ],
  notEnoughEvidence: [
    {
      name: "an accept failed, and this call went on",
      asterisk: asterisk
        .runs(0.1, "Stasis", "voicebot,1000,1")
        .musicStarts(1)
        .logs(5, "ERROR[9] tcptls.c: TCP/TLS accept failed: Too many open files")
        .musicStops(12),
    },
  ],
});
