// The stream of AMI as it is sent: `Name: value` lines, an empty line behind each event (main/manager.c). It holds no times of its
// own unless manager.conf has `timestampevents=yes`; whoever wrote it down may have put a time before each event.
import { parseEpoch, parseStamp } from "../../time.js";

/** An event of AMI: its headers, in lower case. */
export interface AmiEvent {
  readonly name: string;
  readonly headers: ReadonlyMap<string, string>;
  /** When Asterisk made it, or else when it was received. Null if neither is written. */
  readonly utcMs: number | null;
  /** True if the time is that of whoever received it. */
  readonly isOfReceiver: boolean;
  /** The line that begins it. */
  readonly line: number;
  readonly byteOffset: number;
  readonly text: string;
}

// Asterisk Call Manager/11.0.0
const BANNER = /^Asterisk Call Manager\/\d/;
// Event: Hangup | Response: Success
const BEGINNING = /^(?<kind>Event|Response): (?<name>\w{1,60})$/;
// Channel: PJSIP/trunk-00000000 | ChanVariable(PJSIP/trunk-00000000): A=1
const HEADER = /^(?<name>[A-Za-z][\w-]{0,60}(?:\([^)]{0,120}\))?): ?(?<value>.*)$/;
/** An event has some forty headers, and each variable of a channel is one more. */
const MAX_HEADERS = 300;
/** What may stand before an event: a comment, or only a time. */
const MAX_NOTE = 80;

/** Do these lines begin a stream of AMI? One event, or the banner, and nothing that cannot be in one. */
export function isAmiStream(lines: readonly string[]): boolean {
  const told = lines.filter((line) => line.trim() !== "");
  return (
    told.some((line) => BANNER.test(line) || /^Event: \w+$/.test(line)) &&
    told.every((line) => BANNER.test(line) || HEADER.test(line) || isNote(line))
  );
}

const isNote = (line: string): boolean => line.startsWith("#") || noteMs(line) !== null;

// # received 2026-11-29T06:53:31.103530+00:00 | [2026-11-29 06:53:31.103] | 1795935211.103
const NOTE = /^[#\s[(]*(?:[a-z]+\s)?(?<stamp>\d[\d:T ./+-]{8,40}(?:Z|UTC)?)[\])\s]*$/i;

function noteMs(line: string): number | null {
  if (line.length > MAX_NOTE) return null;
  const stamp = NOTE.exec(line)?.groups?.stamp?.trim();
  if (stamp === undefined) return null;
  if (/^\d{10}(?:\.\d+)?$/.test(stamp)) return parseEpoch(Number(stamp))?.wallMs ?? null;
  return parseStamp(stamp.replace(/(\.\d{1,9})\d*/, "$1"), 2000)?.wallMs ?? null;
}

/** Puts lines together to events. */
export class AmiEvents {
  readonly #emit: (event: AmiEvent) => void;
  #open: { name: string; headers: Map<string, string>; line: number; byteOffset: number; text: string } | null = null;
  #noteMs: number | null = null;

  constructor(emit: (event: AmiEvent) => void) {
    this.#emit = emit;
  }

  push(text: string, line: number, byteOffset: number): void {
    if (text === "") {
      this.#close();
      return;
    }
    const beginning = BEGINNING.exec(text)?.groups;
    if (beginning) {
      this.#close();
      if (beginning.kind === "Event")
        this.#open = { name: beginning.name ?? "", headers: new Map(), line, byteOffset, text };
      return;
    }
    const header = this.#open && HEADER.exec(text)?.groups;
    if (this.#open && header) {
      const name = (header.name ?? "").toLowerCase();
      if (this.#open.headers.size < MAX_HEADERS && !this.#open.headers.has(name))
        this.#open.headers.set(name, header.value ?? "");
      return;
    }
    const atMs = noteMs(text);
    if (atMs === null) return;
    this.#close();
    this.#noteMs = atMs;
  }

  end(): void {
    this.#close();
  }

  #close(): void {
    if (this.#open === null) return;
    const { name, headers, line, byteOffset, text } = this.#open;
    this.#open = null;
    const own = Number(headers.get("timestamp"));
    const ownMs = Number.isFinite(own) && own > 0 ? own * 1000 : null;
    this.#emit({
      name,
      headers,
      line,
      byteOffset,
      text,
      utcMs: ownMs ?? this.#noteMs,
      isOfReceiver: ownMs === null,
    });
    this.#noteMs = null;
  }
}
