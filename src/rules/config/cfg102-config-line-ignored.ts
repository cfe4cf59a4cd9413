// A line that Asterisk ignores because of its form, not because of its name.
import { sipScopes } from "../../asterisk/config/scopes.js";
import { defineConfig } from "../rule.js";

export const configLineIgnored = defineConfig({
  code: "CFG102",
  name: "config-line-ignored",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk passes over a line, or over a section, of the configuration.",
    impact: "What it says is not in force, although it stands there.",
    evidence:
      "A line without an equal sign, a directive that Asterisk does not know, a block comment that is never closed, a line that is too long, a file that includes itself, or a second [general] in sip.conf.",
    fix: "Mend the line. To add to a section that exists, write `[name](+)`.",
    references: ["main/config.c:process_text_line", "main/config.c:ast_variable_browse"],
  },
  *check({ tree }) {
    for (const { file, line, message, effect } of [...tree.problems, ...sipScopes(tree).problems]) {
      if (effect === "ignored" && line !== null) yield { message, places: [{ file, line }], advice: [] };
    }
  },
});
