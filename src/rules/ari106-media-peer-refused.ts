// Nobody listened where the AudioSocket was to connect: the application fails at once.
import { firstOf } from "../calls/call.js";
import { confirmed, defineCause } from "./rule.js";

export const mediaPeerRefused = defineCause({
  code: "ARI106",
  name: "media-peer-refused",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "caller-cancel", "media-peer-lost"],
  docs: {
    meaning: "The media server did not accept Asterisk's AudioSocket connection.",
    impact: "The caller hears nothing; AudioSocket() returns an error and the call ends.",
    evidence:
      "Confirmed by Asterisk's WARNING on this call: `Connecting to '...' failed` (or `Connect to`), from AudioSocket.",
    excludedBy: "Not raised without such a line.",
    fix: "Start the media server before calls arrive and check that it listens on the address that the dialplan or the bot names (`ss -ltn`), with no firewall between.",
    references: [
      "res/res_audiosocket.c:handle_audiosocket_connection",
      "res/res_audiosocket.c:ast_audiosocket_connect",
    ],
  },
  judge: ({ call }) => {
    const failed = firstOf(call, "audiosocket-failed");
    return failed
      ? confirmed(`Asterisk could not connect to the media server at ${failed.event.address}.`, failed)
      : null;
  },
  advise: () => [
    {
      kind: "bot",
      title: "Start the media server before calls arrive",
      reason:
        "Check that it listens on the address that the dialplan or the bot names, and that nothing between filters it.",
      risk: null,
      apply: [],
      verify: ["ss -ltn"],
    },
  ],
  missing: () => [],
});
