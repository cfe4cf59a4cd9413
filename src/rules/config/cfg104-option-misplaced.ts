// A real option in a file or section that does not read it.

import { defineConfig } from "../rule.js";
import { changeOption, misnamed, rejectsObjects, takeOut, writtenOptions } from "../shared/config-options.js";

export const optionMisplaced = defineConfig({
  code: "CFG104",
  name: "option-misplaced",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "A real option is in a file, section or driver configuration that does not read it.",
    impact: "Asterisk silently ignores it: what it should change stays as it was.",
    evidence:
      "The name is an option of another section, file or driver, but not of this one: `rtp_timeout` in sip.conf, `rtptimeout` in rtp.conf.",
    fix: "Move the line to where the option belongs, under the name that it has there.",
    references: [
      "channels/chan_sip.c:reload_config",
      "res/res_rtp_asterisk.c:rtp_reload",
      "main/http.c:__ast_http_load",
    ],
  },
  *check(subject) {
    for (const written of writtenOptions(subject.tree)) {
      const { object, entry } = written;
      if (rejectsObjects(object.file)) continue;
      const wrong = misnamed(written, subject);
      if (wrong?.why !== "elsewhere") continue;
      yield {
        message: `${entry.key} in ${object.file} [${object.name}] ${wrong.says}. Asterisk silently ignores the line.`,
        places: [entry],
        advice: [
          changeOption(written, {
            title: `Move ${entry.key} to where it is read`,
            reason: `${entry.key} ${wrong.says}.`,
            risk: "None here: Asterisk does not read it.",
            proposed: null,
          }),
        ],
        changes: takeOut(written),
      };
    }
  },
});
