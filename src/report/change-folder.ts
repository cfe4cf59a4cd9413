// Turns the faults of a configuration into a folder of changes, as texts by file name: fragments, a patch for what no fragment
// can make (a line removed, a name corrected), and one script with all commands in order. Nothing is written here. Beware: a
// shell reads the script, and names come from other people's files. Only plain names become part of a command.
import { dirname, relative } from "node:path";
import { type Fragment, fragmentsOf } from "../asterisk/config/fragments.js";
import type { KnownFile } from "../asterisk/config/known-files.js";
import { type LineChange, unifiedDiff } from "../asterisk/config/patch.js";
import type { ConfigTree } from "../asterisk/config/read.js";
import type { OptionSetting } from "../asterisk/config/setting.js";
import { reloadOf } from "../asterisk/reload.js";
import type { ConfigFault } from "../findings/judge-config.js";
import { safeText } from "./safe-text.js";

const PATCH = "ari-doctor.patch";
const SCRIPT = "apply.txt";

/** The files of a folder of changes. `remarks` say why something is not changed. */
export function changeFolder(
  tree: ConfigTree,
  faults: readonly ConfigFault[],
  remarks: readonly string[],
): ReadonlyMap<string, string> {
  const { fragments, left } = fragmentsOf(
    tree,
    faults.flatMap(({ settings }) => settings ?? []),
  );
  // if all settings of a fault went into fragments, no line needs changing
  const byHand = faults.filter(
    ({ settings = [] }) => settings.length === 0 || settings.some((one) => left.includes(one)),
  );
  const changes = byHand.flatMap((fault) => fault.changes ?? []);
  const folder = dirname(tree.files[0]?.paths[0] ?? "");
  const patch = unifiedDiff(tree, changes, (file) => relative(folder, file));
  const patched = patch === "" ? [] : changes;
  const mended = faults.filter(
    (fault) => (patch !== "" && byHand.includes(fault) && (fault.changes?.length ?? 0) > 0) || !byHand.includes(fault),
  );
  return new Map([
    ...fragments.map(({ name, text }): [string, string] => [name, `; Written by ari-doctor; see ${SCRIPT}\n${text}`]),
    ...(patch === "" ? [] : [[PATCH, patch] as [string, string]]),
    [SCRIPT, script(mended, remarks, fragments, reloadedFiles(tree, fragments, patched), patch !== "")],
  ]);
}

/** The files that Asterisk has to read again. The wizard makes objects of pjsip.conf and is read with it. */
function reloadedFiles(
  tree: ConfigTree,
  fragments: readonly Fragment[],
  changes: readonly LineChange[],
): readonly KnownFile[] {
  const drivers = fragments.flatMap(({ settings }) => settings).map(({ driver }) => driver);
  const ofDrivers = drivers.map((driver): KnownFile => (driver === "chan_sip" ? "sip.conf" : "pjsip.conf"));
  const ofChanges = changes.flatMap(({ file }) => tree.files.find(({ texts }) => texts.has(file))?.name ?? []);
  return [...new Set([...ofDrivers, ...ofChanges].map((name) => (name === "pjsip_wizard.conf" ? "pjsip.conf" : name)))];
}

function script(
  mended: readonly ConfigFault[],
  remarks: readonly string[],
  fragments: readonly Fragment[],
  reloaded: readonly KnownFile[],
  hasPatch: boolean,
): string {
  const said = remarks.map((remark) => comment(remark));
  if (mended.length === 0) return lines(comment("ari-doctor proposes no change of this configuration."), ...said);
  const settings = fragments.flatMap((fragment) => fragment.settings);
  return lines(
    comment("Nothing has been changed yet. Read this, then run it in this folder: sh apply.txt"),
    comment("CONFIG is where Asterisk reads its configuration."),
    "set -e",
    'CONFIG="${CONFIG:-/etc/asterisk}"',
    "",
    comment("What it is for"),
    ...mended.flatMap(reasons),
    ...(said.length === 0 ? [] : ["", comment("What is left as it is"), ...said]),
    "",
    comment("1. Back up"),
    'BACKUP="$CONFIG.before-ari-doctor.$(date +%Y%m%d-%H%M%S)"',
    'cp -a "$CONFIG" "$BACKUP"',
    "",
    comment("2. Apply"),
    // before the rest: if it does not apply, nothing has been changed yet
    ...(hasPatch ? [`patch -p0 --dry-run -d "$CONFIG" < ${PATCH}`, `patch -p0 -d "$CONFIG" < ${PATCH}`] : []),
    ...fragments.flatMap(applied),
    "",
    comment("3. Reload"),
    ...reloaded.flatMap((file) => [...reloadOf(file).apply, comment(`${file}: ${reloadOf(file).runningCalls}`)]),
    "",
    comment("4. Verify"),
    ...new Set(reloaded.flatMap((file) => reloadOf(file).verify)),
    ...settings.flatMap(verified),
    'ari-doctor config "$CONFIG" --exit-zero',
    "",
    comment("To undo it"),
    comment('cp -a "$BACKUP/." "$CONFIG/"'),
    ...fragments.filter(({ how }) => how === "include").map(({ name }) => comment(`rm "$CONFIG/${name}"`)),
    comment("then reload as above"),
  );
}

function reasons({ rule, message, advice }: ConfigFault): string[] {
  const risks = advice.flatMap(({ risk }) => (risk === null ? [] : [comment(`  Risk: ${risk}`)]));
  return [comment(`${rule.code} ${rule.name}: ${message}`), ...risks];
}

/** A file may lack its final line feed, so what is appended begins with one. */
function applied({ name, into, how }: Fragment): string[] {
  if (how === "append") return [`{ echo; cat ${name}; } >> "$CONFIG/${into}"`];
  const include = `#include "${name}"`;
  return [
    `cp ${name} "$CONFIG/${name}"`,
    `grep -qxF '${include}' "$CONFIG/${into}" || printf '\\n%s\\n' '${include}' >> "$CONFIG/${into}"`,
  ];
}

function verified({ driver, scope, option, value }: OptionSetting): string[] {
  const wanted = comment(`${option} of [${scope}] is to be ${value}`);
  if (driver === "chan_sip" || !/^[\w.@+-]+$/.test(scope)) return [wanted];
  return [wanted, `asterisk -rx "pjsip show endpoint ${scope}"`];
}

/** A single line, whatever the text: the shell must not read on. */
function comment(text: string): string {
  return `# ${safeText(text).replace(/\s+/g, " ")}`;
}

function lines(...all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join("");
}
