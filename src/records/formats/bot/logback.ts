import type { LogFormat } from "../../record.js";
import { header, LEVEL, STAMP } from "./header.js";

// 15:51:38.312 [main] INFO  com.example.Call - Channel 1795362698.0 put on hold
// 15:51:38.312 [main] INFO com.example.Call:42 -- Channel 1795362698.0 put on hold
const LOGBACK = new RegExp(
  String.raw`^(?<stamp>${STAMP}) \[[^\]]*\] (?<level>${LEVEL}) +(?<origin>[\w.$]+(?::\d+)?) --? (?<message>.*)$`,
);

export const logback: LogFormat = {
  name: "logback",
  side: "bot",
  comesFrom: "Logback",
  samples: [
    "15:51:38.312 [main] INFO  com.example.bot.CallSession - Channel 1795362698.0 put on hold",
    "2026-11-22 15:51:38,312 [main] INFO com.example.bot.CallSession:42 -- Channel 1795362698.0 put on hold",
  ],
  read: (text, year) => header(LOGBACK.exec(text), year),
};
