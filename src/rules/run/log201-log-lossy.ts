// Asterisk itself says that its log has holes.
import { defineRun } from "../rule.js";
import { times } from "../shared/pattern-in-words.js";

export const logLossy = defineRun({
  code: "LOG201",
  name: "log-lossy",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk discarded log messages because it could not write them fast enough.",
    impact:
      "Between `Log queue threshold (N) exceeded` and `Logging resumed`, the absence of a message proves nothing; verdicts about that time are more careful.",
    evidence:
      "Asterisk's line `Log queue threshold (N) exceeded`; if the log begins after it, `Logging resumed. N messages discarded`.",
    fix: "Raise `logger_queue_limit` in logger.conf (default 1000), then `logger reload`; turn SIP, RTP and ARI debug off when it is not needed; look for a flood of requests.",
    references: ["main/logger.c:ast_log_full", "main/logger.c:logger_thread"],
  },
  *check({ events }) {
    // a log that begins within the hole shows only its end
    const discarding = events.get("log-discarding") ?? events.get("log-resumed");
    if (!discarding) return;
    yield {
      message: `The log has holes: Asterisk discarded messages ${times(discarding.count)}.`,
      proof: discarding.first,
      evidence: [],
      advice: [
        {
          kind: "config",
          title: "Let the logger queue more",
          reason: "A burst (SIP traces, a flood of OPTIONS) overran the queue of 1000 messages.",
          risk: "A little memory.",
          file: "/etc/asterisk/logger.conf",
          section: "general",
          option: "logger_queue_limit",
          current: null,
          proposed: "10000",
          appliesTo: "all versions; default 1000",
          apply: ['asterisk -rx "logger reload"'],
          verify: ['asterisk -rx "logger show channels"'],
        },
      ],
    };
  },
});
