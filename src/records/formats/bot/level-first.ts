import type { LogFormat } from "../../record.js";
import { header, LEVEL, STAMP } from "./header.js";

// INFO:     2026-11-22 15:51:38,312 - Channel 1795362698.0 put on hold
// [INFO] 2026-11-22T15:51:38.312Z Channel 1795362698.0 put on hold
const LEVEL_FIRST = new RegExp(
  String.raw`^\[?(?<level>${LEVEL})\]?:? +\[?(?<stamp>${STAMP})\]?:?(?: [-|:])? +(?<message>(?:[^ ].*)?)$`,
);

export const levelFirst: LogFormat = {
  name: "level-first",
  side: "bot",
  comesFrom: "any other: level, time, text",
  samples: [
    "INFO:     2026-11-22 15:51:38,312 - Channel 1795362698.0 put on hold",
    "[INFO] 2026-11-22T15:51:38.312Z Channel 1795362698.0 put on hold",
  ],
  read: (text, year) => header(LEVEL_FIRST.exec(text), year),
};
