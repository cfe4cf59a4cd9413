// Warnings and errors that say nothing about how a call went, judging by what Asterisk's source does after them, and those that
// only repeat another line. Each has its reason. A line that is not listed, and that no pattern reads, is shown as unexplained.
import type { LogRecord } from "../../records/record.js";
import type { EventType } from "../event.js";

/** A message of Asterisk's, or of a bot's client library. */
interface KnownLine {
  /** Base names of the Asterisk source files that print it. Null for a bot's lines. */
  readonly files: readonly string[] | null;
  readonly expression: RegExp;
  readonly samples: readonly string[];
  readonly why: string;
  /** Where the source says so. */
  readonly source: string;
}

/** Lines that never affect a call. */
export const harmlessLines: readonly KnownLine[] = [
  {
    files: ["loader.c"],
    expression:
      /^(?:\S+ declined to load\.|Failed to resolve dependencies for \S+|Error loading module '[^']*', missing dependenc|Some non-required modules failed to load\.|Declined modules which depend on |\S+ has one or more unknown dependencies\.)/,
    samples: [
      "res_config_pgsql declined to load.",
      "Failed to resolve dependencies for func_curl",
      "Error loading module 'res_agi.so', missing dependency: res_speech",
      "Some non-required modules failed to load.",
    ],
    why: "printed while modules are loaded, of those that the start goes on without; a call that needs one has a line of its own",
    source: "main/loader.c:load_modules",
  },
  {
    files: ["loader.c"],
    expression:
      /^(?:Module '[^']*' has been loaded but (?:was|will be|may be) |The deprecated module '[^']*' has been loaded and is running)/,
    samples: [
      "Module 'chan_sip' has been loaded but was deprecated in Asterisk version 17 and will be removed in Asterisk version 21. Its replacement is 'chan_pjsip'.",
      "The deprecated module 'res_adsi.so' has been loaded and is running, it may be removed in a future version",
    ],
    why: "a module works, but a later release will not have it",
    source: "main/loader.c:load_modules",
  },
  {
    files: ["chan_sip.c"],
    expression:
      /^(?:chan_sip has no official maintainer|chan_pjsip is recommended|https:\/\/wiki\.asterisk\.org\/wiki\/display\/AST\/(?:Migrating|Configuring)\+)/,
    samples: [
      "chan_sip has no official maintainer and is deprecated.  Migration to",
      "chan_pjsip is recommended.  See guides at the Asterisk Wiki:",
      "https://wiki.asterisk.org/wiki/display/AST/Migrating+from+chan_sip+to+res_pjsip",
    ],
    why: "printed once when chan_sip is loaded, which works all the same",
    source: "channels/chan_sip.c:deprecation_notice",
  },
  {
    files: [
      ...["res_sorcery_config.c", "res_config_pgsql.c", "res_config_sqlite3.c", "res_calendar.c", "app_amd.c"],
      ...["config.c", "cel_pgsql.c", "cdr_pgsql.c", "cel_custom.c", "cdr_custom.c"],
    ],
    expression:
      /^(?:Unable to load (?:config )?(?:file )?(?:for PostgreSQL \w+'s: )?'?[\w-]+\.conf|(?:Missing config|Configuration) file '?[\w-]+\.conf)/,
    samples: [
      "Unable to load config file 'websocket_client.conf'",
      "Unable to load config res_pgsql.conf",
      "Configuration file amd.conf missing.",
      "Missing config file 'res_config_sqlite3.conf'",
      "Unable to load config for PostgreSQL CEL's: cel_pgsql.conf",
      "Unable to load cdr_sqlite3_custom.conf. Not logging CDRs to custom database",
    ],
    why: "a file of options that is not there; its module goes on without it or is not loaded",
    source: "res/res_sorcery_config.c:sorcery_config_internal_load",
  },
  {
    files: ["res_pjsip_publish_asterisk.c"],
    expression: /^Entity ID is not set\./,
    samples: ["Entity ID is not set."],
    why: "the module that publishes states to other Asterisks is not loaded; calls do not use it",
    source: "res/res_pjsip_publish_asterisk.c:load_module",
  },
  {
    files: ["func_channel.c"],
    expression: /^Unknown or unavailable item requested: '/,
    samples: ["Unknown or unavailable item requested: 'rtpdest'"],
    why: "CHANNEL() of the dialplan reads as empty, and the dialplan goes on",
    source: "funcs/func_channel.c:func_channel_read",
  },
  {
    files: ["func_hangupcause.c"],
    expression: /^Unable to find information for channel /,
    samples: ["Unable to find information for channel PJSIP/trunk-0000000a"],
    why: "HANGUPCAUSE() of a channel that was not dialled from here reads as empty, and the dialplan goes on",
    source: "funcs/func_hangupcause.c:hangupcause_read",
  },
  {
    files: ["app_macro.c"],
    expression: /^Macro\(\) is deprecated/,
    samples: ["Macro() is deprecated and will be removed from a future version of Asterisk."],
    why: "printed once, and Macro() runs",
    source: "apps/app_macro.c:_macro_exec",
  },
  {
    files: ["dsp.c"],
    expression: /^Inband DTMF is not supported on codec /,
    samples: ["Inband DTMF is not supported on codec g729. Use RFC2833"],
    why: "tones within the audio are not told apart; the frame is handed on as it is",
    source: "main/dsp.c:ast_dsp_process",
  },
  {
    files: null,
    expression: /\bDeprecationWarning:|\bExperimentalWarning:|\bPendingDeprecationWarning:/,
    samples: ["(node:4242) ExperimentalWarning: The Fetch API is an experimental feature."],
    why: "the runtime tells of a function that a later release will change; it was carried out",
    source: "Python: Lib/warnings.py; Node.js: lib/internal/process/warning.js",
  },
];

/** A line that repeats what another event says. */
interface Repetition extends KnownLine {
  /** If the call, or the run around it, has one of these, the line adds nothing. */
  readonly of: readonly EventType[];
}

/** Lines that another event explains. */
export const repetitions: readonly Repetition[] = [
  {
    files: ["ari_websockets.c"],
    expression: /: Failed to find outbound websocket per-call config for app '/,
    samples: ["SIP/trunk-0000000e: Failed to find outbound websocket per-call config for app 'salesbot'"],
    of: ["stasis-app-missing"],
    why: "where no bot has registered the app, Asterisk looks for one that it may call; that there is none is the next line",
    source: "res/ari/ari_websockets.c:ast_ari_create_per_call_websocket",
  },
  {
    files: ["res_audiosocket.c"],
    expression: /^Failed to connect to AudioSocket service/,
    samples: ["Failed to connect to AudioSocket service"],
    of: ["audiosocket-failed", "dialplan-app-failed"],
    why: "said after each address has failed with a line of its own, or where there is none",
    source: "res/res_audiosocket.c:ast_audiosocket_connect",
  },
  {
    files: ["netsock2.c"],
    expression: /^Port missing in /,
    samples: ["Port missing in 192.0.2.40"],
    of: ["dialplan-app-failed"],
    why: "whoever asked for an address with a port says next that it has none",
    source: "main/netsock2.c:ast_sockaddr_split_hostport",
  },
  {
    files: ["app_playback.c"],
    expression: /^Playback failed on \S+ for /,
    samples: ["Playback failed on PJSIP/trunk-0000000a for welcome"],
    of: ["sound-missing", "sound-unreadable", "no-translation-path"],
    why: "Playback() says which of its sounds failed, after the line that says why, and the dialplan goes on",
    source: "apps/app_playback.c:playback_exec",
  },
  {
    files: ["file.c"],
    expression: /^(?:Unable to open format|Failed to (?:open|write) )/,
    samples: ["Unable to open format ulaw"],
    of: ["sound-missing", "sound-unreadable", "no-translation-path"],
    why: "the step that follows a sound that is not there or cannot be translated",
    source: "main/file.c:ast_openstream_full",
  },
];

/** Does a warning or an error say nothing about how any call went? */
export function isHarmless({ side, origin, message }: LogRecord): boolean {
  return harmlessLines.some(
    ({ files, expression }) =>
      // a bot's lines have no file; a console may leave out Asterisk's
      (side === "bot" ? files === null : files !== null && (origin === null || files.includes(origin))) &&
      expression.test(message),
  );
}

/** Which events a warning or an error only repeats. None if it says something of its own. */
export function repeatedBy({ side, origin, message }: LogRecord): readonly EventType[] {
  if (side === "bot") return [];
  const known = repetitions.find(
    ({ files, expression }) => (origin === null || files?.includes(origin)) && expression.test(message),
  );
  return known?.of ?? [];
}
