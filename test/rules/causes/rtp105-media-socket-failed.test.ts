import { describe, expect, it } from "vitest";
import { mediaSocketFailed } from "../../../src/rules/causes/rtp105-media-socket-failed.js";
import { certificatesThatFit } from "../../../src/rules/shared/dtls-certificates.js";
import { opensslReasons, reasonOf } from "../../../src/rules/shared/openssl-reasons.js";
import { asterisk, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(mediaSocketFailed, {
  faulty: [
    {
      name: "the far end closed its port",
      asterisk: chanSip
        .stasis(0, "voicebot")
        .musicStarts(1)
        .inCall(3, "res_rtp_asterisk.c: RTP Read error: Connection refused.  Hanging up.", "WARNING")
        .musicStops(3),
      confidence: "confirmed",
    },
    {
      name: "the DTLS handshake failed",
      asterisk: asterisk
        .stasis(0, "voicebot")
        .inCall(
          3,
          "res_rtp_asterisk.c: DTLS failure occurred on RTP instance '0x7f2170028230' due to reason 'certificate verify failed', terminating",
          "ERROR",
        ),
      confidence: "confirmed",
      says: /certificate verify failed/,
    },
  ],
  healthy: [
    {
      name: "an error of another call",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000004] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000003", "voicebot,1000,79160000003") in new stack
        [Nov 22 15:52:03] VERBOSE[41][C-00000004] file.c: <SIP/trunk-00000003> Playing 'a.slin' (language 'en')
        [Nov 22 15:52:00] VERBOSE[41][C-00000005] pbx.c: Executing [77@from-trunk:1] Echo("SIP/trunk-00000004", "") in new stack
        [Nov 22 15:52:04] WARNING[41][C-00000005] res_rtp_asterisk.c: RTP Read error: Connection refused.  Hanging up.
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.3 caller=79160000003 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.3 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.3 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Channel 1795362720.3 taken off hold
        2026-11-22 15:52:03,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.3 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.3
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.3
      `,
      call: "1795362720.3",
      others: { "C-00000005": "media-socket-failed" },
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "a read error that hangs nothing up",
      asterisk: chanSip
        .stasis(0, "voicebot")
        .musicStarts(1)
        .inCall(3, "res_rtp_asterisk.c: RTCP Read error: Connection refused", "WARNING")
        .musicStops(9),
    },
  ],
});

describe("OpenSSL's reasons", () => {
  it.each(opensslReasons.map((reason) => [reason.sample, reason] as const))(
    "%s has its own remedy",
    (sample, reason) => {
      expect(reasonOf(sample)).toBe(reason);
      expect(certificatesThatFit(sample, false)).toMatchObject({
        title: reason.remedy.title,
        option: reason.remedy.option,
      });
    },
  );

  it("tell whose certificate was refused: an alert comes from the far end", () => {
    expect(reasonOf("certificate verify failed")?.meaning).toMatch(/^Asterisk did not/);
    expect(reasonOf("tlsv1 alert unknown ca")?.meaning).toMatch(/^the far end did not/);
    expect(reasonOf("(null)")).toBeUndefined();
  });

  it("send to the file where the option is: a version of DTLS is no matter of the endpoint", () => {
    const trunk = { file: "/etc/asterisk/pjsip.conf" };
    expect(certificatesThatFit("certificate verify failed", false)).toMatchObject(trunk);
    const version = { file: "/etc/ssl/openssl.cnf", section: "system_default_sect", option: "MinProtocol" };
    expect(certificatesThatFit("unsupported protocol", false)).toMatchObject(version);
  });

  it("name the options as the driver in use spells them", () => {
    expect(certificatesThatFit("no shared cipher", true)).toMatchObject({
      file: "/etc/asterisk/sip.conf",
      option: "dtlscipher, dtlscertfile",
    });
  });
});
