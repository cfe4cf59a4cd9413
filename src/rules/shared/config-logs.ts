// What logger.conf should say, as advice.
import type { LogChannel } from "../../asterisk/config/logger-conf.js";
import type { ConfigTree } from "../../asterisk/config/read.js";
import { fileNamed } from "../../asterisk/config/sections.js";
import { reloadOf } from "../../asterisk/reload.js";
import type { Recommendation } from "../../verdict/verdict.js";

/** A full log with everything that a diagnosis needs. `instead` is the line that writes too little. */
export function logAdvice(tree: ConfigTree, instead: LogChannel | null): Recommendation {
  const { apply, verify } = reloadOf("logger.conf");
  return {
    kind: "config",
    title: "Write a full log",
    reason:
      "Notices prove timeouts, warnings prove failed playbacks, and verbose lines show holds, sounds and the dialplan.",
    risk: "The log grows with the calls; rotate it.",
    file: instead?.file ?? fileNamed(tree, "logger.conf")?.paths[0] ?? "/etc/asterisk/logger.conf",
    section: "logfiles",
    option: instead?.name ?? "full.log",
    current: instead?.levels.join(",") ?? null,
    proposed: "notice,warning,error,verbose(3)",
    apply: [...apply, 'asterisk -rx "core set verbose 3"'],
    verify: [...verify],
  };
}
