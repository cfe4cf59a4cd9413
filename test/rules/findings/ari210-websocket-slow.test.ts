import { websocketSlow } from "../../../src/rules/findings/ari210-websocket-slow.js";
import { asterisk } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(websocketSlow, {
  faulty: [
    {
      name: "given up in the middle of the call",
      asterisk: asterisk
        .runs(0.11, "Stasis", "voicebot,1795362720.1")
        .logs(
          5,
          "NOTICE[20] ari/ari_websockets.c: Problem occurred during websocket write to 192.0.2.7:55716, websocket closed",
        )
        .runs(30, "Hangup"),
      says: /during this call/,
    },
  ],
  healthy: [
    {
      name: "given up a minute after the call",
      asterisk: asterisk
        .runs(0.11, "Stasis", "voicebot,1795362720.2")
        .runs(30, "Hangup")
        .logs(
          90,
          "NOTICE[20] ari/ari_websockets.c: Problem occurred during websocket write to 192.0.2.7:55716, websocket closed",
        ),
    },
    {
      name: "a call that never met a bot",
      asterisk: asterisk
        .runs(0.11, "Queue", "sales")
        .logs(
          5,
          "NOTICE[20] ari/ari_websockets.c: Problem occurred during websocket write to 192.0.2.7:55716, websocket closed",
        )
        .runs(30, "Hangup"),
    },
  ],
  notEnoughEvidence: [
    {
      name: "a message that could not be queued is no websocket given up",
      asterisk: asterisk
        .runs(0.11, "Stasis", "voicebot,1795362720.3")
        .logs(
          5,
          "WARNING[20] ari/ari_websockets.c: voicebot: Queued 'ChannelVarset' message for Stasis app 'voicebot'; websocket is not ready",
        )
        .runs(30, "Hangup"),
    },
  ],
});
