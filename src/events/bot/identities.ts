// Whose a bot's record is: channel ids and names, in the words and among the members.
import type { LogRecord } from "../../records/record.js";
import type { Identities } from "../pattern.js";
import { inner } from "./fields.js";
import { type Members, readObject } from "./literal.js";
import { AT, CHANNEL_NAME, GIVEN_ID, STARTED_ID, wordScan } from "./looked-for.js";

// 1795362797.1 | pbx1-1795362797.1 (systemname) | agent-1795362797.1 (given by the bot) | …;2 (Local, main/core_unreal.c)
const CHANNEL_ID = /(?<![\w.\-/])(?:[A-Za-z\d][\w.-]{0,60}-)?\d{9,10}\.\d{1,9}(?:;[12])?(?![\w;]|\.\w)/;

const CHANNEL_KEYS = [
  "channel_id",
  "channelId",
  "channelID",
  "ChannelId",
  "channel",
  "uniqueid",
  "uniqueId",
  "chan",
  "chan_id",
  "call_id",
  "callId",
  "channel.id",
  "channel_uniqueid",
  "asterisk_channel",
];

// ids contain no blank, bracket, quote or slash: a dict printed as a value is no id
const ID = /^[\w][\w.@;-]*$/;

/** Whose record it is, whatever it says. */
export function identitiesOf(record: LogRecord): Identities {
  wordScan.scan(record.message);
  return identitiesScanned(record);
}

/** The same for a record whose message was just looked at. */
export function identitiesScanned({ message, fields }: LogRecord): Identities {
  return {
    channelId:
      fieldId(fields) ??
      channelIdIn(message) ??
      (
        (wordScan.allows(AT.givenId) ? GIVEN_ID.exec(message) : null) ??
        (wordScan.allows(AT.startedId) ? STARTED_ID.exec(message) : null)
      )?.groups?.id ??
      anyFieldId(fields),
    channelName: (wordScan.allows(AT.channelName) ? CHANNEL_NAME.exec(message)?.[0] : undefined) ?? fieldName(fields),
  };
}

/** What {@link CHANNEL_ID} finds. Nearly all ids are a bare uniqueid, which its point gives away without the expression. */
function channelIdIn(text: string): string | undefined {
  for (let point = text.indexOf(".", MIN_SECONDS_DIGITS); point >= 0; point = text.indexOf(".", point + 1)) {
    if (!isDigit(text.charCodeAt(point + 1))) continue;
    let start = point;
    while (isDigit(text.charCodeAt(start - 1))) start -= 1;
    if (point - start < MIN_SECONDS_DIGITS) continue;
    let end = point + 2;
    while (isDigit(text.charCodeAt(end))) end += 1;
    const isBare =
      point - start <= MAX_SECONDS_DIGITS &&
      end - point - 1 <= MAX_COUNTER_DIGITS &&
      !mayBeOfId(text.charCodeAt(start - 1)) &&
      !mayBeOfId(text.charCodeAt(end));
    return isBare ? text.slice(start, end) : CHANNEL_ID.exec(text)?.[0];
  }
  return undefined;
}

const [MIN_SECONDS_DIGITS, MAX_SECONDS_DIGITS, MAX_COUNTER_DIGITS] = [9, 10, 9];

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** `-`, `.`, `/`, digits, `;`, letters, `_`: next to an id, these make another id of it. */
function mayBeOfId(code: number): boolean {
  return (
    (code >= 0x2d && code <= 0x39) || code === 0x3b || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) || code === 0x5f
  );
}

function fieldId(fields: LogRecord["fields"]): string | undefined {
  if (!fields) return undefined;
  for (const key of CHANNEL_KEYS) {
    const id = idIn(key, fields[key]);
    if (id !== undefined) return id;
  }
  // {"msg": "put on hold", "call": {"channel": {"id": "1795362797.1"}}}
  for (const key in fields) {
    const value = fields[key];
    if (typeof value !== "object" || value === null) continue;
    for (const innerKey of CHANNEL_KEYS) {
      const id = idIn(innerKey, (value as Members)[innerKey]);
      if (id !== undefined) return id;
    }
  }
  // ARI's playback events name their channel as `channel:1795362797.1`
  const target = inner(fields, "playback", "target_uri") ?? fields.target_uri;
  return target === undefined ? undefined : /^channel:(\S+)$/.exec(String(target))?.[1];
}

/** The only uniqueid among the members, under an unknown name: {"m": "put on hold", "c": "1795362797.1"} */
function anyFieldId(fields: LogRecord["fields"]): string | undefined {
  let found: string | undefined;
  for (const key in fields) {
    const value = fields[key];
    if (typeof value !== "string" || value.length < SHORTEST_ID || value.length > LONGEST_ID) continue;
    if (!isDigit(value.charCodeAt(value.length - 1)) || OF_ANOTHER.test(key) || !WHOLE_ID.test(value)) continue;
    if (found !== undefined && found !== value) return undefined;
    found = value;
  }
  return found;
}

const [SHORTEST_ID, LONGEST_ID] = [11, 80];

// 1795362797.1 | pbx1-1795362797.1
const WHOLE_ID = /^(?:[A-Za-z\d][\w.-]{0,60}-)?1\d{9}\.\d{1,9}$/;

/** Members that contain another channel, or a time that looks like an id. */
const OF_ANOTHER =
  /linked|peer|bridge|agent|other|parent|target|snoop|external|time|date|epoch|^ts$|^at$|created|start|end/i;

/** The id in a member, bare or inside an object. `channel=bot` is a logger's or a messenger's. */
function idIn(key: string, given: unknown): string | undefined {
  if (given === undefined) return undefined;
  // structlog prints a dict as a value: channel={'id': '1795362797.1', …}
  const value = typeof given === "string" && given.startsWith("{") ? readObject(given) : given;
  const id = typeof value === "object" && value !== null ? (value as { id?: unknown }).id : value;
  if (typeof id !== "string" || !ID.test(id)) return undefined;
  const isId = /^(?:asterisk_)?chan(?:nel)?$/i.test(key) ? /[\d-]/.test(id) : /^chan/i.test(key);
  return isId || CHANNEL_ID.test(id) ? id : undefined;
}

function fieldName(fields: LogRecord["fields"]): string | undefined {
  if (!fields) return undefined;
  const { channel_name, channelName, channel } = fields;
  return nameIn(channel_name) ?? nameIn(channelName) ?? nameIn(channel) ?? nameIn(inner(fields, "channel", "name"));
}

const nameIn = (value: unknown): string | undefined =>
  typeof value === "string" && value.includes("/") && CHANNEL_NAME.test(value) ? value : undefined;
