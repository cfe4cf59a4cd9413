// The media server could not be reached: the AudioSocket or the media websocket was refused or timed out, or the host of the
// external media has no address. The application or the helper channel fails at once.
import { firstOf } from "../../calls/call.js";
import { confirmed } from "../judgement.js";
import { defineCause } from "../rule.js";

export const mediaPeerRefused = defineCause({
  code: "ARI106",
  name: "media-peer-refused",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "caller-cancel", "media-peer-lost", "dialplan-hangup"],
  docs: {
    meaning: "The media server did not accept Asterisk's connection: AudioSocket, websocket or external media.",
    impact:
      "The caller hears nothing; AudioSocket() returns an error and the call ends, or the helper channel does not come up.",
    evidence:
      "Confirmed by a line of this call: `Connecting to … failed`, `AudioSocket connection … timedout`, `WebSocket connection failed`, `Unable to resolve host`.",
    excludedBy: "None of these lines. A connection that broke later is ARI108.",
    fix: "Start the media server before calls arrive, and use an address that Asterisk can reach.",
    references: [
      "res/res_audiosocket.c:handle_audiosocket_connection",
      "channels/chan_websocket.c:webchan_call",
      "channels/chan_rtp.c:unicast_rtp_request",
    ],
  },
  judge: ({ call }) => {
    const failed = firstOf(call, "audiosocket-failed");
    if (failed) return confirmed(`Asterisk could not connect to the media server at ${failed.event.address}.`, failed);
    const unreachable = firstOf(call, "media-server-unreachable");
    return unreachable
      ? confirmed(
          `Asterisk could not reach the media server ${unreachable.event.address}: ${unreachable.event.why}.`,
          unreachable,
        )
      : null;
  },
  advise: () => [
    {
      kind: "bot",
      title: "Start the media server before calls arrive",
      reason:
        "Check that it listens on the address that the dialplan or the bot names, and that nothing in between filters it.",
      risk: null,
      apply: [],
      verify: ["ss -ltn"],
    },
  ],
  missing: () => [],
});
