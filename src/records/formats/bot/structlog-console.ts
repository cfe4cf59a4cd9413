import type { LogFormat } from "../../record.js";
import { header, LEVEL, SERILOG_LEVEL, STAMP, withPairs } from "./header.js";

// 2026-11-22 15:51:38 [info     ] channel put on hold            [bot.ari] channel_id=1795362698.0
// 2026-11-22 15:51:38,312 [INFO] app.ari: channel=1795362698.0, put on hold
const STRUCTLOG = new RegExp(
  String.raw`^(?<stamp>${STAMP}) \[(?!${SERILOG_LEVEL}\])(?<level>${LEVEL}) *\] (?:(?<dotted>[a-z_]\w*(?:\.[a-z_]\w*)+|(?!(?:un)?hold|play|hang|answer|moh|cleanup|watchdog|err|warn)[a-z][\w-]*(?=: [A-Z])): )?(?<message>.*)$`,
);

export const structlogConsole: LogFormat = {
  name: "structlog-console",
  side: "bot",
  comesFrom: "structlog's console",
  samples: [
    "2026-11-22 15:51:38 [info     ] channel put on hold            [bot.ari] channel_id=1795362698.0",
    "2026-11-22T15:51:38.312345Z [warning  ] watchdog_timeout               channel_id=1795362698.0 text='no speech'",
  ],
  read: (text, year) => withPairs(header(STRUCTLOG.exec(text), year)),
};
