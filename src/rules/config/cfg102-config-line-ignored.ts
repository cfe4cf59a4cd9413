// A line that Asterisk ignores because of its form, not because of its name.
import { sipScopes } from "../../asterisk/config/scopes.js";
import { defineConfig } from "../rule.js";

export const configLineIgnored = defineConfig({
  code: "CFG102",
  name: "config-line-ignored",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk ignores a line or a section of the configuration.",
    impact: "What it says is not in force, although it is in the file.",
    evidence:
      "A line without an equal sign, a directive that Asterisk does not know, a block comment that is never closed, a line that is too long, a file that includes itself, or a second [general] in sip.conf.",
    fix: "Fix the line. To add to an existing section, write `[name](+)`.",
    references: ["main/config.c:process_text_line", "main/config.c:ast_variable_browse"],
  },
  *check({ tree }) {
    for (const { file, line, message, effect } of [...tree.problems, ...sipScopes(tree).problems]) {
      if (effect === "ignored" && line !== null) yield { message, places: [{ file, line }], advice: [] };
    }
  },
});
