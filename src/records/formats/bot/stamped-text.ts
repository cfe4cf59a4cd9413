import type { LogFormat } from "../../record.js";
import { header, LEVEL, STAMP } from "./header.js";

// 2026-11-22 15:51:38,312 INFO [app.ari] Channel 1795362698.0 put on hold
// 2026-11-22T15:51:38.312Z INFO Channel 1795362698.0 put on hold
// 2026-11-22 15:51:38,312 INFO     uvicorn.error  Channel 1795362698.0 put on hold
// 2026-11-22T15:51:38.312Z  INFO ThreadId(02) bot::calls: Channel 1795362698.0 put on hold
// [3:51:38 PM] INFO Channel 1795362698.0 put on hold
const STAMPED = new RegExp(
  String.raw`^\[?(?<stamp>${STAMP}|\d{1,2}:\d\d:\d\d(?: ?[AP]M)?)\]?(?: [-|])? +\[?(?<level>${LEVEL})\]?:?(?: [-|:])? +(?! )(?:ThreadId\(\d{1,9}\) +)?(?:\[(?<origin>(?![^\]]*\d{9})[\w.:-]+)\] |(?<dotted>[a-z_]\w*(?:(?:\.|::)[a-z_]\w*)+)(?:: | - | {2,}(?! )))?(?<message>.*)$`,
);

export const stampedText: LogFormat = {
  name: "stamped-text",
  side: "bot",
  comesFrom: "any other: time, level, text",
  isLoose: true,
  samples: [
    "2026-11-22 15:51:38,312 INFO [app.ari] Channel 1795362698.0 put on hold",
    "2026-11-22T15:51:38.312Z WARN Channel 1795362698.0 not found",
    "[2026-11-22 15:51:38.312] [ERROR] Channel 1795362698.0 not found",
    "2026-11-22 15:51:38,312 INFO     uvicorn.error  Channel 1795362698.0 put on hold",
    "[11/22/26 15:51:38] INFO     Channel 1795362698.0 put on hold",
    "[3:51:38 PM] INFO Channel 1795362698.0 put on hold",
    "2026-11-22T15:51:38.312Z  INFO ThreadId(02) bot::calls: Channel 1795362698.0 put on hold",
  ],
  read: (text, year) => header(STAMPED.exec(text), year),
};
