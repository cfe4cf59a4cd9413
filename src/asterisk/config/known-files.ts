// The configuration files that this tool reads, by the name under which Asterisk opens them, and the FreePBX files that stand in
// for one if somebody hands over only those. Parts come in the order in which FreePBX includes them. Source: FreePBX core
// 5bdcf33e and sipsettings 781a47e, which write these files.

export interface ConfigPart {
  readonly name: string;
  /** The section in which its whole file includes it. Left out if it opens its own. */
  readonly startsIn?: string;
}

/** Each type of PJSIP object has a file, which includes its custom file at its top, and a file that comes after it. */
function perType(type: string): readonly ConfigPart[] {
  return [`pjsip.${type}.conf`, `pjsip.${type}_custom.conf`, `pjsip.${type}_custom_post.conf`].map((name) => ({
    name,
  }));
}

const PARTS = {
  "ari.conf": [],
  "asterisk.conf": [],
  "cdr.conf": [],
  "extconfig.conf": [],
  "extensions.conf": [],
  "http.conf": [],
  "logger.conf": [
    { name: "logger_general_custom.conf", startsIn: "general" },
    { name: "logger_logfiles_custom.conf", startsIn: "logfiles" },
  ],
  "modules.conf": [],
  "musiconhold.conf": [],
  "pjproject.conf": [],
  "pjsip.conf": [
    { name: "pjsip_custom.conf" },
    ...perType("transports"),
    ...perType("endpoint"),
    ...perType("aor"),
    ...perType("auth"),
    ...perType("registration"),
    ...perType("identify"),
    { name: "pjsip_custom_post.conf" },
  ],
  "pjsip_wizard.conf": [],
  "rtp.conf": [],
  "sip.conf": [
    { name: "sip_general_additional.conf", startsIn: "general" },
    { name: "sip_general_custom.conf", startsIn: "general" },
    { name: "sip_nat.conf", startsIn: "general" },
    { name: "sip_registrations.conf", startsIn: "general" },
    { name: "sip_registrations_custom.conf", startsIn: "general" },
    { name: "sip_custom.conf" },
    { name: "sip_additional.conf" },
    { name: "sip_custom_post.conf" },
  ],
  "stasis.conf": [],
  "websocket_client.conf": [],
} as const satisfies Record<string, readonly ConfigPart[]>;

/** A file that Asterisk opens by itself. */
export type KnownFile = keyof typeof PARTS;

export const KNOWN_FILES = Object.keys(PARTS) as readonly KnownFile[];

/** The FreePBX files that make up a known file. Empty if it is never split. */
export function partsOf(file: KnownFile): readonly ConfigPart[] {
  return PARTS[file];
}

const READABLE = new Set<string>(KNOWN_FILES.flatMap((file) => [file, ...partsOf(file).map((part) => part.name)]));

/** Is this the name of a file, or of a part, that this tool reads? */
export function isReadable(name: string): boolean {
  return READABLE.has(name);
}

const GENERATED = new Set<string>(
  KNOWN_FILES.flatMap((file) => partsOf(file).map(({ name }) => name)).filter(
    (name) => !/_custom(?:_post)?\.conf$/.test(name),
  ),
);

/** Is this the name of a part that FreePBX rewrites with every change in its web interface? */
export function isWrittenByFreePbx(name: string): boolean {
  return GENERATED.has(name) || name.endsWith("_additional.conf");
}
