// What people paste from Asterisk's console: steps without a time, warnings and errors with one, and whatever a terminal, a mail
// program or a web page did to the lines. All of it is one call, and the line that decides belongs to it.
import { describe, expect, it } from "vitest";
import { callsOf } from "../support/read-log.js";

const indented = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`);

const TIMEOUT = [
  '    -- Executing [640@in-sip:1] Stasis("SIP/vspx-0000002a", "agent") in new stack',
  "    -- Started music on hold, class 'default', on channel 'SIP/vspx-0000002a'",
  "[Mar  3 09:14:59] NOTICE[2201]: chan_sip.c:29602 check_rtp_timeout: Disconnecting call 'SIP/vspx-0000002a' for lack of RTP activity in 31 seconds",
  "    -- Stopped music on hold on SIP/vspx-0000002a",
  "  == Spawn extension (in-sip, 640, 1) exited non-zero on 'SIP/vspx-0000002a'",
];
const MISSING = [
  '    -- Executing [s@menu:1] Stasis("SIP/gwx-00000101", "dialer") in new stack',
  "    -- Started music on hold, class 'default', on channel 'SIP/gwx-00000101'",
  "    -- Stopped music on hold on SIP/gwx-00000101",
  "[Aug  9 22:40:19] WARNING[5120][C-00000055]: file.c:824 ast_openstream_full: File bot/gone does not exist in any format",
  "  == Spawn extension (menu, s, 1) exited non-zero on 'SIP/gwx-00000101'",
];
const NO_ACK = [
  '    -- Executing [71@in-ops:1] Dial("SIP/opsx-00000031", "SIP/gwy/4930,30,tT") in new stack',
  "    -- Called SIP/gwy/4930",
  "    -- SIP/gwy-00000032 answered SIP/opsx-00000031",
  "[2026-02-14 11:20:47] WARNING[14022]: chan_sip.c:4144 retrans_pkt: Retransmission timeout reached on transmission",
  " 0beef00-22@203.0.113.8 for seqno 101 (Critical Response) -- See https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions",
  "[2026-02-14 11:20:47] WARNING[14022]: chan_sip.c:4173 retrans_pkt: Hanging up call 0beef00-22@203.0.113.8 - no reply to our critical packet (see https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions).",
  "  == Spawn extension (in-ops, 71, 1) exited non-zero on 'SIP/opsx-00000031'",
];
const UNREGISTERED = [
  '    -- Executing [55@ari:1] Stasis("SIP/vx-00000007", "talk") in new stack',
  "[Dec  2 13:05:05] ERROR[911][C-00000004]: res_stasis.c:1375 stasis_app_exec: Stasis app 'talk' not registered",
  '    -- Executing [55@ari:2] Hangup("SIP/vx-00000007", "") in new stack',
  "  == Spawn extension (ari, 55, 2) exited non-zero on 'SIP/vx-00000007'",
];

const PASTES = [
  ["as it is", TIMEOUT, "rtp-timeout"],
  [
    "with the prompt before its lines",
    ["lab*CLI> core show channels", ...TIMEOUT.map((line) => `lab*CLI> ${line}`)],
    "rtp-timeout",
  ],
  [
    "with colours",
    TIMEOUT.map((line) => line.replace(/NOTICE|SIP\/\S+?(?=["'])/g, "\x1b[1;33m$&\x1b[0m")),
    "rtp-timeout",
  ],
  ["without its indents", TIMEOUT.map((line) => line.trim()), "rtp-timeout"],
  ["with CR LF", TIMEOUT.map((line) => `${line}\r`), "rtp-timeout"],
  ["indented as code", indented(MISSING), "sound-missing"],
  ["quoted in a mail", UNREGISTERED.map((line) => `> ${line}`), "stasis-app-missing"],
  ["wrapped by the terminal", NO_ACK, "sip-retransmission-timeout"],
] as const;

describe("a paste from the console", () => {
  it.each(PASTES)("is one call with the line that decides: %s", async (_, lines, decisive) => {
    const { calls } = await callsOf(lines.join("\n"));
    expect(calls).toHaveLength(1);
    expect(calls[0]?.events.map(({ event }) => event.type)).toContain(decisive);
  });
});
