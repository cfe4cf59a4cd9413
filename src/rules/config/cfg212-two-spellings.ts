// One option in both of its spellings, with two values. The later line counts.

import type { ConfigObject } from "../../asterisk/config/objects.js";
import { configObjects } from "../../asterisk/config/objects.js";
import type { ConfigEntry } from "../../asterisk/config/parse.js";
import { canonicalName } from "../../asterisk/options/catalogue.js";
import { defineConfig } from "../rule.js";
import { changeOption, takeOut } from "../shared/config-options.js";

export const twoSpellings = defineConfig({
  code: "CFG212",
  name: "two-spellings",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "A section sets one option twice, in its two spellings, to different values.",
    impact: "The later line counts. Changing the other one changes nothing.",
    evidence:
      "`canreinvite` and `directmedia`, or `externip` and `externaddr`, in one section of one file, with different values.",
    excludedBy:
      "Equal values. A line that overrides what a template or another file has set, which is what those are for.",
    fix: "Keep one line, in the newer spelling.",
    references: ["channels/chan_sip.c:handle_common_options", "channels/chan_sip.c:reload_config"],
  },
  *check({ tree }) {
    for (const object of configObjects(tree)) {
      for (const [earlier, later] of contradictions(object)) {
        const reason = `${earlier.key} and ${later.key} are one option, and the later line counts: ${later.key}=${later.value}.`;
        yield {
          message: `${earlier.key}=${earlier.value} of [${object.name}] does not count: ${reason}`,
          places: [earlier, later],
          advice: [
            changeOption(
              { object, entry: earlier },
              { title: `Remove ${earlier.key}`, reason, risk: "None: it has no effect now.", proposed: null },
            ),
          ],
          changes: takeOut({ entry: earlier }),
        };
      }
    }
  },
});

/** Pairs of lines in one object that set one option in two spellings and to two values; the one that counts comes last. */
function* contradictions({ file, kind, at, entries }: ConfigObject): Generator<[ConfigEntry, ConfigEntry]> {
  const last = new Map<string, ConfigEntry>();
  const own = entries.filter((entry) => entry.file === at.file && entry.inheritedFrom === null);
  for (const entry of own) last.set(canonicalName(file, kind, entry.key), entry);
  for (const entry of own) {
    const counts = last.get(canonicalName(file, kind, entry.key));
    if (counts === undefined || counts.key.toLowerCase() === entry.key.toLowerCase()) continue;
    if (counts.value.toLowerCase() !== entry.value.toLowerCase()) yield [entry, counts];
  }
}
