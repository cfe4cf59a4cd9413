// sessionlimit of http.conf, compared with the calls at once: a bot that opens a connection per call runs into it.
import { fileNamed, lastEntry, sectionNamed } from "../../asterisk/config/sections.js";
import { reloadOf } from "../../asterisk/reload.js";
import { defineConfig } from "../rule.js";

const DEFAULT_SESSION_LIMIT = 100;

export const fewHttpSessions = defineConfig({
  code: "CFG205",
  name: "few-http-sessions",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "The limit of http.conf allows fewer HTTP sessions than there were legs at once.",
    impact: "A bot that opens a connection for each call finds some of them closed unanswered.",
    evidence: "`sessionlimit` of http.conf (default 100), and the most legs that the logs show at one time.",
    excludedBy:
      "No logs, no http.conf, or a limit above that number. A bot that shares a few connections never meets it.",
    fix: "Let the bot share a few connections for all requests, or raise sessionlimit.",
    references: ["main/http.c:httpd_helper_thread"],
  },
  *check({ tree, run }) {
    const file = fileNamed(tree, "http.conf");
    const general = file === null ? null : sectionNamed(file, "general");
    if (run === null || general === null) return;
    const written = lastEntry(general.entries, "sessionlimit");
    const limit = Number.parseInt(written?.value ?? String(DEFAULT_SESSION_LIMIT), 10);
    const legs = run.peakLegs;
    if (!(limit <= legs)) return;
    yield {
      message: `sessionlimit is ${limit}${written === null ? " (the default)" : ""}; the logs show ${legs} legs at once.`,
      places: [written ?? general],
      advice: [
        {
          kind: "config",
          title: "Allow more HTTP sessions, or let the bot share them",
          reason: "The websocket and every kept-alive connection take one.",
          risk: null,
          file: written?.file ?? general.file,
          section: "general",
          option: "sessionlimit",
          current: written?.value ?? null,
          proposed: String(legs * 2),
          apply: [...reloadOf("http.conf").apply],
          verify: [...reloadOf("http.conf").verify],
        },
      ],
    };
  },
});
