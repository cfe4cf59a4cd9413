import type { LogFormat } from "../../record.js";
import { undated, withPairs } from "./header.js";

// INFO[0005] hold started                                  channel=1795362698.0
const LOGRUS_SINCE_START = /^(?<level>TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\[\d{4,}\] (?<message>.*)$/;

export const logrusSinceStart: LogFormat = {
  name: "logrus-since-start",
  side: "bot",
  comesFrom: "logrus without full timestamps, dated by the envelope around it",
  samples: ["INFO[0005] hold started                                  channel=1795362698.0"],
  read: (text) => withPairs(undated(LOGRUS_SINCE_START.exec(text))),
};
