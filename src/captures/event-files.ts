// Reads the files of events: each line, or event of AMI, that tells of a channel becomes what is known of that channel.
import type { ChannelEventKind } from "../events/channel-event.js";
import type { LineBatch } from "../io/lines.js";
import { type AmiEvent, AmiEvents } from "../records/captured/ami-stream.js";
import { type AriEvent, ariEventOf } from "../records/captured/ari-line.js";
import { cdrRowOf } from "../records/captured/cdr-row.js";
import { celRowOf } from "../records/captured/cel-row.js";
import type { CaptureKind } from "../records/captured/kind.js";
import { parseStamp } from "../time.js";
import type { ToldChannels } from "./channels.js";
import { aheadMs, type Beginning } from "./clock.js";

/** Where a line stands. */
interface Place {
  readonly line: number;
  readonly byteOffset: number;
  readonly text: string;
}

/** Files of events, as opposed to packets. */
export type EventFileKind = Exclude<CaptureKind, "pcap" | "pcapng">;

// ARI's events of channels (rest-api/api-docs/events.json)
const ARI_KINDS: Readonly<Record<string, ChannelEventKind>> = {
  ChannelCreated: "created",
  ChannelStateChange: "answered",
  ChannelHold: "held",
  ChannelUnhold: "unheld",
  ChannelHangupRequest: "hangup-request",
  ChannelDestroyed: "ended",
};

// main/manager_channels.c; SessionTimeout: channels/chan_sip.c
const AMI_KINDS: Readonly<Record<string, ChannelEventKind>> = {
  Newchannel: "created",
  Newstate: "answered",
  Hold: "held",
  Unhold: "unheld",
  HangupRequest: "hangup-request",
  SoftHangupRequest: "hangup-request",
  SessionTimeout: "timer",
  Hangup: "ended",
};

const CEL_KINDS: Readonly<Record<string, ChannelEventKind>> = {
  CHAN_START: "created",
  ANSWER: "answered",
  HANGUP: "ended",
};

/** ChannelState of a channel that is up (include/asterisk/channelstate.h: AST_STATE_UP). */
const UP = "6";

/** Reads one file of events. */
export class EventFile {
  readonly #kind: EventFileKind;
  readonly #sourceIndex: number;
  readonly #channels: ToldChannels;
  readonly #ami: AmiEvents;
  readonly #beginnings: Beginning[] = [];
  lineCount = 0;
  /** Lines that are no such event. */
  unreadCount = 0;
  byteCount = 0;
  cutLineCount = 0;
  firstMs: number | null = null;
  lastMs: number | null = null;

  constructor(kind: EventFileKind, sourceIndex: number, channels: ToldChannels) {
    this.#kind = kind;
    this.#sourceIndex = sourceIndex;
    this.#channels = channels;
    this.#ami = new AmiEvents((event) => this.#takeAmi(event));
  }

  push(lines: LineBatch): void {
    for (const { text, number, byteOffset, cut } of lines) {
      this.lineCount = number;
      if (cut) this.cutLineCount += 1;
      this.#take({ text, line: number, byteOffset });
    }
    this.byteCount += lines.bytes.length;
  }

  end(): void {
    this.#ami.end();
  }

  /** How far the clock of its times is ahead of Asterisk's, if nothing says that it is Asterisk's own. */
  get aheadMs(): number | null {
    return this.#kind === "ami-events" ? aheadMs(this.#beginnings) : null;
  }

  /** What was read, for the report. */
  get counts() {
    const { lineCount, unreadCount, byteCount, cutLineCount, firstMs, lastMs } = this;
    return { count: lineCount, unreadCount, byteCount, cutLineCount, firstMs, lastMs, aheadMs: this.aheadMs };
  }

  #take(place: Place): void {
    if (this.#kind === "ami-events") {
      this.#ami.push(place.text, place.line, place.byteOffset);
      return;
    }
    if (place.text.trim() === "" || place.text.startsWith("#")) return;
    const isRead =
      this.#kind === "ari-events"
        ? this.#takeAri(place)
        : this.#kind === "cel"
          ? this.#takeCel(place)
          : this.#takeCdr(place);
    // the first row of a table may hold the names of its columns
    if (!isRead && place.line > 1) this.unreadCount += 1;
  }

  #takeAri(place: Place): boolean {
    const event = ariEventOf(place.text);
    if (event === null) return false;
    const channel = event.channel as
      | { id?: unknown; name?: unknown; protocol_id?: unknown; state?: unknown }
      | undefined;
    const channelId = textOf(channel?.id);
    const utcMs = this.#note(stampMs(event.timestamp));
    if (channelId === null) return true;
    const ids = { channelId, channelName: textOf(channel?.name), sipCallId: textOf(channel?.protocol_id) };
    const what = ARI_KINDS[event.type];
    if (what === undefined || (what === "answered" && channel?.state !== "Up")) {
      this.#channels.name(ids.channelId, ids.channelName, ids.sipCallId);
      return true;
    }
    const cause = typeof event.cause === "number" ? event.cause : null;
    const soft = event.soft === true;
    const message = inWords(event.type, what, cause, soft, ariDetail(event));
    this.#add({ ...ids, by: "ari", what, cause, soft, hangupSource: null, utcMs, precisionMs: 1, message, ...place });
    return true;
  }

  #takeAmi(event: AmiEvent): void {
    const { headers, name, isOfReceiver } = event;
    const channelId = headers.get("uniqueid") ?? null;
    const utcMs = this.#note(event.utcMs);
    if (channelId === null || channelId === "") return;
    const channelName = headers.get("channel") ?? null;
    const what = AMI_KINDS[name];
    if (what === undefined || (what === "answered" && headers.get("channelstate") !== UP)) {
      this.#channels.name(channelId, channelName, null);
      return;
    }
    if (what === "created" && isOfReceiver && utcMs !== null) this.#begin(channelId, utcMs);
    const told = headers.get("cause");
    const cause = told === undefined || !/^\d{1,3}$/.test(told) ? null : Number(told);
    const soft = name === "SoftHangupRequest";
    const message = inWords(name, what, cause, soft, headers.get("source") ?? headers.get("cause-txt") ?? null);
    const precisionMs = isOfReceiver ? RECEIVED_MS : 1;
    const { line, byteOffset, text } = event;
    const ids = { channelId, channelName, sipCallId: null, hangupSource: null };
    this.#add({ ...ids, by: "ami", what, cause, soft, utcMs, precisionMs, message, line, byteOffset, text });
  }

  #takeCel(place: Place): boolean {
    const row = celRowOf(place.text);
    if (row === null) return false;
    const utcMs = this.#note(row.utcMs);
    if (row.channelId === null) return true;
    const { channelId, channelName, hangupCause, hangupSource } = row;
    const what = CEL_KINDS[row.event];
    if (what === undefined) this.#channels.name(channelId, channelName, null);
    else {
      const by = hangupSource === null ? null : `hung up by ${hangupSource}`;
      const message = inWords(`CEL ${row.event}`, what, hangupCause, false, by);
      const ids = { channelId, channelName, sipCallId: null, by: "cel" as const };
      this.#add({
        ...ids,
        what,
        cause: hangupCause,
        soft: false,
        hangupSource,
        utcMs,
        precisionMs: 1,
        message,
        ...place,
      });
    }
    return true;
  }

  #takeCdr(place: Place): boolean {
    const row = cdrRowOf(place.text);
    if (row === null) return false;
    const { channelId, channelName, startWallMs, endWallMs, disposition, durationSeconds, talkSeconds } = row;
    const madeMs = channelId === null ? null : epochMs(channelId);
    // local time: how far it is from UTC is told by the second in the uniqueid
    const zoneMs =
      madeMs === null || startWallMs === null ? null : Math.round((startWallMs - madeMs) / QUARTER_MS) * QUARTER_MS;
    const utcMs = this.#note(endWallMs === null || zoneMs === null ? null : endWallMs - zoneMs);
    if (channelId === null) return true;
    const message = `CDR: ${disposition}, ${durationSeconds} s, of these ${talkSeconds} s answered`;
    const nothing = { by: "cdr" as const, cause: null, soft: false, hangupSource: null, sipCallId: null };
    this.#add({ channelId, channelName, ...nothing, what: "billed", utcMs, precisionMs: 1_000, message, ...place });
    return true;
  }

  #add(told: Omit<Parameters<ToldChannels["add"]>[0], "sourceIndex">): void {
    this.#channels.add({ ...told, sourceIndex: this.#sourceIndex });
  }

  #begin(channelId: string, seenMs: number): void {
    const madeMs = epochMs(channelId);
    if (madeMs !== null) this.#beginnings.push({ seenMs, epochSeconds: madeMs / 1000 });
  }

  #note(utcMs: number | null): number | null {
    if (utcMs === null) return null;
    this.firstMs = Math.min(this.firstMs ?? utcMs, utcMs);
    this.lastMs = Math.max(this.lastMs ?? utcMs, utcMs);
    return utcMs;
  }
}

/** What is received is a little late, and never finer than this. */
const RECEIVED_MS = 5;
const QUARTER_MS = 900_000;

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

function stampMs(value: unknown): number | null {
  const stamp = typeof value === "string" ? parseStamp(value, 2000) : null;
  return stamp !== null && stamp.utcOffsetMinutes !== null ? stamp.wallMs : null;
}

// 1795935211.0 | pbx1-1795935211.12
function epochMs(channelId: string): number | null {
  const seconds = /^(?:[\w-]{1,40}-)?(1\d{9})\.\d{1,9}$/.exec(channelId)?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

function ariDetail(event: AriEvent): string | null {
  if (typeof event.tech_cause === "number") return `SIP ${event.tech_cause}`;
  return textOf(event.cause_txt);
}

function inWords(
  name: string,
  what: ChannelEventKind,
  cause: number | null,
  soft: boolean,
  detail: string | null,
): string {
  const isEnd = what === "hangup-request" || what === "ended";
  const parts = [
    ...(isEnd ? [cause === null ? "no cause" : `cause ${cause}`] : []),
    ...(soft ? ["soft"] : []),
    ...(detail === null ? [] : [detail]),
  ];
  return parts.length === 0 ? name : `${name}: ${parts.join(", ")}`;
}
