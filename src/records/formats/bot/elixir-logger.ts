import { readPairs } from "../../pairs.js";
import type { LogFormat } from "../../record.js";
import { header, STAMP } from "./header.js";

// 15:51:38.312 channel=1795362698.0 line=42 [info] put on hold
const ELIXIR = new RegExp(
  String.raw`^(?<stamp>${STAMP}) (?<metadata>(?:[A-Za-z_]\w*=[^\s[]* )+)\[(?<level>emergency|alert|critical|error|warning|warn|notice|info|debug)\] (?<message>.*)$`,
);

/** Its default format is `$time $metadata[$level] $message`. A line without metadata looks like structlog's and is read as such. */
export const elixirLogger: LogFormat = {
  name: "elixir-logger",
  side: "bot",
  comesFrom: "Elixir's Logger",
  samples: [
    "15:51:38.312 channel=1795362698.0 [info] put on hold",
    "15:51:38.312 request_id=F8x2 channel=1795362698.0 [warning] playback failed: 404",
    "2026-11-22 15:51:38.312 pid=<0.412.0> file=lib/bot/call.ex line=42 [error] Channel 1795362698.0 gone",
  ],
  read: (text, year) => {
    const match = ELIXIR.exec(text);
    const read = header(match, year);
    return read && { ...read, fields: readPairs(match?.groups?.metadata ?? "") };
  },
};
