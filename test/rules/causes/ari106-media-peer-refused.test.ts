import { mediaPeerRefused } from "../../../src/rules/causes/ari106-media-peer-refused.js";
import { asterisk, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(mediaPeerRefused, {
  faulty: [
    {
      name: "the media websocket was refused",
      asterisk: asterisk
        .runs(0, "Dial", "WebSocket/media1/c(ulaw)")
        .inCall(
          0.1,
          "chan_websocket.c: WebSocket/media1/0x7f2170028230: WebSocket connection failed to media1: Connection refused",
          "WARNING",
        ),
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
      asterisk: asterisk
        .runs(0, "Answer")
        .runs(0, "AudioSocket", "51ceb7f7-4c75-476c-8fae-53b10cb87bd0,127.0.0.1:9092")
        .inCall(
          0,
          "res_audiosocket.c: Connecting to '127.0.0.1:9092' failed for url '127.0.0.1:9092': Connection refused",
          "WARNING",
        )
        .inCall(0, "res_audiosocket.c: Failed to connect to AudioSocket service", "ERROR")
        .exits(0),
      confidence: "confirmed",
      says: /127\.0\.0\.1:9092/,
    },
    {
      name: "chan_sip, an older wording, and the dialplan goes on",
      asterisk: chanSip
        .runs(0, "AudioSocket", "61ceb7f7-4c75-476c-8fae-53b10cb87bd0,10.0.0.9:9092")
        .inCall(
          0,
          "res_audiosocket.c: Connect to '10.0.0.9:9092' failed for url '10.0.0.9:9092': Connection timed out",
          "WARNING",
        )
        .runs(0, "Hangup")
        .exits(0),
      confidence: "confirmed",
    },
  ],
  healthy: [
    {
      name: "it connected, and went away later",
      asterisk: asterisk
        .runs(0, "Answer")
        .runs(0, "AudioSocket", "71ceb7f7-4c75-476c-8fae-53b10cb87bd0,127.0.0.1:9092")
        .runs(6, "Hangup")
        .exits(6),
      cause: "media-peer-lost",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the caller hung up in AudioSocket(): nothing was refused",
      asterisk: asterisk
        .runs(0, "Answer")
        .runs(0, "AudioSocket", "81ceb7f7-4c75-476c-8fae-53b10cb87bd0,127.0.0.1:9092")
        .exits(6)
        .consoleOpens(66),
    },
  ],
});
