// websocket_write_timeout of ari.conf, if the log shows that the bot did not read in time.
import { fileNamed, lastEntry, sectionNamed } from "../../asterisk/config/sections.js";
import { reloadOf } from "../../asterisk/reload.js";
import { defineConfig } from "../rule.js";

const DEFAULT_MS = 100;
const PROPOSED_MS = 1000;

export const websocketTimeoutMet = defineConfig({
  code: "CFG206",
  name: "websocket-timeout-met",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk gave up on the bot's websocket, and ari.conf gives a slow bot little time to read.",
    impact: "Each time, the bot misses events until it is back, and its calls stay up with nobody driving them.",
    evidence:
      "`websocket_write_timeout` of ari.conf (default 100 ms) below 1000 ms, and `Problem occurred during websocket write to ...` in the log.",
    excludedBy: "No such line in the log: a bot that reads in time needs no more.",
    fix: "Do not block the bot's reader; raise websocket_write_timeout to 500 to 2000 ms.",
    references: ["res/ari/ari_websockets.c:session_write", "res/ari/config.c:ast_ari_config_init"],
  },
  *check({ tree, run }) {
    const failed = run?.events.get("websocket-write-failed");
    const file = fileNamed(tree, "ari.conf");
    const general = file === null ? null : sectionNamed(file, "general");
    if (failed === undefined || general === null) return;
    const written = lastEntry(general.entries, "websocket_write_timeout");
    const milliseconds = Number.parseInt(written?.value ?? String(DEFAULT_MS), 10);
    if (!(milliseconds < PROPOSED_MS)) return;
    yield {
      message: `websocket_write_timeout is ${milliseconds} ms${written === null ? " (the default)" : ""}, and the bot did not read in time ${failed.count === 1 ? "once" : `${failed.count} times`}.`,
      places: [written ?? general],
      advice: [
        {
          kind: "config",
          title: "Give a slow bot more time to read",
          reason: "A short pause of the bot, such as garbage collection, then does not cost the connection.",
          risk: "A bot that hangs for longer holds up other writers of that websocket.",
          file: written?.file ?? general.file,
          section: "general",
          option: "websocket_write_timeout",
          current: written?.value ?? null,
          proposed: String(PROPOSED_MS),
          appliesTo: "all versions; default 100 ms",
          apply: [...reloadOf("ari.conf").apply],
          verify: [...reloadOf("ari.conf").verify],
        },
      ],
    };
  },
});
