import { prematureRtpTimeout } from "../../../src/rules/causes/rtp106-premature-rtp-timeout.js";
import { testRule } from "../../support/rule-tester.js";

const start = (version: string): string => `
        [2026-11-22 15:40:00.000] Asterisk ${version} built by builder @ host on a x86_64 running Linux on 2026-01-22 15:26:05 UTC
        [2026-11-22 15:52:00.100] VERBOSE[41][C-00000011] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000010", "voicebot,1000,1") in new stack
        [2026-11-22 15:52:01.000] VERBOSE[41][C-00000011] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000010'`;
const notice = (seconds: number): string => `
        [2026-11-22 15:52:40.505] NOTICE[12] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/trunk-00000010' for lack of audio RTP activity in ${seconds} seconds
        [2026-11-22 15:52:40.507] VERBOSE[41][C-00000011] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000010
      `;
/** The caller holds at :05, and takes the call back half a second before the NOTICE. */
const heldByCaller = `
        2026-11-22 15:52:00,200 - bot - INFO - StasisStart channel=1795362720.16 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.16 put on hold
        2026-11-22 15:52:05,000 - bot - INFO - ChannelHold event from 1795362720.16
        2026-11-22 15:52:40,000 - bot - INFO - ChannelUnhold event from 1795362720.16
        2026-11-22 15:52:40,508 - bot - INFO - ChannelHangupRequest channel=1795362720.16 cause=1
        2026-11-22 15:52:40,509 - bot - INFO - StasisEnd channel=1795362720.16
      `;

testRule(prematureRtpTimeout, {
  faulty: [
    {
      name: "20.6: the NOTICE comes half a second after the caller's hold ended, and counts the hold",
      asterisk: start("20.6.0") + notice(35),
      bot: heldByCaller,
      rtpTimeoutSeconds: 30,
      rtpHoldTimeoutSeconds: 300,
      confidence: "confirmed",
      says: /Asterisk 20\.6\.0 .* for 35 s/,
    },
    {
      name: "the first and the last release that have it, limits not known",
      asterisk: start("18.22.0") + notice(34),
      bot: heldByCaller,
      confidence: "likely",
    },
    {
      name: "no banner, but a SIP trace that names the release, and the holds as re-INVITEs",
      asterisk: `
        [2026-11-22 15:52:00.000] VERBOSE[9] ari/ari_websockets.c: <--- Sending ARI event to 127.0.0.1:57106 --->
        {"type": "StasisStart", "channel": {"id": "1795362720.16", "name": "PJSIP/trunk-00000010", "protocol_id": "hold-16@192.0.2.9"}}
        [2026-11-22 15:52:05.000] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (900 bytes) from UDP:192.0.2.9:5060 --->
        INVITE sip:1000@192.0.2.1 SIP/2.0
        Call-ID: hold-16@192.0.2.9
        CSeq: 8 INVITE
        a=sendonly
        [2026-11-22 15:52:05.010] VERBOSE[37] res_pjsip_logger.c: <--- Transmitting SIP response (900 bytes) to UDP:192.0.2.9:5060 --->
        SIP/2.0 200 OK
        Call-ID: hold-16@192.0.2.9
        CSeq: 8 INVITE
        Server: FPBX-16.0.40.7(18.19.0)
        a=recvonly
        [2026-11-22 15:52:40.000] VERBOSE[37] res_pjsip_logger.c: <--- Received SIP request (900 bytes) from UDP:192.0.2.9:5060 --->
        INVITE sip:1000@192.0.2.1 SIP/2.0
        Call-ID: hold-16@192.0.2.9
        CSeq: 9 INVITE
        a=sendrecv
        [2026-11-22 15:52:40.505] NOTICE[12] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/trunk-00000010' for lack of audio RTP activity in 35 seconds
      `,
      rtpTimeoutSeconds: 30,
      rtpHoldTimeoutSeconds: 300,
      confidence: "confirmed",
      says: /Asterisk 18\.19\.0/,
    },
  ],
  healthy: [
    {
      name: "the same on the release that mended it",
      asterisk: start("20.8.0") + notice(35),
      bot: heldByCaller,
      rtpTimeoutSeconds: 30,
      rtpHoldTimeoutSeconds: 300,
      cause: "rtp-timeout",
    },
    {
      name: "the hold timer itself struck, as the hold ended",
      asterisk: start("20.6.0") + notice(35),
      bot: heldByCaller,
      rtpTimeoutSeconds: 30,
      rtpHoldTimeoutSeconds: 35,
      cause: "rtp-hold-timeout",
    },
    {
      name: "no hold by the caller: a hold by ARI sends no SDP",
      asterisk: start("20.6.0") + notice(30),
      rtpTimeoutSeconds: 30,
      cause: "rtp-timeout",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the log does not tell the release",
      asterisk: (start("20.6.0") + notice(35)).replace(/\n.*Asterisk 20.*(?=\n)/, ""),
      bot: heldByCaller,
      rtpTimeoutSeconds: 30,
      rtpHoldTimeoutSeconds: 300,
      cause: "rtp-timeout",
    },
    {
      name: "a certified release has fixes of its own",
      asterisk: start("certified/18.9-cert5") + notice(35),
      bot: heldByCaller,
      rtpTimeoutSeconds: 30,
      rtpHoldTimeoutSeconds: 300,
      cause: "rtp-timeout",
    },
  ],
});
