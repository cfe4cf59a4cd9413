import type { LogFormat } from "../../record.js";
import { header, LEVEL, STAMP } from "./header.js";

// 2026-11-22 15:51:38.312 | INFO     | voicebot.ari:hold:150 - Channel 1795362698.0 put on hold
const LOGURU = new RegExp(
  String.raw`^(?<stamp>${STAMP}) \| (?<level>${LEVEL}) *\| (?<origin>(?:[^\s:]+:){1,3}\d+) [-|] (?<message>.*)$`,
);

export const loguru: LogFormat = {
  name: "loguru",
  side: "bot",
  comesFrom: "loguru",
  samples: ["2026-11-22 17:14:10.703 | INFO     | voicebot.ari:hold:150 - Channel 1795367650.0 put on hold"],
  read: (text, year) => header(LOGURU.exec(text), year),
};
