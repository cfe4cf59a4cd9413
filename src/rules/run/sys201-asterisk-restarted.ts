// A planned restart within the log. Names and C- ids start again.
import { defineRun } from "../rule.js";
import { times } from "../shared/pattern-in-words.js";

export const asteriskRestarted = defineRun({
  code: "SYS201",
  name: "asterisk-restarted",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk was started again within the log.",
    impact: "Channel names and C- ids begin again and mean other calls.",
    evidence:
      "`Asterisk Ready.` after an `Asterisk ... ending` in the same log. A start at the beginning of the log does not count.",
    fix: "Nothing, if it was planned. Otherwise, use `core restart gracefully`, which lets calls end first. After a restart the bot must drop the channels that it knows.",
    references: ["main/asterisk.c:asterisk_daemon", "main/asterisk.c:really_quit"],
  },
  *check({ starts }) {
    if (starts.clean.length > 0)
      yield {
        message: `Asterisk was stopped and started again ${times(starts.clean.length)}.`,
        proof: starts.clean.slice(0, 3),
        evidence: [],
        advice: [],
      };
  },
});
