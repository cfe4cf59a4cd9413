// The objects in a tree, each with the kind whose options it takes: sip.conf [general] and peers, the objects of pjsip.conf by
// type, and the sections that other modules read.
import { basename } from "node:path";
import type { KnownFile } from "./known-files.js";
import type { ConfigEntry, ConfigSection } from "./parse.js";
import type { ConfigFile, ConfigTree } from "./read.js";
import { firstEntry, sectionNamed } from "./sections.js";

export interface ConfigObject {
  readonly file: KnownFile;
  /** `general`, `peer`, `class`, or the `type` of a PJSIP or ARI object. */
  readonly kind: string;
  /** The name of its section. */
  readonly name: string;
  /** In the order in which Asterisk applies them, those of its templates first. */
  readonly entries: readonly ConfigEntry[];
  /** False if it builds on something that was not read. */
  readonly complete: boolean;
  /** Where its section begins. */
  readonly at: { readonly file: string; readonly line: number };
}

/** All objects in the files whose options are catalogued. */
export function configObjects(tree: ConfigTree): readonly ConfigObject[] {
  return tree.files.flatMap((file) => KINDS[file.name]?.(file) ?? []);
}

type Reader = (file: ConfigFile) => readonly ConfigObject[];

const KINDS: Partial<Record<KnownFile, Reader>> = {
  "sip.conf": (file) => [...onlySection(file, "general"), ...sectionsOf(file, peerKind)],
  "pjsip.conf": (file) => sectionsOf(file, pjsipKind),
  "pjsip_wizard.conf": (file) => named(file, (section) => typeOf(section) === "wizard").flatMap(wizardObjects),
  "rtp.conf": (file) => onlySection(file, "general"),
  "http.conf": (file) => onlySection(file, "general"),
  "logger.conf": (file) => onlySection(file, "general"),
  "ari.conf": (file) => [...onlySection(file, "general"), ...sectionsOf(file, typeOf)],
  "websocket_client.conf": (file) => sectionsOf(file, typeOf),
  "musiconhold.conf": (file) =>
    sectionsOf(file, (section) => (section.name.toLowerCase() === "general" ? null : "class")),
};

/** A module that reads `[name]` gets the first one of that name. */
function onlySection(file: ConfigFile, name: string): readonly ConfigObject[] {
  const section = sectionNamed(file, name);
  return section === null ? [] : [toObject(file, section, name)];
}

function sectionsOf(file: ConfigFile, kindOf: (section: ConfigSection) => string | null): readonly ConfigObject[] {
  return file.sections.flatMap((section) => {
    const kind = section.template ? null : kindOf(section);
    return kind === null ? [] : [toObject(file, section, kind)];
  });
}

function named(file: ConfigFile, wanted: (section: ConfigSection) => boolean): readonly ConfigSection[] {
  return file.sections.filter((section) => !section.template && wanted(section));
}

function toObject(file: ConfigFile, section: ConfigSection, kind: string): ConfigObject {
  const { name, entries, complete } = section;
  return {
    file: file.name,
    kind,
    name,
    entries,
    complete: complete && !file.partial,
    at: { file: section.file, line: section.line },
  };
}

function typeOf({ entries }: ConfigSection): string | null {
  return firstEntry(entries, "type")?.value.toLowerCase() ?? null;
}

function peerKind(section: ConfigSection): string | null {
  const type = typeOf(section);
  return type === "peer" || type === "friend" || type === "user" ? "peer" : null;
}

// pjsip.endpoint_custom_post.conf   pjsip.transports.conf: FreePBX has one file per type
const PER_TYPE = /^pjsip\.(?<type>endpoint|aor|auth|registration|identify|transport)s?(?:_custom(?:_post)?)?\.conf$/;

function pjsipKind(section: ConfigSection): string | null {
  const type = typeOf(section);
  // `[1000](+)` in a file of FreePBX's, whose [1000] with its type is not among the files read
  if (type === null && !section.complete) return PER_TYPE.exec(basename(section.file))?.groups?.type ?? null;
  // either may leave out its type if it is named after it (config_global.c, config_system.c)
  if (type === null) return /^(?:global|system)$/i.test(section.name) ? section.name.toLowerCase() : null;
  return type;
}

/** What res_pjsip_config_wizard.c makes of a wizard's `endpoint/…`, `aor/…` and the like. */
const WIZARD_PREFIXES: Readonly<Record<string, string>> = {
  "endpoint/": "endpoint",
  "aor/": "aor",
  "inbound_auth/": "auth",
  "outbound_auth/": "auth",
  "identify/": "identify",
  "registration/": "registration",
};

function wizardObjects(section: ConfigSection): readonly ConfigObject[] {
  return Object.entries(WIZARD_PREFIXES).flatMap(([prefix, kind]) => {
    const entries = section.entries
      .filter(({ key }) => key.toLowerCase().startsWith(prefix))
      .map((entry) => ({ ...entry, key: entry.key.slice(prefix.length) }));
    const { name, complete, file, line } = section;
    return entries.length === 0 ? [] : [{ file: "pjsip.conf", kind, name, entries, complete, at: { file, line } }];
  });
}
