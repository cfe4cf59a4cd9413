import type { LogFormat } from "../../record.js";
import { header, LEVEL, STAMP } from "./header.js";

// [15:51:38.312] INFO (12): put on hold, and below it the fields, indented
// [2026-11-22 15:51:38.312 +0300] INFO (bot/12 on host): put on hold
const PINO_PRETTY = new RegExp(
  String.raw`^\[(?<stamp>${STAMP}|\d{13})\] (?<level>${LEVEL}) \((?<origin>[^)]*)\): ?(?<message>.*)$`,
);

export const pinoPretty: LogFormat = {
  name: "pino-pretty",
  side: "bot",
  comesFrom: "pino-pretty, the fields below, indented",
  samples: [
    "[15:51:38.312] INFO (12): put on hold",
    "[2026-11-22 15:51:38.312 +0300] WARN (bot/12 on host): Channel 1795362698.0 not found",
    "[1795362698312] INFO (12 on host): put on hold",
  ],
  read: (text, year) => header(PINO_PRETTY.exec(text), year),
};
