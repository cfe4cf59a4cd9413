import type { LogFormat } from "../../record.js";
import { header, LEVEL, STAMP } from "./header.js";

// 2026-11-22 15:51:38.3120|INFO|Bot.AriService|Channel 1795362698.0 put on hold
const NLOG = new RegExp(
  String.raw`^(?<stamp>${STAMP})\|(?<level>${LEVEL}|Info|Warn|Trace)\|(?<origin>[^|]*)\|(?<message>.*)$`,
);

export const nlog: LogFormat = {
  name: "nlog",
  side: "bot",
  comesFrom: "NLog",
  samples: ["2026-11-22 15:51:38.3120|INFO|Bot.AriService|Channel 1795362698.0 put on hold"],
  read: (text, year) => header(NLOG.exec(text), year),
};
