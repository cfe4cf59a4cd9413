import { expect, test } from "vitest";
import { valuesInForce } from "../../../src/asterisk/config/in-force.js";
import { readConfig } from "../../../src/asterisk/config/read.js";
import { memoryIo } from "./memory-io.js";

const inForce = (files: Record<string, string>) =>
  valuesInForce(readConfig(["/etc/asterisk"], memoryIo(files))).map(
    ({ scope, option, value, from, line }) => `${scope} ${option.name}=${value} (${line ?? from})`,
  );

test("a peer has what [general] says, and says where; the rest is default", () => {
  const rows = inForce({
    "/etc/asterisk/sip.conf":
      "[general]\nrtptimeout=45\nsession-timers=refuse\n\n[berlin]\ntype=peer\nrtpkeepalive=3\n",
  });
  expect(rows).toEqual(
    expect.arrayContaining([
      "berlin rtptimeout=45 (2)",
      "berlin rtpholdtimeout=0 (default)",
      "berlin rtpkeepalive=3 (7)",
      "berlin session-timers=refuse (3)",
      "berlin session-expires=1800 (default)",
      "general rtpkeepalive=0 (default)",
    ]),
  );
});

test("an endpoint has its own and its template's", () => {
  const rows = inForce({
    "/etc/asterisk/pjsip.conf": "[base](!)\ntype=endpoint\nrtp_timeout=45\n\n[berlin](base)\nmoh_passthrough=yes\n",
  });
  expect(rows).toEqual(
    expect.arrayContaining([
      "berlin rtp_timeout=45 (3)",
      "berlin rtp_timeout_hold=0 (default)",
      "berlin moh_passthrough=yes (6)",
      "berlin timers=yes (default)",
    ]),
  );
});

test("of two spellings of one option the later line counts", () => {
  const text = "[general]\ndirectmedia=no\n[berlin]\ntype=peer\ndirectmedia=nonat\ncanreinvite=yes\n";
  const rows = inForce({ "/etc/asterisk/sip.conf": text });
  expect(rows).toEqual(expect.arrayContaining(["berlin directmedia=yes (6)", "general directmedia=no (2)"]));
});

test("what a part alone does not say is not known, and no default", () => {
  expect(inForce({ "/etc/asterisk/sip_general_custom.conf": "rtpkeepalive=3\n" })).toEqual(
    expect.arrayContaining(["general rtptimeout=null (unknown)", "general rtpkeepalive=3 (1)"]),
  );
});
