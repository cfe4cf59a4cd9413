// What in a tree can have a media or session option of its own: sip.conf [general] and peers, PJSIP endpoints. Beware: the
// drivers treat a repeated name differently. chan_sip overlays the second peer on the first (build_peer, "firstpass"). PJSIP
// rejects the whole file (res/res_sorcery_config.c, sorcery_config_internal_load).
import { basename } from "node:path";
import type { KnownFile } from "./known-files.js";
import type { ConfigEntry, ConfigSection } from "./parse.js";
import type { ConfigProblem } from "./problem.js";
import type { ConfigFile, ConfigTree } from "./read.js";
import { fileNamed, firstEntry, sectionNamed } from "./sections.js";

export type Driver = "chan_sip" | "chan_pjsip";

/** The name of the scope for sip.conf [general]. */
export const GENERAL = "general";

export interface Scope {
  readonly driver: Driver;
  /** `general`, or the name of the peer or endpoint. */
  readonly name: string;
  readonly entries: readonly ConfigEntry[];
  /** False if the files read may lack some of its options, so that silence does not mean the default. */
  readonly complete: boolean;
}

export interface Scopes {
  readonly scopes: readonly Scope[];
  readonly problems: readonly ConfigProblem[];
}

/** sip.conf [general] first, if it is known, then the peers, friends and users in order. */
export function sipScopes(tree: ConfigTree): Scopes {
  const file = fileNamed(tree, "sip.conf");
  if (file === null) return { scopes: [], problems: [] };

  const general = sectionNamed(file, GENERAL);
  const scopes = new Map<string, Scope>();
  // a whole sip.conf without [general] has the defaults; about parts without it nothing is known
  if (general !== null || !file.partial) {
    const complete = !file.partial && (general?.complete ?? true);
    scopes.set(GENERAL, { driver: "chan_sip", name: GENERAL, entries: general?.entries ?? [], complete });
  }
  for (const section of file.sections) {
    if (!isPeer(section)) continue;
    const { name } = section;
    const earlier = scopes.get(name);
    scopes.set(name, {
      driver: "chan_sip",
      name,
      entries: [...(earlier?.entries ?? []), ...section.entries],
      complete: section.complete && (earlier?.complete ?? true),
    });
  }
  return { scopes: [...scopes.values()], problems: secondGenerals(file, general) };
}

const NOT_PEERS = new Set([GENERAL, "authentication"]);

function isPeer(section: ConfigSection): boolean {
  if (section.template || NOT_PEERS.has(section.name.toLowerCase())) return false;
  const type = firstEntry(section.entries, "type")?.value.toLowerCase();
  // its type may be in the missing part; every section besides [general] is a peer, or nothing
  if (type === undefined) return !section.complete;
  return type === "peer" || type === "friend" || type === "user";
}

function secondGenerals(file: ConfigFile, general: ConfigSection | null): readonly ConfigProblem[] {
  return file.sections
    .filter((section) => section !== general && !section.template && section.name.toLowerCase() === GENERAL)
    .map(({ file: path, line }) => ({
      file: path,
      line,
      message: `chan_sip reads the first [general] only (${general?.file}:${general?.line}); write [general](+), or no header in a file that is included inside it.`,
      effect: "ignored",
    }));
}

/** The PJSIP endpoints, from pjsip.conf and from the wizard, in order. */
export function pjsipScopes(tree: ConfigTree): Scopes {
  const scopes = new Map<string, Scope>();
  const problems: ConfigProblem[] = [];
  const add = (section: ConfigSection, entries: readonly ConfigEntry[]) => {
    const { name, complete } = section;
    if (!scopes.has(name)) scopes.set(name, { driver: "chan_pjsip", name, entries, complete });
    else problems.push(duplicateEndpoint(section));
  };

  for (const section of sectionsOf(tree, "pjsip.conf")) {
    if (isEndpoint(section)) add(section, section.entries);
  }
  for (const section of sectionsOf(tree, "pjsip_wizard.conf")) {
    if (hasType(section, "wizard")) add(section, endpointEntries(section.entries));
  }
  return { scopes: [...scopes.values()], problems };
}

function sectionsOf(tree: ConfigTree, name: KnownFile): readonly ConfigSection[] {
  return fileNamed(tree, name)?.sections.filter((section) => !section.template) ?? [];
}

function isEndpoint(section: ConfigSection): boolean {
  if (hasType(section, "endpoint")) return true;
  // `[1000](+)` of FreePBX's pjsip.endpoint_custom_post.conf, whose [1000] is not among the files read
  const untyped = firstEntry(section.entries, "type") === null;
  return untyped && !section.complete && basename(section.file).startsWith("pjsip.endpoint");
}

function hasType(section: ConfigSection, type: string): boolean {
  return section.entries.some((entry) => entry.key.toLowerCase() === "type" && entry.value === type);
}

/** What the wizard passes to the endpoint that it makes: `endpoint/rtp_timeout=30` as `rtp_timeout=30`. */
function endpointEntries(entries: readonly ConfigEntry[]): readonly ConfigEntry[] {
  const prefix = "endpoint/";
  return entries
    .filter((entry) => entry.key.startsWith(prefix))
    .map((entry) => ({ ...entry, key: entry.key.slice(prefix.length) }));
}

function duplicateEndpoint({ name, file, line }: ConfigSection): ConfigProblem {
  return {
    file,
    line,
    message: `Endpoint ${name} is defined twice; Asterisk then loads no endpoint of the file, or keeps the ones it had.`,
    effect: "refused",
  };
}
