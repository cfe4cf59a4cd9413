// What a bot's record says of an event beyond its name: the sound, the cause, the caller, how long it took.
import type { LogRecord } from "../../records/record.js";
import type { EventBody, EventType } from "../event.js";
import { field, inner, numberIn, stringOr } from "./fields.js";
import { CHANNEL_NAME } from "./looked-for.js";
import { plainWords } from "./plain-words.js";
import { clockOf } from "./timer.js";

const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

// `eb073f10...`: ids are often shortened for display
const CUT_UUID = /\b([0-9a-f]{8})(?:\.\.\.|…)/;

const PLAYBACK_KEYS = ["playback_id", "playbackId", "playbackID", "playback", "pb"];

// event type=StasisEnd channel=1795362797.1 | {"event_type":"StasisEnd",…}: the name of ARI's event is in a field
const EVENT_KEYS = ["type", "event", "event_type", "eventType"];

export const ARI_EVENT =
  /^(?:Stasis(?:Start|End)|Playback(?:Started|Finished)|Channel(?:HangupRequest|Destroyed|LeftBridge|Hold|Unhold)|ApplicationReplaced)$/;

/** ARI's name for the event, if a member has one. */
export function ariEventOf(fields: LogRecord["fields"]): string | undefined {
  if (fields === null) return undefined;
  for (const key of EVENT_KEYS) {
    const value = fields[key];
    if (typeof value === "string" && ARI_EVENT.test(value)) return value;
  }
  return undefined;
}

export function seconds(record: LogRecord): number | null {
  const value = field(record, "duration", "elapsed", "took", "latency", "duration_s") ?? record.message;
  // 1.25s | 1,25 с | 1250 ms | a bare number in a field is in seconds
  const found =
    /(?<![\w.])(?<number>\d+(?:[.,]\d+)?) ?(?<unit>ms|мс|毫秒|s|sn|с|сек|seg|秒)(?!\p{L})|^(?<bare>\d+(?:\.\d+)?)$/u.exec(
      value,
    )?.groups;
  if (!found) return null;
  const number = Number((found.number ?? found.bare ?? "").replace(",", "."));
  return Math.round(number * (found.unit === "ms" || found.unit === "мс" || found.unit === "毫秒" ? 1 : 1000));
}

// cause=32 | "cause":32 | причина 32 | Ursache 32 | 原因 32
const CAUSE =
  /(?<!\p{L})(?:caus[ea]|причин[аи]|ursache|grund|raison|motivo|przyczyna|neden|sebab|原因|理由)["']?[=:： ]+(\d{1,3})(?![\d.])/iu;

function causeOf(record: LogRecord): number | null {
  const value = field(record, "cause") ?? CAUSE.exec(record.message)?.[1] ?? "";
  return /^\d+$/.test(value) ? Number(value) : null;
}

// media=sound:bot/hello | Playing sound:bot/hello on channel 1795362796.0
export function mediaOf(record: LogRecord): string | null {
  return (
    field(record, "media", "uri") ??
    /(?:\bmedia[=: ]+|(?<![\w:/])(?=(?:sound|recording|tone|number|digits|characters):))([^\s,;)\]]+)/.exec(
      record.message,
    )?.[1] ??
    null
  );
}

export function playbackIdOf(record: LogRecord): string | null {
  return (
    field(record, ...PLAYBACK_KEYS) ??
    stringOr(inner(record.fields ?? {}, "playback", "id")) ??
    playbackUuidIn(record.message) ??
    CUT_UUID.exec(record.message)?.[1] ??
    null
  );
}

/** `call_uuid=0edf751d-… Playing sound:a`: an id under another name is no playback's. */
function playbackUuidIn(message: string): string | undefined {
  for (const { 0: id, index } of message.matchAll(UUID)) {
    const key = KEY_BEFORE.exec(message.slice(Math.max(0, index - MAX_KEY_LENGTH), index))?.[1];
    if (key === undefined || /play|^pb$|^id$/i.test(key)) return id;
  }
  return undefined;
}

const KEY_BEFORE = /(?:^|[^\w.-])([\w.-]{1,36})["']?[=:]["'[(]?$/;

const MAX_KEY_LENGTH = 40;

// caller=79160001122 | from 79160001122 | appelant 79160001122 | 主叫 79160001122
const CALLER =
  /(?<!\p{L})(?:caller(?:id)?|from|number|номер|appelant|anrufer|von|chiamante|llamante|arayan|абонент|主叫|发信者|発信者|od|da|de)[=:： ]+\+?(\d{3,20}|(?<=(?:caller(?:id)?|from|number|номер)[=: ]{1,3}\+?)\w+)/iu;

export function bodyOf(type: EventType, record: LogRecord): EventBody {
  switch (type) {
    case "bot-stasis-start":
      return {
        type,
        caller:
          field(
            record,
            "caller_number",
            "callerNumber",
            "from_number",
            "caller_id",
            "callerid",
            "from",
            "from_",
            "number",
          ) ??
          numberIn(field(record, "caller")) ??
          numberIn(inner(record.fields ?? {}, "channel", "caller", "number")) ??
          CALLER.exec(record.message)?.[1] ??
          null,
        exten:
          field(record, "exten", "extension", "to", "did") ?? /\bexten[=: ]+(\w+)/i.exec(record.message)?.[1] ?? null,
      };
    case "bot-moh":
      return {
        type,
        mohClass:
          field(record, "mohClass", "moh_class", "class") ??
          /(?:music on hold|MOH) (\S+) (?:started|запущен)/i.exec(record.message)?.[1] ??
          null,
      };
    case "bot-play":
      return {
        type,
        playbackId: playbackIdOf(record),
        media: mediaOf(record),
      };
    case "bot-play-finished":
      return {
        type,
        playbackId: playbackIdOf(record),
        state: /fail|ошибк/i.test(
          `${record.message} ${field(record, "state", "status") ?? inner(record.fields ?? {}, "playback", "state") ?? ""}`,
        )
          ? "failed"
          : "done",
      };
    case "bot-model-answered":
    case "bot-tts":
      return { type, tookMs: seconds(record) };
    case "bot-hangup":
      return { type, ...clockOf(record) };
    case "bot-hangup-requested":
      return {
        type,
        cause: causeOf(record),
        soft: record.fields?.soft === true || /\bsoft[=: ]+true/i.test(record.message) ? true : null,
        // ARI puts the channel in as an object
        whole: ariEventOf(record.fields) !== undefined && typeof record.fields?.channel === "object",
      };
    case "bot-channel-destroyed":
      return { type, cause: causeOf(record) };
    case "bot-bridge":
    case "bot-leg-left-bridge":
      return { type, bridgeId: field(record, "bridge_id", "bridgeId") ?? record.message.match(UUID)?.[0] ?? null };
    case "bot-dialled":
      return { type, endpoint: field(record, "endpoint") ?? CHANNEL_NAME.exec(record.message)?.[0] ?? null };
    case "bot-caller-held":
      return { type, held: !/unhold/.test(plainWords(record.message)) };
    default:
      return { type } as EventBody; // the types without details
  }
}
