// Tells by its first bytes whether a file is a capture: packets, or events that Asterisk sent or wrote beside its log.

import { isAmiStream } from "./ami-stream.js";
import { ariEventOf } from "./ari-line.js";
import { cdrRowOf } from "./cdr-row.js";
import { celRowOf } from "./cel-row.js";

/** What a capture is. */
export type CaptureKind = "pcap" | "pcapng" | "ari-events" | "ami-events" | "cel" | "cdr";

/** The first bytes of the two forms of packets (libpcap: pcap-savefile; RFC draft-ietf-opsawg-pcapng). */
const MAGIC: readonly (readonly [CaptureKind, string])[] = [
  ["pcap", "a1b2c3d4"],
  ["pcap", "d4c3b2a1"],
  // with nanoseconds
  ["pcap", "a1b23c4d"],
  ["pcap", "4d3cb2a1"],
  ["pcapng", "0a0d0d0a"],
];
const MAGIC_BYTES = 4;
/** A log is told by its first lines, and so is a capture. */
const LINES_LOOKED_AT = 12;

/** Null for a log, or for anything else. */
export function captureKindOf(head: Buffer): CaptureKind | null {
  const magic = head.toString("hex", 0, MAGIC_BYTES);
  for (const [kind, bytes] of MAGIC) if (bytes === magic) return kind;
  if (!mayBeEvents(head)) return null;
  const text = head.toString("utf8").replace(/^\ufeff/, "");
  const end = text.lastIndexOf("\n");
  const lines = (end < 0 ? text : text.slice(0, end)).split(/\r?\n/).slice(0, LINES_LOOKED_AT);
  const told = lines.filter((line) => line.trim() !== "" && !line.startsWith("#"));
  if (told.length === 0) return null;
  if (areMost(told, ariEventOf)) return "ari-events";
  if (isAmiStream(lines)) return "ami-events";
  // a table may begin with the names of its columns
  const rows = told.length > 1 && /^[\w", ]+$/.test(told[0] ?? "") ? told.slice(1) : told;
  if (areMost(rows, celRowOf)) return "cel";
  return areMost(rows, cdrRowOf) ? "cdr" : null;
}

/** The first line, and most others: the last one may be cut, and a file may hold noise. */
function areMost(lines: readonly string[], read: (line: string) => unknown): boolean {
  const count = lines.filter((line) => read(line) !== null).length;
  return lines[0] !== undefined && read(lines[0]) !== null && count >= MOST * lines.length;
}

const MOST = 0.7;

/** Every log is asked, so what surely is one is told at a glance: by `{`, a quote, `Event:` or a channel driver near the start. */
function mayBeEvents(head: Buffer): boolean {
  const start = head.toString("latin1", 0, GLANCE_BYTES);
  return (
    (start.includes("{") && start.includes('"type"')) ||
    /^(?:Event|Response): \w/m.test(start) ||
    start.startsWith("Asterisk Call Manager/") ||
    /CHAN_START|ANSWER|HANGUP|APP_START|NO ANSWER|BUSY|FAILED|CONGESTION|LINKEDID_END|STREAM_/.test(start)
  );
}

const GLANCE_BYTES = 2_048;
