import type { Header, LogFormat } from "../../record.js";
import { fromFields, parseObject } from "../bot-fields.js";

function readJson(text: string, year: number): Header | null {
  return text.startsWith("{") ? fromFields(parseObject(text), year) : null;
}

export const jsonLines: LogFormat = {
  name: "json-lines",
  side: "bot",
  comesFrom:
    "pino, bunyan, structlog, zap, zerolog, winston, loguru, Serilog, Monolog, log4j2, OpenTelemetry, Google Cloud, GELF; under names that are not known, the longest words are the message",
  readsEnvelopes: true,
  samples: [
    '{"instant":{"epochSecond":1795362698,"nanoOfSecond":312000000},"level":"INFO","message":"put on hold","contextMap":{"channelId":"1795362698.0"}}',
    '{"Timestamp":"2026-11-22T15:51:38.312Z","SeverityText":"INFO","Body":"put on hold","Attributes":{"channel.id":"1795362698.0"}}',
    '{"version":"1.1","host":"bot-1","short_message":"put on hold","timestamp":1795362698.312,"level":6,"_channel_id":"1795362698.0"}',
    '{"jsonPayload":{"message":"put on hold","channelId":"1795362698.0"},"timestamp":"2026-11-22T15:51:38.312Z","severity":"INFO"}',
    '{"t":"2026-11-22T15:51:38.312Z","l":"I","m":"put on hold","c":"1795362698.0"}',
    '{"quando":"2026-11-22T15:51:38.312Z","testo":"put on hold","canale":"1795362698.0"}',
    '{"event": "channel_hold", "level": "info", "channel_id": "1795363779.0", "timestamp": "2026-11-22T16:09:40.241076Z"}',
    '{"@t":"2026-11-22T15:51:38.3120000Z","@mt":"Channel {ChannelId} put on hold","ChannelId":"1795362698.0"}',
    '{"message":"Channel put on hold","context":{"channel":"1795362698.0"},"level":200,"level_name":"INFO","channel":"bot","datetime":"2026-11-22T15:51:38.312000+00:00","extra":{}}',
    '{"level": 30, "time": 1795363127108, "pid": 1353, "hostname": "bot-1", "name": "ari", "channelId": "1795363126.0", "msg": "Channel 1795363126.0 put on hold"}',
  ],
  read: readJson,
};
