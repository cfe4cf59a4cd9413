// The limit of HTTP sessions was reached at some time during the run.
import { defineRun } from "../rule.js";
import { times } from "../shared/pattern-in-words.js";

export const httpSessionsRanOut = defineRun({
  code: "ARI204",
  name: "http-sessions-used-up",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk's HTTP server was at its session limit.",
    impact: "Asterisk closes the bot's requests without an answer.",
    evidence: "Asterisk's `HTTP session count exceeded N sessions`.",
    fix: "Let the bot reuse a few HTTP connections, and raise `sessionlimit` in http.conf (default 100).",
    references: ["main/http.c:httpd_helper_thread"],
  },
  *check({ events }) {
    const limit = events.get("http-session-limit");
    if (limit)
      yield {
        message: `Asterisk was at its session limit and closed HTTP connections ${times(limit.count)}.`,
        proof: limit.first,
        evidence: [],
        advice: [],
      };
  },
});
