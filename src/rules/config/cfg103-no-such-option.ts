// A name that no version knows, in a file where Asterisk ignores it silently.

import { defineConfig } from "../rule.js";
import {
  changeOption,
  isGenerated,
  misnamed,
  rejectsObjects,
  takeOut,
  writtenOptions,
} from "../shared/config-options.js";

export const noSuchOption = defineConfig({
  code: "CFG103",
  name: "no-such-option",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "The configuration sets an option that Asterisk does not have.",
    impact: "Asterisk silently ignores it: the line does nothing, though it looks as if it did.",
    evidence:
      "A name that is in no list of options for that section, for Asterisk 18 to 23 or for the version in the log. Raised only in sections whose options are all known, and not in files that FreePBX writes.",
    fix: "Correct the name if it is a slip. Otherwise remove the line.",
    references: [
      "channels/chan_sip.c:reload_config",
      "channels/chan_sip.c:build_peer",
      "res/res_rtp_asterisk.c:rtp_reload",
      "main/logger.c:init_logger_chain",
    ],
  },
  *check(subject) {
    for (const written of writtenOptions(subject.tree)) {
      const { object, entry } = written;
      if (rejectsObjects(object.file) || isGenerated(entry.file)) continue;
      const wrong = misnamed(written, subject);
      if (wrong === null || wrong.why === "elsewhere") continue;
      yield {
        message: `${entry.key} in ${object.file} [${object.name}] ${wrong.says}. Asterisk silently ignores the line.`,
        places: [entry],
        advice: [
          changeOption(written, {
            title: `Remove ${entry.key}`,
            reason: "It does nothing, and anyone who reads it believes that it does.",
            risk: "None: Asterisk does not read it.",
            proposed: wrong.instead === null ? null : `${wrong.instead}, if that was meant`,
          }),
        ],
        // what was meant is a guess; that the line does nothing is not
        changes: takeOut(written),
      };
    }
  },
});
