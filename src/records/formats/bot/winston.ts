import type { LogFormat } from "../../record.js";
import { header, LEVEL, STAMP, withTrailingFields } from "./header.js";

// [2026-11-22T15:53:17.794Z] info: Channel 1795362797.1 put on hold {"channelId": "1795362797.1"}
const WINSTON = new RegExp(String.raw`^\[(?<stamp>${STAMP})\] (?<level>${LEVEL}): (?!\S+\[-?\d+\]$)(?<message>.*)$`);

export const winston: LogFormat = {
  name: "winston",
  side: "bot",
  comesFrom: "winston's printf forms",
  samples: [
    "[2026-11-22T15:53:17.994Z] info: Channel 1795362797.1 put on hold",
    '[2026-11-22T15:53:17.795Z] info: Channel 1795362796.0 put on hold {"channelId": "1795362796.0"}',
  ],
  read: (text, year) => withTrailingFields(header(WINSTON.exec(text), year)),
};
