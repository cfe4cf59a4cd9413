import type { LogFormat } from "../../record.js";
import { lettered, withPairs } from "./header.js";

// INFO[11-22|15:51:38] hold started                             channel=1795362698.0
// INFO [11-22|15:51:38.312] hold started                        channel=1795362698.0
const LOG15 =
  /^(?<level>TRCE|DBUG|INFO|WARN|EROR|CRIT|ERROR|DEBUG|TRACE) ?\[(?<mo>\d\d)-(?<d>\d\d)\|(?<clock>\d\d:\d\d:\d\d(?:\.\d{1,6})?)\] (?<message>.*)$/;

export const log15: LogFormat = {
  name: "log15",
  side: "bot",
  comesFrom: "Go's log15 and go-ethereum",
  samples: [
    "INFO[11-22|15:51:38] Channel put on hold                      channel=1795362698.0",
    'EROR[11-22|15:51:38] play failed                              err="404 Not Found"',
    "WARN [11-22|15:51:38.312] Channel gone                         channel=1795362698.0",
  ],
  read: (text, year) => withPairs(lettered(LOG15.exec(text), year)),
};
