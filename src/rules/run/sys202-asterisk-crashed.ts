// A start without an end before it: Asterisk crashed or was killed.
import { defineRun } from "../rule.js";
import { times } from "../shared/pattern-in-words.js";

export const asteriskCrashed = defineRun({
  code: "SYS202",
  name: "asterisk-crashed",
  severity: "error",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk started again without having said that it ended: it crashed or was killed.",
    impact: "All calls at that moment end without a line.",
    evidence: "A further `Asterisk Ready.` in the log, with no `Asterisk ... ending` since the previous start.",
    excludedBy: "A start at the beginning of the log: what came before it is not in the log.",
    fix: "Look for the OOM killer, a crash or a kill at that time: `journalctl -k`, `coredumpctl list asterisk`.",
    references: ["main/asterisk.c:really_quit", "main/asterisk.c:asterisk_daemon"],
  },
  *check({ starts }) {
    if (starts.unclean.length === 0) return;
    yield {
      message: `Asterisk crashed or was killed ${times(starts.unclean.length)}.`,
      proof: starts.unclean.slice(0, 3),
      evidence: [],
      advice: [
        {
          kind: "capture",
          title: "Find out what killed Asterisk",
          reason: "Look for the OOM killer, a crash or a kill at that time.",
          risk: null,
          apply: ["journalctl -k --since today | grep -i -e oom -e segfault", "coredumpctl list asterisk"],
          verify: [],
        },
      ],
    };
  },
});
