// A refused ARI request, reported without its path: `Play on 1795362797.1 failed: 403 Forbidden`. A word, or the attempt before
// it, tells what it was to do; the status tells what came of it. The lexicon reads what says that the channel is gone.
import type { LogRecord } from "../../records/record.js";
import { severityOf } from "../../records/severity.js";
import type { AriAction, EventBody } from "../event.js";
import { SERVICE_WORD } from "../lexicon/english.js";
import { detailsOf } from "./details.js";

/** By the names that bots, and ARI itself, use. Those that contain others come first. */
export const DEEDS: readonly (readonly [AriAction, RegExp])[] = [
  [
    "media",
    /\bexternal ?media\b|\bsnoop\b|\badd ?channel\b|\brecord(?:ing)?\b|\boriginat\w+|\bcreate (?:channel|bridge)\b/i,
  ],
  // Externer Medienkanal | canal média externe | canale multimediale esterno | внешний медиаканал | 外部媒体通道 | 外部メディア
  [
    "media",
    /\bextern\p{L}{0,12} (?:medi|kanał)|\bm[eé]dias? extern|\bmedi\p{L}{0,12} (?:estern|zewn)|\bm[ií]dia extern|\bmultimedi\p{L}{0,12} extern|\bzewnętrzn\p{L}{0,12} medi|\bharici medya|(?:внешн|зовнішн)\p{L}{0,12} меді?[иі]?а|外部(?:媒体|媒體|メディア)/iu,
  ],
  // Aufnahme | enregistrement | grabación | gravação | registrazione | nagranie | kayıt | запись | 录音 | 録音
  [
    "media",
    /\baufnahme|\benregistrement|\bgrabaci|\bgravaç|\bregistrazion|\bnagra[nń]|\bkayıt|запис[ьуи]|录音|錄音|録音/iu,
  ],
  ["unhold", /\bunhold\b|\boff hold\b/i],
  ["hold", /\bhold\b/i],
  ["moh", /\bmoh\b|\bmusic on hold\b/i],
  [
    "play",
    /\bplay(?:back|ing|ed|withid)?\b|\breproduc\w+|\breprodu[çz]\w+|\blecture\b|\bwiedergabe\b|\bodtwarz|\boynat|воспроизв|відтвор|播放|再生/i,
  ],
  ["answer", /\banswer\b/i],
  ["continue", /\bcontinue\b/i],
  ["hangup", /\bhang ?up\b/i],
];
/** `request failed: 404`: only the attempt before it tells what was requested. A request to a model is excluded. */
const REQUEST = /\brequest\b/i;
const REFUSED = /\b(?:failed|refused|rejected|denied)\b/i;

// 403 | status=412 | HTTP 500, but neither 403 ms nor part of an id, an address or a file name
const STATUS =
  /(?:^|[^\w.\-/:])(400|401|403|404|405|409|412|422|500|501|502|503)(?![\w-]|\.\d| ?(?:ms|s|sec|bytes|мс)\b)/;

/** What the record says about such a request. Null if it says nothing about one. */
export function wordedRefusal(record: LogRecord): Extract<EventBody, { type: "bot-request-failed" }> | null {
  if (record.side !== "bot" || (record.level !== "" && severityOf(record) === null)) return null;
  const fields = record.fields ?? detailsOf(record);
  const member = fields?.status ?? fields?.status_code ?? fields?.statusCode;
  const message = record.message.slice(0, 1_000);
  const status = STATUS.exec(message)?.[1] ?? STATUS.exec(` ${String(member ?? "")}`)?.[1];
  if (status === undefined) return null;
  const words = message.replace(/(?<=[a-z])(?=[A-Z])|_/g, " ");
  const deed = DEEDS.find(([, expression]) => expression.test(words))?.[0] ?? (isRequest(words) ? "other" : null);
  if (deed === null) return null;
  const body = /"message"\s*:\s*"([^"]*)"/.exec(message)?.[1] ?? null;
  return { type: "bot-request-failed", method: "", path: "", action: deed, status: Number(status), body };
}

function isRequest(words: string): boolean {
  const at = words.search(REQUEST);
  return at >= 0 && REFUSED.test(words.slice(at)) && !SERVICE_WORD.test(words.toLowerCase());
}
