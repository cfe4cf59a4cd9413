// A bot that prints, without a time or a level of its own, into something that dates each line (`docker logs -t`, the
// journal). Anything would fit, so the reader asks for it last, and only of a writer that has spoken of channels.
import type { LogFormat } from "../record.js";

// 1795362698.0 or pbx1-1795362698.0 | /ari/channels/… | POST /channels/…
const CHANNEL_ID = /\b1\d{9}\.\d{1,9}\b|\/ari\/|\/channels\//;
const CHANNEL = /\bchannel|\bStasis|\bари\b|\bканал/iu;
// INFO:     Application startup complete.
const LEVEL = /^\[?(?<level>TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)\]?:? +(?<message>\S.*)$/i;

/** Lines of no form, dated by their envelope. */
export const envelopedText: LogFormat & {
  /** True where a line names a channel or a path of ARI's: no other program's does. */
  readonly tellsOfChannelId: (text: string) => boolean;
  /** True where a line speaks of channels. */
  readonly tellsOfChannel: (text: string) => boolean;
} = {
  name: "enveloped-text",
  side: "bot",
  samples: ["Channel 1795362698.0 put on hold", "ERROR: POST /ari/channels/1795362698.0/play 404"],
  read: (text) => {
    if (/^\s|^$/.test(text)) return null; // goes on with the line before
    const groups = LEVEL.exec(text)?.groups;
    return {
      stamp: null,
      level: groups?.level?.toUpperCase() ?? "",
      thread: null,
      logCallId: null,
      origin: null,
      message: groups?.message ?? text,
      fields: null,
    };
  },
  tellsOfChannelId: (text) => CHANNEL_ID.test(text),
  tellsOfChannel: (text) => CHANNEL_ID.test(text) || CHANNEL.test(text),
};
