// What must hold for every configuration, whatever its files: reading it throws nothing, its report fits the schema and controls no
// terminal, and none of its text becomes a command in the proposed script.
import { readConfig } from "../../src/asterisk/config/read.js";
import { rtpLimits } from "../../src/asterisk/config/rtp-limits.js";
import { sessionTimers } from "../../src/asterisk/config/session-timers.js";
import { auditConfig } from "../../src/judging/audit.js";
import { changeFolder } from "../../src/report/change-folder.js";
import { renderConfig } from "../../src/report/config-page.js";
import { configReportSchema } from "../../src/report/config-schema.js";
import { memoryIo } from "../asterisk/config/memory-io.js";
import { cpuMs, RAW_CHARACTER } from "./checks.js";

const FOLDER = "/etc/asterisk";
const MAX_MS = 5_000;

/** A name that no shell takes for anything else. */
const PLAIN = "[\\w.@+-]+";
/** Every line of `apply.txt` is one of these (report/change-folder.ts). */
const COMMANDS: readonly RegExp[] = [
  /^$/,
  /^# [^\n]*$/,
  /^#$/,
  /^set -e$/,
  /^CONFIG="\$\{CONFIG:-\/etc\/asterisk\}"$/,
  /^BACKUP="\$CONFIG\.before-ari-doctor\.\$\(date \+%Y%m%d-%H%M%S\)"$/,
  /^cp -a "\$CONFIG" "\$BACKUP"$/,
  /^patch -p0 (?:--dry-run )?-d "\$CONFIG" < ari-doctor\.patch$/,
  new RegExp(`^cp ${PLAIN} "\\$CONFIG/${PLAIN}"$`),
  new RegExp(`^\\{ echo; cat ${PLAIN}; \\} >> "\\$CONFIG/${PLAIN}"$`),
  new RegExp(
    `^grep -qxF '#include "${PLAIN}"' "\\$CONFIG/${PLAIN}" \\|\\| printf '\\\\n%s\\\\n' '#include "${PLAIN}"' >> "\\$CONFIG/${PLAIN}"$`,
  ),
  /^asterisk -rx "[\w @.+-]+"$/,
  /^ari-doctor config "\$CONFIG" --exit-zero$/,
];

/**
 * What does not hold of a configuration; empty where all does.
 * @param files Texts by file name.
 * @throws whatever the reading throws.
 */
export function faultsOfConfig(files: ReadonlyMap<string, string>, advice: string): string[] {
  const faults: string[] = [];
  const startMs = cpuMs();
  const io = memoryIo(Object.fromEntries([...files].map(([name, text]) => [`${FOLDER}/${name}`, text])));
  const tree = readConfig([FOLDER], io);
  rtpLimits(tree);
  sessionTimers(tree);
  const { report, faults: found } = auditConfig({
    tree,
    advice: { file: "sip_general_custom.conf", text: advice },
    logs: null,
    asteriskVersion: null,
    toolVersion: "0.0.0",
  });
  const ms = cpuMs() - startMs;
  if (ms > MAX_MS) faults.push(`configuration took ${Math.round(ms)} ms`);

  const json = JSON.stringify(report, null, 2);
  const shape = configReportSchema.safeParse(JSON.parse(json));
  if (!shape.success) faults.push(`config report: ${shape.error.issues[0]?.path.join(".")}`);
  const page = renderConfig(report, { columns: 100, color: false });
  const raw = RAW_CHARACTER.exec(page);
  if (raw) faults.push(`config page: raw character ${raw[0].charCodeAt(0).toString(16)}`);

  const script = changeFolder(tree, found, []).get("apply.txt") ?? "";
  for (const line of script.split("\n"))
    if (!COMMANDS.some((command) => command.test(line))) faults.push(`apply.txt: ${JSON.stringify(line)}`);
  return faults;
}
