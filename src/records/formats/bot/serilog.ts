import type { LogFormat } from "../../record.js";
import { header, LEVEL, SERILOG_LEVEL, STAMP } from "./header.js";

// [15:51:38 INF] Channel 1795362698.0 put on hold
const SERILOG = new RegExp(String.raw`^\[(?<stamp>${STAMP}|\d\d:\d\d:\d\d) (?<level>${LEVEL})\] (?<message>.*)$`);

// 2026-11-22 15:51:38.312 +00:00 [INF] Channel 1795362698.0 put on hold
const SERILOG_FILE = new RegExp(String.raw`^(?<stamp>${STAMP}) \[(?<level>${SERILOG_LEVEL})\] (?<message>.*)$`);

export const serilog: LogFormat = {
  name: "serilog",
  side: "bot",
  comesFrom: "Serilog's console, with the time or the whole date",
  samples: [
    "[15:51:38 INF] Channel 1795362698.0 put on hold",
    "2026-11-22 15:51:38.312 +00:00 [INF] Channel 1795362698.0 put on hold",
  ],
  read: (text, year) => header(SERILOG.exec(text) ?? SERILOG_FILE.exec(text), year),
};
