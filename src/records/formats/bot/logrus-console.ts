import type { LogFormat } from "../../record.js";
import { header, STAMP, withPairs } from "./header.js";

// INFO[2026-11-22T15:51:38Z] hold started                                  channel=1795362698.0
const LOGRUS = new RegExp(
  String.raw`^(?<level>TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\[(?<stamp>${STAMP})\] (?<message>.*)$`,
);

export const logrusConsole: LogFormat = {
  name: "logrus-console",
  side: "bot",
  comesFrom: "logrus",
  samples: ["INFO[2026-11-22T15:51:38Z] hold started                                  channel=1795362698.0"],
  read: (text, year) => withPairs(header(LOGRUS.exec(text), year)),
};
