// No log file gets VERBOSE, so music on hold, playbacks and the dialplan leave no line.
import { logChannels, receives } from "../../asterisk/config/logger-conf.js";
import { defineConfig } from "../rule.js";
import { logAdvice } from "../shared/config-logs.js";

export const logWithoutVerbose = defineConfig({
  code: "CFG208",
  name: "log-without-verbose",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "No log file receives verbose messages.",
    impact:
      "The dialplan, music on hold, the start of a sound and bridges leave no line: for many calls the logs cannot tell why they ended.",
    evidence: "`[logfiles]` of logger.conf: no file and no syslog channel with verbose.",
    excludedBy:
      "`logger.conf` not read, or only in part; or no log but the console, whose verbosity is set when it starts.",
    fix: "`full.log => notice,warning,error,verbose(3)` in [logfiles], then `logger reload` and `core set verbose 3`.",
    references: ["main/logger.c:init_logger_chain", "main/pbx.c:pbx_extension_helper"],
  },
  *check({ tree }) {
    const kept = logChannels(tree);
    if (kept === null || kept.some((channel) => receives(channel, "verbose"))) return;
    // a console gets verbose messages according to its -v; in a container it is the only log
    if (kept.length > 0 && kept.every(({ name }) => name.toLowerCase() === "console")) return;
    yield {
      message: "No log file receives verbose messages: holds, sounds and the dialplan leave no line.",
      places: kept.slice(0, 1),
      advice: [logAdvice(tree, kept[0] ?? null)],
    };
  },
});
