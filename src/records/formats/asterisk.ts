// The forms in which Asterisk itself writes (main/logger.c: format_log_default, format_log_plain, format_log_json). After
// `LEVEL[lwp]` comes a blank in a file, and a colon in `plain` and on a console (docs/asterisk/logging.md#formats).
import { parseStamp } from "../../time.js";
import type { Header, LogFormat } from "../record.js";

const base = (file: string): string => file.slice(file.lastIndexOf("/") + 1);

// [Nov 22 15:51:40] VERBOSE[9104][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on …
const DEFAULT =
  /^\[(?<stamp>[^\]]{8,40})\] (?<level>[A-Z][A-Z_0-9]*)\[(?<thread>-?\d+)\](?:\[(?<call>C-[0-9a-f]{8,})\])? (?<file>[^\s:]+): (?<message>.*)$/;
// [Nov 22 17:14:12] VERBOSE[3962][C-00000001]: pbx.c:2977 pbx_extension_helper: Executing [1010@from-trunk:1] …
const PLAIN =
  /^\[(?<stamp>[^\]]{8,40})\] (?<level>[A-Z][A-Z_0-9]*)\[(?<thread>-?\d+)\](?:\[(?<call>C-[0-9a-f]{8,})\])?: (?<file>[^\s:]+):\d+ \S+: (?<message>.*)$/;
// Nov 22 17:13:41 pbx asterisk[1458]: VERBOSE[2024][C-00000001]: pbx.c:2977 in pbx_extension_helper: Executing …
const SYSLOG =
  /^(?<stamp>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d) (?<host>\S+) asterisk(?:\[\d+\])?: (?<level>[A-Z][A-Z_0-9]*)\[(?<thread>-?\d+)\](?:\[(?<call>C-[0-9a-f]{8,})\])?: (?<file>[^\s:]+):\d+ in \S+: (?<message>.*)$/;
// [Nov 22 17:14:20]     -- Executing [1000@from-trunk:1] NoOp("PJSIP/trunk-0000000a", "…") in new stack
// [Nov 22 17:14:38] Executing last minute cleanups
const CONSOLE = /^\[(?<stamp>[^\]]{8,40})\] +(?:(?:==|--|>) +)?(?<message>\S.*)$/;
// [2026-11-22 15:52:19.710] Asterisk 20.20.1 built by root @ vm on a x86_64 running Linux on 2026-11-22 15:26:05 UTC
const BANNER = /^\[(?<stamp>[^\]]{8,40})\] (?<message>Asterisk \S+ built by .*)$/;

function header(match: RegExpExecArray | null, year: number): Header | null {
  const groups = match?.groups;
  if (!groups) return null;
  const stamp = parseStamp(groups.stamp ?? "", year);
  if (!stamp) return null;
  return {
    stamp,
    level: groups.level ?? "VERBOSE",
    thread: groups.thread ?? null,
    logCallId: groups.call ?? null,
    origin: groups.file === undefined ? null : base(groups.file),
    message: groups.message ?? "",
    fields: null,
    ...(groups.host === undefined ? {} : { host: groups.host }),
  };
}

interface JsonRecord {
  /** `systemname` of asterisk.conf, or empty. Never the name of the machine (docs/asterisk/logging.md#json). */
  readonly hostname?: unknown;
  readonly timestamp?: unknown;
  readonly identifiers?: { readonly lwp?: unknown; readonly callid?: unknown };
  readonly logmsg?: {
    readonly location?: { readonly filename?: unknown };
    readonly level?: unknown;
    readonly message?: unknown;
  };
}

const COLOUR = /\x1b\[[0-9;]*m/g;

function readJson(text: string, year: number): Header | null {
  if (!text.startsWith('{"hostname":')) return null;
  let record: JsonRecord;
  try {
    record = JSON.parse(text) as JsonRecord;
  } catch {
    return null; // cut at the logger's buffer (docs/asterisk/logging.md#json): counted as unparsed
  }
  const message = record.logmsg?.message;
  if (typeof message !== "string" || typeof record.timestamp !== "string") return null;
  const stamp = parseStamp(record.timestamp, year);
  if (!stamp) return null;
  const file = record.logmsg?.location?.filename;
  const call = /C-[0-9a-f]{8,}/.exec(String(record.identifiers?.callid ?? ""));
  return {
    stamp,
    level: String(record.logmsg?.level ?? ""),
    thread: record.identifiers?.lwp === undefined ? null : String(record.identifiers.lwp),
    logCallId: call ? call[0] : null,
    origin: typeof file === "string" ? base(file) : null,
    // term_strip finds no ESC in escaped text, so colours survive in JSON alone (docs/asterisk/logging.md#colours)
    message: message.replace(COLOUR, "").replace(/\n$/, ""),
    fields: null,
    ...(typeof record.hostname === "string" && record.hostname !== "" ? { host: record.hostname } : {}),
  };
}

/** What a log file has by default. formats/asterisk-scanner.ts reads it faster. */
export const asteriskDefault: LogFormat = {
  name: "asterisk-default",
  side: "asterisk",
  comesFrom: "`full.log => …`",
  samples: [
    "[Nov 22 15:51:40] VERBOSE[9104][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000001'",
    "[2026-11-22 15:52:55.703] NOTICE[10668] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/trunk-00000006' for lack of audio RTP activity in 10 seconds",
    "[Nov  2 06:12:11] WARNING[-1] logger: Log queue threshold (1000) exceeded.  Discarding new messages.",
  ],
  read: (text, year) => header(DEFAULT.exec(text), year),
};

/** Asterisk's own forms, most specific first. */
export const asteriskFormats: readonly LogFormat[] = [
  asteriskDefault,
  {
    name: "asterisk-plain",
    side: "asterisk",
    comesFrom: "`full.log => [plain]…`",
    samples: [
      '[Nov 22 17:14:12] VERBOSE[3962][C-00000001]: pbx.c:2977 pbx_extension_helper: Executing [1010@from-trunk:3] Stasis("PJSIP/trunk-00000000", "voicebot") in new stack',
      "[Nov 22 17:14:19] NOTICE[3434]: res_pjsip_sdp_rtp.c:146 rtp_check_timeout: Disconnecting channel 'PJSIP/trunk-00000001' for lack of audio RTP activity in 7 seconds",
    ],
    read: (text, year) => header(PLAIN.exec(text), year),
  },
  {
    name: "asterisk-json",
    side: "asterisk",
    comesFrom: "`full.log => [json]…`",
    samples: [
      '{"hostname":"","timestamp":"2026-11-22 15:52:20.243","identifiers":{"lwp":9889,"callid":"[C-00000001]"},"logmsg":{"location":{"filename":"pbx.c","function":"pbx_extension_helper","line":2977},"level":"VERBOSE","message":"Executing [1010@from-trunk:3] \\u001B[1;36mStasis\\u001B[0m(\\"\\u001B[1;35mPJSIP/trunk-00000000\\u001B[0m\\", \\"\\u001B[1;35mvoicebot\\u001B[0m\\") in new stack\\n"}}',
    ],
    read: readJson,
  },
  {
    name: "asterisk-syslog",
    side: "asterisk",
    comesFrom: "`syslog.local0 => …`",
    samples: [
      "Nov 22 17:13:42 pbx asterisk[1458]: VERBOSE[2024][C-00000001]: res_musiconhold.c:259 in moh_post_start: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000000'",
    ],
    read: (text, year) => header(SYSLOG.exec(text), year),
  },
  {
    name: "asterisk-banner",
    side: "asterisk",
    comesFrom: "the version line at the head of each log",
    samples: [
      "[2026-11-22 15:52:19.710] Asterisk 20.20.1 built by root @ vm on a x86_64 running Linux on 2026-11-22 15:26:05 UTC",
    ],
    // printed whatever is logged (main/logger.c: init_logger), so it does not show that the log is verbose
    read: (text, year) => {
      const banner = header(BANNER.exec(text), year);
      return banner && { ...banner, level: "" };
    },
  },
];

/** What `asterisk -T` writes to its terminal: VERBOSE lines have no level, thread or file (main/asterisk.c:set_header). */
export const asteriskConsole: LogFormat = {
  name: "asterisk-console",
  side: "asterisk",
  comesFrom: "what `asterisk -cvvvT` wrote on its terminal",
  isLoose: true,
  samples: [
    "[Nov 22 17:14:20]     -- Remote UNIX connection",
    "[Nov 22 17:14:21]     -- Started music on hold, class 'default', on channel 'PJSIP/trunk-0000000b'",
    "[Nov 22 17:14:38] Executing last minute cleanups",
  ],
  read: (text, year) => header(CONSOLE.exec(text), year),
};

// VERBOSE[2024][C-00000001]: pbx.c:2977 in pbx_extension_helper: Executing …
const SYSLOG_BODY =
  /^(?<level>[A-Z][A-Z_0-9]*)\[(?<thread>-?\d+)\](?:\[(?<call>C-[0-9a-f]{8,})\])?: (?<file>[^\s:]+):\d+ in \S+: (?<message>.*)$/;
//     -- Remote UNIX connection
//   == Manager 'x' logged on
//        > Launching Stasis(voicebot) on PJSIP/trunk-0000000b
const UNDATED = /^(?: {2}==| {4}--| {7,}>) +(?<message>\S.*)$/;
// A page that shows a paste may lose its indents. These are Asterisk's even without.
const UNDATED_UNINDENTED =
  /^ {0,12}(?:==|--|>) +(?<message>(?:Executing \[|Spawn extension \(|Remote UNIX connection).*)$/;
const UNDATED_ANY = /^ {0,12}(?:==|--|>) +(?<message>\S.*)$/;
//  Creating Stasis app 'voicebot'
const UNDATED_FIRST_LEVEL = /^ (?<message>[A-Z<].*)$/;

const undated = (match: RegExpExecArray | null): Header | null =>
  match && {
    stamp: null,
    level: match.groups?.level ?? "VERBOSE",
    thread: match.groups?.thread ?? null,
    logCallId: match.groups?.call ?? null,
    origin: match.groups?.file === undefined ? null : base(match.groups.file),
    message: match.groups?.message ?? "",
    fields: null,
  };

/** What Asterisk passes to syslog, after a stamp that is not the traditional one. The envelope has the time. */
export const asteriskSyslogBody: LogFormat = {
  name: "asterisk-syslog",
  side: "asterisk",
  comesFrom: "`syslog.local0 => …`",
  samples: [
    "VERBOSE[2024][C-00000001]: res_musiconhold.c:259 in moh_post_start: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000000'",
  ],
  read: (text) => undated(SYSLOG_BODY.exec(text)),
};

/** What `asterisk -cvvv` or `-rvvv` writes without `-T` (main/asterisk.c:set_header). The indent tells the verbosity. */
export const asteriskUndated: LogFormat = {
  name: "asterisk-console-undated",
  side: "asterisk",
  comesFrom: "the same without `-T`, as containers run it: only an envelope dates its VERBOSE lines",
  samples: [
    "    -- Remote UNIX connection",
    "  == Manager 'x' logged on from 127.0.0.1",
    "       > 0x7f3c58011c30 -- Strict RTP learning after remote address set to: 192.0.2.7:30404",
    '-- Executing [700@in:1] Answer("SIP/gw-0000002a", "") in new stack',
  ],
  read: (text) => undated(UNDATED.exec(text) ?? UNDATED_UNINDENTED.exec(text)),
};

/**
 * The same at verbosity 1 (a single blank), and with any indent or none. It is believed only for a log that is known to be such
 * a console.
 */
export const asteriskUndatedFirstLevel: LogFormat = {
  name: "asterisk-console-undated",
  side: "asterisk",
  comesFrom: "the same without `-T`, as containers run it: only an envelope dates its VERBOSE lines",
  samples: [" Creating Stasis app 'voicebot'", "-- Stopped music on hold on SIP/gw-0000002a"],
  read: (text) => undated(UNDATED_FIRST_LEVEL.exec(text) ?? UNDATED_ANY.exec(text)),
};
