import { dialLimit } from "../../../src/rules/causes/sip110-dial-limit.js";
import { testRule } from "../../support/rule-tester.js";

testRule(dialLimit, {
  faulty: [
    {
      name: "12 s after both had joined",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000011] pbx.c: Executing [1500@from-trunk:1] Dial("SIP/trunk-00000011", "SIP/1001,30,S(12)") in new stack
        [Nov 22 15:52:00] VERBOSE[41][C-00000011] app_dial.c: Setting call duration limit to 12.000 seconds.
        [Nov 22 15:52:02] VERBOSE[41][C-00000011] app_dial.c: SIP/1001-000000a1 answered SIP/trunk-00000011
        [Nov 22 15:52:02] VERBOSE[41][C-00000011] bridge_channel.c: Channel SIP/1001-000000a1 joined 'simple_bridge' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def91>
        [Nov 22 15:52:02] VERBOSE[41][C-00000011] bridge_channel.c: Channel SIP/trunk-00000011 joined 'simple_bridge' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def91>
        [Nov 22 15:52:14] VERBOSE[41][C-00000011] bridge_channel.c: Channel SIP/1001-000000a1 left 'simple_bridge' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def91>
        [Nov 22 15:52:14] VERBOSE[41][C-00000011] bridge_channel.c: Channel SIP/trunk-00000011 left 'simple_bridge' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def91>
        [Nov 22 15:52:14] VERBOSE[41][C-00000011] pbx.c: Spawn extension (from-trunk, 1500, 1) exited non-zero on 'SIP/trunk-00000011'
      `,
      confidence: "confirmed",
      says: /12 s/,
    },
    {
      name: "L(x:y): with a warning the limits are printed one a line",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000021] pbx.c: Executing [1500@from-trunk:1] Dial("PJSIP/trunk-00000021", "PJSIP/1001,30,L(20000:5000)") in new stack
        [Nov 22 15:52:00] VERBOSE[41][C-00000021] features.c: Limit Data for this call:
        [Nov 22 15:52:00] VERBOSE[41][C-00000021] features.c: timelimit      = 20000 ms (20.000 s)
        [Nov 22 15:52:02] VERBOSE[41][C-00000021] app_dial.c: PJSIP/1001-000000b1 answered PJSIP/trunk-00000021
        [Nov 22 15:52:02] VERBOSE[41][C-00000021] bridge_channel.c: Channel PJSIP/1001-000000b1 joined 'simple_bridge' basic-bridge <46428f62-31ef-4ea2-8cdb-c9ad3a8def91>
        [Nov 22 15:52:02] VERBOSE[41][C-00000021] bridge_channel.c: Channel PJSIP/trunk-00000021 joined 'simple_bridge' basic-bridge <46428f62-31ef-4ea2-8cdb-c9ad3a8def91>
        [Nov 22 15:52:22] VERBOSE[41][C-00000021] bridge_channel.c: Channel PJSIP/1001-000000b1 left 'simple_bridge' basic-bridge <46428f62-31ef-4ea2-8cdb-c9ad3a8def91>
        [Nov 22 15:52:22] VERBOSE[41][C-00000021] bridge_channel.c: Channel PJSIP/trunk-00000021 left 'simple_bridge' basic-bridge <46428f62-31ef-4ea2-8cdb-c9ad3a8def91>
      `,
      confidence: "confirmed",
      says: /20 s/,
    },
  ],
  healthy: [
    {
      name: "the agent hung up long before the limit",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000012] pbx.c: Executing [1500@from-trunk:1] Dial("SIP/trunk-00000012", "SIP/1001,30,S(12)") in new stack
        [Nov 22 15:52:00] VERBOSE[41][C-00000012] app_dial.c: Setting call duration limit to 12.000 seconds.
        [Nov 22 15:52:02] VERBOSE[41][C-00000012] app_dial.c: SIP/1001-000000a2 answered SIP/trunk-00000012
        [Nov 22 15:52:02] VERBOSE[41][C-00000012] bridge_channel.c: Channel SIP/1001-000000a2 joined 'simple_bridge' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def92>
        [Nov 22 15:52:02] VERBOSE[41][C-00000012] bridge_channel.c: Channel SIP/trunk-00000012 joined 'simple_bridge' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def92>
        [Nov 22 15:52:07] VERBOSE[41][C-00000012] bridge_channel.c: Channel SIP/1001-000000a2 left 'simple_bridge' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def92>
        [Nov 22 15:52:07] VERBOSE[41][C-00000012] bridge_channel.c: Channel SIP/trunk-00000012 left 'simple_bridge' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def92>
        [Nov 22 15:52:07] VERBOSE[41][C-00000012] pbx.c: Spawn extension (from-trunk, 1500, 1) exited non-zero on 'SIP/trunk-00000012'
      `,
      cause: "bridge-peer-hangup",
    },
    {
      name: "the caller left long before the limit",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000013] pbx.c: Executing [1500@from-trunk:1] Dial("SIP/trunk-00000013", "SIP/1001,30,S(12)") in new stack
        [Nov 22 15:52:00] VERBOSE[41][C-00000013] app_dial.c: Setting call duration limit to 12.000 seconds.
        [Nov 22 15:52:02] VERBOSE[41][C-00000013] app_dial.c: SIP/1001-000000a3 answered SIP/trunk-00000013
        [Nov 22 15:52:02] VERBOSE[41][C-00000013] bridge_channel.c: Channel SIP/1001-000000a3 joined 'simple_bridge' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def93>
        [Nov 22 15:52:02] VERBOSE[41][C-00000013] bridge_channel.c: Channel SIP/trunk-00000013 joined 'simple_bridge' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def93>
        [Nov 22 15:52:07] VERBOSE[41][C-00000013] bridge_channel.c: Channel SIP/trunk-00000013 left 'simple_bridge' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def93>
        [Nov 22 15:52:07] VERBOSE[41][C-00000013] bridge_channel.c: Channel SIP/1001-000000a3 left 'simple_bridge' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def93>
        [Nov 22 15:52:07] VERBOSE[41][C-00000013] pbx.c: Spawn extension (from-trunk, 1500, 1) exited non-zero on 'SIP/trunk-00000013'
        [Nov 22 15:53:40] VERBOSE[1] asterisk.c: Remote UNIX connection
      `,
    },
  ],
  notEnoughEvidence: [
    {
      name: "a limit is set, and the log ends while they talk",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000014] pbx.c: Executing [1500@from-trunk:1] Dial("SIP/trunk-00000014", "SIP/1001,30,S(12)") in new stack
        [Nov 22 15:52:00] VERBOSE[41][C-00000014] app_dial.c: Setting call duration limit to 12.000 seconds.
        [Nov 22 15:52:02] VERBOSE[41][C-00000014] app_dial.c: SIP/1001-000000a4 answered SIP/trunk-00000014
        [Nov 22 15:52:02] VERBOSE[41][C-00000014] bridge_channel.c: Channel SIP/1001-000000a4 joined 'simple_bridge' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def94>
        [Nov 22 15:52:02] VERBOSE[41][C-00000014] bridge_channel.c: Channel SIP/trunk-00000014 joined 'simple_bridge' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def94>
      `,
    },
  ],
});
