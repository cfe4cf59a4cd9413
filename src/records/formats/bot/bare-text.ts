import type { LogFormat } from "../../record.js";
import { header, STAMP } from "./header.js";

// 2026-11-22T15:51:38.312Z -> POST /channels/1795362698.0/hold 204
// 22.11.2026 15:51:38.312 ИНФО Канал 1795362698.0 поставлен на hold
/** Syslog's stamp alone does not tell who wrote the line. */
const BARE = new RegExp(String.raw`^(?![A-Z])(?<stamp>${STAMP}|\d\d:\d\d:\d\d):? (?:[-|] )?(?<message>\S.*)$`);

// [15:51:38.312] -> POST /channels/1795362698.0/hold 204
/** Brackets alone may also come from Asterisk's console. What ARI clients print, and uniqueids, mark such a line as a bot's. */
const BRACKETED = new RegExp(
  String.raw`^\[(?<stamp>${STAMP})\]:? (?=\S)(?=.*(?:/channels/|\b1\d{9}\.\d{1,9}\b|\bStasis(?:Start|End)\b|\bPlayback(?:Started|Finished)\b|\bChannelHangupRequest\b))(?<message>.*)$`,
);

// [2026-11-22 15:51:38] Channel put on hold
const BRACKETED_ALONE = new RegExp(
  String.raw`^\[(?<stamp>${STAMP}|\d\d:\d\d:\d\d)\]:? (?![A-Z]+\[-?\d)(?<message>\S.*)$`,
);

export const bareText: LogFormat = {
  name: "bare-text",
  side: "bot",
  comesFrom: "a time and no level",
  isLoose: true,
  readsEnvelopes: true,
  samples: [
    "2026-11-22T15:51:38.312Z -> POST /channels/1795362698.0/hold 204",
    "22.11.2026 15:51:38.312 ИНФО Канал 1795362698.0 поставлен на hold",
    "[15:51:38.312] -> POST /channels/1795362698.0/hold 204",
    "15:51:38 Channel 1795362698.0 put on hold",
    "11/22/2026, 3:51:38 PM: Channel 1795362698.0 put on hold",
  ],
  read: (text, year) => header(BARE.exec(text) ?? BRACKETED.exec(text), year),
};

/** A time in brackets and words. A console of Asterisk prints that too, so the reader asks for it only if it knows the writer. */
export const bracketedText: LogFormat = {
  name: "bare-text",
  side: "bot",
  comesFrom: "a time and no level",
  isLoose: true,
  readsEnvelopes: true,
  samples: ["[2026-11-22 15:51:38] Channel put on hold", "[15:51:38]: TTS ready in 0.52s"],
  read: (text, year) => header(BRACKETED_ALONE.exec(text), year),
};
