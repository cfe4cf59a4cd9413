// No log file gets NOTICE, WARNING and ERROR, so the lines that prove an RTP timeout are written nowhere.
import { logChannels, receives } from "../../asterisk/config/logger-conf.js";
import { defineConfig } from "../rule.js";
import { logAdvice } from "../shared/config-logs.js";

const LEVELS = ["notice", "warning", "error"] as const;

export const logWithoutNotices = defineConfig({
  code: "CFG207",
  name: "log-without-notices",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "No log receives notices, warnings and errors together.",
    impact:
      "An RTP timeout, a lost ACK or a missing sound leaves no line: nobody, this tool included, can say why such a call ended.",
    evidence: "`[logfiles]` of logger.conf: no file, syslog channel or console with notice, warning and error.",
    excludedBy: "`logger.conf` not read, or only in part.",
    fix: "`full.log => notice,warning,error,verbose(3)` in [logfiles], then `logger reload`.",
    references: ["main/logger.c:init_logger_chain", "main/logger.c:make_logchannel"],
  },
  *check({ tree }) {
    // the console counts: in a container it is the log
    const kept = logChannels(tree);
    if (kept === null || kept.some((channel) => LEVELS.every((level) => receives(channel, level)))) return;
    yield {
      message: "No log receives notices, warnings and errors: an RTP timeout would leave no line.",
      places: kept.slice(0, 1),
      advice: [logAdvice(tree, kept[0] ?? null)],
    };
  },
});
