import type { LogFormat } from "../../record.js";
import { undated, withPairs } from "./header.js";

// 3:51PM INF Channel put on hold channel_id=1795362698.0
const ZEROLOG = /^(?:1?\d:[0-5]\d[AP]M|<nil>) (?<level>TRC|DBG|INF|WRN|ERR|FTL|PNC) (?<message>.*)$/;

export const zerologConsole: LogFormat = {
  name: "zerolog-console",
  side: "bot",
  comesFrom: "zerolog's console, dated by the envelope around it",
  samples: ["3:51PM INF Channel put on hold channel_id=1795362698.0"],
  read: (text) => withPairs(undated(ZEROLOG.exec(text))),
};
