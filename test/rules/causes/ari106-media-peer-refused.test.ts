import { mediaPeerRefused } from "../../../src/rules/causes/ari106-media-peer-refused.js";
import { testRule } from "../../support/rule-tester.js";

testRule(mediaPeerRefused, {
  faulty: [
    {
      name: "the media websocket was refused",
      asterisk: `
        [2026-11-22 15:52:00.000] VERBOSE[41][C-00000071] pbx.c: Executing [1000@from-trunk:1] Dial("PJSIP/trunk-00000070", "WebSocket/media1/c(ulaw)") in new stack
        [2026-11-22 15:52:00.100] WARNING[41][C-00000071] chan_websocket.c: WebSocket/media1/0x7f2170028230: WebSocket connection failed to media1: Connection refused
      `,
      confidence: "confirmed",
      says: /media1: Connection refused/,
    },
    {
      name: "the AudioSocket server did not answer in time",
      asterisk: `
        [2026-11-22 15:52:00.000] VERBOSE[41][C-00000072] pbx.c: Executing [1000@from-trunk:1] AudioSocket("PJSIP/trunk-00000071", "40325ec2-5efd-4bd3-805f-53576e581d13,192.0.2.9:9092") in new stack
        [2026-11-22 15:52:02.000] WARNING[41][C-00000072] res_audiosocket.c: AudioSocket connection to '192.0.2.9:9092' timedout after MAX_CONNECT_TIMEOUT_MSEC (2000) milliseconds.
      `,
      confidence: "confirmed",
      says: /192\.0\.2\.9:9092/,
    },
    {
      name: "AudioSocket(): connection refused, and the dialplan ends",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[97][C-00000014] pbx.c: Executing [1400@from-trunk:1] Answer("PJSIP/trunk-00000014", "") in new stack
        [Nov 22 15:52:00] VERBOSE[97][C-00000014] pbx.c: Executing [1400@from-trunk:2] AudioSocket("PJSIP/trunk-00000014", "51ceb7f7-4c75-476c-8fae-53b10cb87bd0,127.0.0.1:9092") in new stack
        [Nov 22 15:52:00] WARNING[97][C-00000014] res_audiosocket.c: Connecting to '127.0.0.1:9092' failed for url '127.0.0.1:9092': Connection refused
        [Nov 22 15:52:00] ERROR[97][C-00000014] res_audiosocket.c: Failed to connect to AudioSocket service
        [Nov 22 15:52:00] VERBOSE[97][C-00000014] pbx.c: Spawn extension (from-trunk, 1400, 2) exited non-zero on 'PJSIP/trunk-00000014'
      `,
      confidence: "confirmed",
      says: /127\.0\.0\.1:9092/,
    },
    {
      name: "chan_sip, an older wording, and the dialplan goes on",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[97][C-00000015] pbx.c: Executing [1400@from-trunk:2] AudioSocket("SIP/trunk-00000015", "61ceb7f7-4c75-476c-8fae-53b10cb87bd0,10.0.0.9:9092") in new stack
        [Nov 22 15:52:00] WARNING[97][C-00000015] res_audiosocket.c: Connect to '10.0.0.9:9092' failed for url '10.0.0.9:9092': Connection timed out
        [Nov 22 15:52:00] VERBOSE[97][C-00000015] pbx.c: Executing [1400@from-trunk:3] Hangup("SIP/trunk-00000015", "") in new stack
        [Nov 22 15:52:00] VERBOSE[97][C-00000015] pbx.c: Spawn extension (from-trunk, 1400, 3) exited non-zero on 'SIP/trunk-00000015'
      `,
      confidence: "confirmed",
    },
  ],
  healthy: [
    {
      name: "it connected, and went away later",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[97][C-00000016] pbx.c: Executing [1400@from-trunk:1] Answer("PJSIP/trunk-00000016", "") in new stack
        [Nov 22 15:52:00] VERBOSE[97][C-00000016] pbx.c: Executing [1400@from-trunk:2] AudioSocket("PJSIP/trunk-00000016", "71ceb7f7-4c75-476c-8fae-53b10cb87bd0,127.0.0.1:9092") in new stack
        [Nov 22 15:52:06] VERBOSE[97][C-00000016] pbx.c: Executing [1400@from-trunk:3] Hangup("PJSIP/trunk-00000016", "") in new stack
        [Nov 22 15:52:06] VERBOSE[97][C-00000016] pbx.c: Spawn extension (from-trunk, 1400, 3) exited non-zero on 'PJSIP/trunk-00000016'
      `,
      cause: "media-peer-lost",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the caller hung up in AudioSocket(): nothing was refused",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[97][C-00000017] pbx.c: Executing [1400@from-trunk:1] Answer("PJSIP/trunk-00000017", "") in new stack
        [Nov 22 15:52:00] VERBOSE[97][C-00000017] pbx.c: Executing [1400@from-trunk:2] AudioSocket("PJSIP/trunk-00000017", "81ceb7f7-4c75-476c-8fae-53b10cb87bd0,127.0.0.1:9092") in new stack
        [Nov 22 15:52:06] VERBOSE[97][C-00000017] pbx.c: Spawn extension (from-trunk, 1400, 2) exited non-zero on 'PJSIP/trunk-00000017'
        [Nov 22 15:53:06] VERBOSE[1] asterisk.c: Remote UNIX connection
      `,
    },
  ],
});
