// Text of a console instead of files.
import { expect, test } from "vitest";
import { valuesInForce } from "../../../src/asterisk/config/in-force.js";
import { readConfig } from "../../../src/asterisk/config/read.js";
import { judgeConfig } from "../../../src/findings/judge-config.js";
import { memoryIo } from "./memory-io.js";

const SETTINGS = `

Global Settings:
----------------
  UDP Bindaddress:        0.0.0.0:5060
  Videosupport:           No

Global Signalling Settings:
---------------------------
  Codecs:                 (ulaw|alaw)
  RTP Keepalive:          0 (Disabled)
  RTP Timeout:            45
  RTP Hold Timeout:       240
  MWI NOTIFY mime type:   application/simple-message-summary

Default Settings:
-----------------
  MOH Interpret:          default
`;

const PEER = `

  * Name       : berlin
  Description  :
  Secret       : <Set>
  DirectMedia  : No
  Timer T1     : 500
  Sess-Timers  : Refuse
  Sess-Expires : 900 secs
  Min-Sess     : 90 secs
`;

const ENDPOINT = `
 Endpoint:  <Endpoint/CID.....................................>  <State.....>  <Channels.>
    I/OAuth:  <AuthId/UserName...........................................................>
==========================================================================================

 Endpoint:  berlin/79160000001                                   Not in use    0 of inf
        Aor:  berlin                                             1

 ParameterName                      : ParameterValue
 ===========================================================
 100rel                             : yes
 brand_new_option                   : 1
 direct_media                       : false
 rtp_keepalive                      : 0
 rtp_timeout                        : 45
 rtp_timeout_hold                   : 0
`;

const read = (files: Record<string, string>) => readConfig(Object.keys(files), memoryIo(files));
const inForce = (files: Record<string, string>) =>
  valuesInForce(read(files)).map(
    ({ scope, option, value, from, line }) => `${scope} ${option.name}=${value} (${line ?? from})`,
  );

test("sip show settings and sip show peer", () => {
  const rows = inForce({ "/tmp/settings.txt": SETTINGS, "/tmp/peer.txt": PEER });
  expect(rows).toEqual(
    expect.arrayContaining([
      "general rtptimeout=45 (12)",
      "general rtpholdtimeout=240 (13)",
      "general rtpkeepalive=0 (11)",
      "berlin session-timers=refuse (8)",
      "berlin session-expires=900 (9)",
      // the console prints no RTP timeout of a peer
      "berlin rtptimeout=null (unknown)",
    ]),
  );
});

test("pjsip show endpoint: what is printed is in force, and no name in it is called wrong", () => {
  const files = { "/tmp/endpoint": ENDPOINT };
  expect(inForce(files)).toEqual(
    expect.arrayContaining([
      "berlin rtp_timeout=45 (15)",
      "berlin rtp_timeout_hold=0 (16)",
      "berlin direct_media=false (13)",
      "berlin moh_passthrough=null (unknown)",
    ]),
  );
  expect(judgeConfig({ tree: read(files), version: null, run: null })).toEqual([]);
});

test("core show version", () => {
  const tree = read({
    "/tmp/v": "Asterisk 21.4.0 built by root @ pbx on a x86_64 running Linux on 2026-11-22 15:26:05 UTC\n",
  });
  expect(tree).toMatchObject({ version: "21.4.0", files: [], problems: [] });
});

test("a file goes before what a console printed of it", () => {
  const rows = inForce({ "/tmp/settings.txt": SETTINGS, "/etc/asterisk/sip.conf": "[general]\nrtptimeout=30\n" });
  expect(rows).toContain("general rtptimeout=30 (2)");
});

test("other text is passed over", () => {
  expect(read({ "/tmp/notes.txt": "RTP Timeout: 45\n" }).problems).toMatchObject([
    { message: expect.stringMatching(/passed over/) },
  ]);
});
