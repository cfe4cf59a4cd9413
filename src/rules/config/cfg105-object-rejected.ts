// An object that Asterisk rejects as a whole because of one option, as it does in pjsip.conf and ari.conf.

import { defineConfig } from "../rule.js";
import {
  changeOption,
  misnamed,
  rejectsObjects,
  renameOrTakeOut,
  shownValue,
  type WrittenOption,
  writtenOptions,
} from "../shared/config-options.js";

export const objectRejected = defineConfig({
  code: "CFG105",
  name: "object-rejected",
  severity: "error",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk rejects an object of pjsip.conf or ari.conf because of one option.",
    impact:
      "The whole object is missing after a start, so its calls fail; after a reload the one that was loaded before stays in force.",
    evidence:
      "An option that this type of object does not have in any version, or not in the version in the log; a value that is not a number where Asterisk accepts only digits.",
    excludedBy:
      "Object types whose options are not all known here, and names that begin with `@`, which may be anything.",
    fix: "Correct or remove the line, then `pjsip reload`, and check that `pjsip show endpoints` lists the object.",
    references: [
      "main/config_options.c:aco_process_var",
      "main/sorcery.c:ast_sorcery_objectset_apply",
      "res/res_pjsip/pjsip_configuration.c:ast_res_pjsip_initialize_configuration",
    ],
  },
  *check(subject) {
    for (const written of writtenOptions(subject.tree)) {
      const { object, entry, option } = written;
      if (!rejectsObjects(object.file)) continue;
      const wrong = misnamed(written, subject);
      const fault = wrong?.says ?? badNumber(written);
      if (fault === null) continue;
      yield {
        message: `${entry.key}=${shownValue(entry)} in [${object.name}] (${describeKind(written)}) ${fault}. Asterisk rejects the whole object because of it.`,
        places: [entry],
        advice: [
          changeOption(written, {
            title: `Correct ${entry.key} in [${object.name}]`,
            reason: `${entry.key} ${fault}.`,
            proposed: wrong?.instead ? `${wrong.instead} = ${shownValue(entry)}` : (option?.default ?? null),
          }),
        ],
        changes: renameOrTakeOut(written, wrong?.instead?.split(" ")[0] ?? null, subject.tree),
      };
    }
  },
});

function describeKind({ object }: WrittenOption): string {
  return object.kind === "general" ? object.file : `type=${object.kind}`;
}

/** OPT_UINT_T and the like take digits, within the range. */
function badNumber({ entry, option }: WrittenOption): string | null {
  if (option?.kind !== "number" || option.range === null) return null;
  const { min, max } = option.range;
  // what an empty value means differs between versions
  if (entry.value === "") return null;
  if (!/^\d+$/.test(entry.value)) return "is not a plain number";
  const value = Number(entry.value);
  return value < min || value > max ? `is not between ${min} and ${max}` : null;
}
