// Asterisk closed the bot's HTTP connection without an answer, because sessionlimit of http.conf was reached
// (docs/asterisk/stasis-and-ari.md#http-sessions).

import { confirmed, possible } from "../judgement.js";
import { defineCause } from "../rule.js";
import { around, fitsOthers } from "../shared/evidence.js";

/** A bot may notice the closed connection a while after Asterisk's line. The stamps come from two logs. */
const BEFORE_MS = 3_000;
const AFTER_MS = 2_000;

export const httpSessionLimit = defineCause({
  code: "ARI109",
  name: "http-session-limit",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup"],
  docs: {
    meaning: "Asterisk's HTTP server was at its session limit and closed the bot's request unanswered.",
    impact: "The bot's request is lost; the channel is not affected.",
    evidence:
      "Confirmed by `HTTP session count exceeded N sessions` between 3 s before and 2 s after a request of the bot that was not carried out (its connection was closed). A candidate without that line, or if more calls than lines had such requests in that time.",
    excludedBy: "Not raised without such a request. A request that was answered, even with 404, had its session.",
    fix: "Have the bot use one HTTP session with a few pooled connections for all requests, and retry a request once if it was closed unanswered. Raise `sessionlimit` in http.conf (default 100): the websocket and each kept-alive connection take one session.",
    references: ["main/http.c:httpd_helper_thread"],
  },
  judge: (subject) => {
    const lost = subject.facts.faults.find(({ kind }) => kind === "no-answer")?.at;
    if (!lost) return null;
    const limits = [...around(subject, "http-session-limit", lost.atMs, BEFORE_MS, AFTER_MS)];
    const [limit] = limits;
    // one line for each connection that is closed (main/http.c:httpd_helper_thread)
    if (limit && fitsOthers(subject, limits, AFTER_MS, BEFORE_MS, ({ event }) => event.moment === "no-answer"))
      return possible(
        0.6,
        "Asterisk's session limit was reached at that moment, and requests for other calls were also closed unanswered",
      );
    return limit
      ? confirmed(
          `Asterisk closed the bot's request unanswered: over ${limit.event.sessionCount} HTTP sessions were open.`,
          limit,
          lost,
        )
      : possible(
          0.5,
          "the bot's request was closed without an answer; Asterisk's log would show that its session limit was reached",
        );
  },
  advise: () => [
    {
      kind: "bot",
      title: "Use one HTTP session for all requests",
      reason:
        "Keep connections open and share a pool of a few, because each open one counts against Asterisk's limit. Retry a request once if it was closed unanswered.",
      risk: null,
      apply: [],
      verify: ['asterisk -rx "http show status"'],
    },
    {
      kind: "config",
      title: "Allow more HTTP sessions",
      reason: "The websocket and every kept-alive connection take one session each.",
      risk: null,
      file: "/etc/asterisk/http.conf",
      section: "general",
      option: "sessionlimit",
      current: null,
      proposed: "500",
      appliesTo: "all versions; default 100",
      apply: ['asterisk -rx "module reload http"'],
      verify: ['asterisk -rx "http show status"'],
    },
  ],
  missing: () => [
    {
      what: "Whether Asterisk's HTTP server was at its limit",
      how: "logger.conf [logfiles]: full.log => notice,warning,error,verbose(3)",
    },
  ],
});
