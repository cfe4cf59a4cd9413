// A file that Asterisk stops reading. What comes after the fault, or the whole file, is not in force.
import { pjsipScopes } from "../../asterisk/config/scopes.js";
import { defineConfig } from "../rule.js";

export const configRefused = defineConfig({
  code: "CFG101",
  name: "config-refused",
  severity: "error",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk stops reading a configuration file at this line.",
    impact:
      "If Asterisk opens that file itself, it does not load it at all. After a start its settings are missing; after a reload the earlier ones stay in force.",
    evidence:
      "A section name without `]`, modifiers without `)`, an option before any section, a missing or endless `#include`, a template that does not exist, a byte order mark, or two objects of one type and name in pjsip.conf.",
    fix: "Fix the line, then reload, and look in the full log for errors from that reload.",
    references: [
      "main/config.c:process_text_line",
      "main/config.c:config_text_file_load",
      "res/res_sorcery_config.c:sorcery_config_internal_load",
    ],
  },
  *check({ tree }) {
    for (const { file, line, message, effect } of [...tree.problems, ...pjsipScopes(tree).problems]) {
      if (effect === "refused" && line !== null) yield { message, places: [{ file, line }], advice: [] };
    }
  },
});
