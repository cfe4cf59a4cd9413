// Turns options with their new values into drop-in fragments, each with the file that it goes into. FreePBX has custom files for
// that. Plain Asterisk gets a file of its own, included at the end, where the last value wins. Beware: `[trunk](+)` adds to the
// first section of that name. In pjsip.conf that may be the aor, and Asterisk rejects an aor with an rtp_timeout.
// `(+type=endpoint)` picks the endpoint (main/config.c:category_get_sep).
import { basename, dirname, join } from "node:path";
import { isReadable, isWrittenByFreePbx, type KnownFile } from "./known-files.js";
import type { ConfigFile, ConfigTree } from "./read.js";
import { GENERAL } from "./scopes.js";
import type { OptionSetting } from "./setting.js";

/** Lines for a configuration that override what it contains. */
export interface Fragment {
  /** File name of the fragment. */
  readonly name: string;
  readonly text: string;
  /** The configuration file that takes it, by its file name. */
  readonly into: string;
  /** `include`: `into` gets a line that includes it. `append`: its lines go to the end of `into`. */
  readonly how: "include" | "append";
  readonly settings: readonly OptionSetting[];
}

/** Fragments, and the settings that no fragment can make. */
export interface Fragments {
  readonly fragments: readonly Fragment[];
  readonly left: readonly OptionSetting[];
}

/** Where a setting goes. */
interface Target {
  readonly name: string;
  readonly into: string;
  readonly how: Fragment["how"];
  /** Null if the lines continue the section in which the file is included. */
  readonly header: string | null;
  readonly key: string;
}

interface OpenFragment {
  readonly target: Target;
  /** Lines by the header of their section. */
  readonly sections: Map<string | null, string[]>;
  readonly settings: OptionSetting[];
}

/** Puts settings into fragments. If there are two for one option, the first wins. */
export function fragmentsOf(tree: ConfigTree, settings: readonly OptionSetting[]): Fragments {
  const byName = new Map<string, OpenFragment>();
  const left: OptionSetting[] = [];
  const told = new Set<string>();
  for (const setting of settings) {
    const same = `${setting.driver} ${setting.scope} ${setting.option}`;
    if (told.has(same)) continue;
    told.add(same);
    const target = targetOf(tree, setting);
    if (target === null) {
      left.push(setting);
      continue;
    }
    const fragment: OpenFragment = byName.get(target.name) ?? { target, sections: new Map(), settings: [] };
    byName.set(target.name, fragment);
    const lines = fragment.sections.get(target.header) ?? [];
    fragment.sections.set(target.header, [...lines, `${target.key}=${setting.value}`]);
    fragment.settings.push(setting);
  }
  const fragments = [...byName].map(([name, { target, sections, settings }]) => ({
    name,
    into: target.into,
    how: target.how,
    settings,
    text: [...sections]
      .map(([header, lines]) => [...(header === null ? [] : [header]), ...lines].map((line) => `${line}\n`).join(""))
      .join("\n"),
  }));
  return { fragments, left };
}

function targetOf(tree: ConfigTree, setting: OptionSetting): Target | null {
  const file = tree.files.find(({ texts }) => texts.has(setting.place.file));
  // what a console printed says nothing about the files
  if (file === undefined || !isReadable(basename(setting.place.file)) || !isAddressable(file, setting)) return null;
  return isFreePbx(file) ? freePbxTarget(file, setting) : plainTarget(file, setting);
}

/** Did FreePBX write a part of it? Then it would rewrite the whole, and its custom files are the place to use. */
export function isFreePbx({ paths }: ConfigFile): boolean {
  return paths.some((path) => isWrittenByFreePbx(basename(path)));
}

/** Does an addition reach the options in force? It reaches the first of several sections with one name. */
function isAddressable({ name, sections }: ConfigFile, { scope, driver }: OptionSetting): boolean {
  if (driver === "chan_sip" && scope === GENERAL) return true;
  const same = sections.filter((section) => section.name === scope && !section.template);
  return driver === "chan_pjsip" && name === "pjsip.conf" ? same.length > 0 : same.length === 1;
}

function plainTarget(file: ConfigFile, { scope, option }: OptionSetting): Target | null {
  if (file.partial) return null;
  const filter = file.name === "pjsip.conf" ? "+type=endpoint" : "+";
  return {
    name: `ari-doctor.${file.name}`,
    into: file.name,
    how: "include",
    header: `[${scope}](${filter})`,
    key: file.name === "pjsip_wizard.conf" ? `endpoint/${option}` : option,
  };
}

/** FreePBX includes them right after the sections that they add to (core 5bdcf33e, sipsettings 781a47e). */
const CUSTOM: Partial<Record<KnownFile, string>> = {
  "pjsip.conf": "pjsip.endpoint_custom_post.conf",
  "sip.conf": "sip_custom_post.conf",
};

function freePbxTarget(file: ConfigFile, { scope, option, driver }: OptionSetting): Target | null {
  if (driver === "chan_sip" && scope === GENERAL) {
    const into = "sip_general_custom.conf";
    const folder = dirname(file.paths[0] ?? "");
    // it is read inside [general], so one that has opened a section must return to it
    const leaves = /^[ \t]*\[/m.test(file.texts.get(join(folder, into)) ?? "");
    return { name: into, into, how: "append", header: leaves ? `[${GENERAL}](+)` : null, key: option };
  }
  const into = CUSTOM[file.name];
  return into === undefined ? null : { name: into, into, how: "append", header: `[${scope}](+)`, key: option };
}
