import { readPairs } from "../../pairs.js";
import type { Header, LogFormat } from "../../record.js";
import { fromFields } from "../bot-fields.js";

// time=2026-11-22T15:51:38.312Z level=INFO msg="put on hold" channel=1795362698.0
function readLogfmt(text: string, year: number): Header | null {
  return /^[\w.@]+=/.test(text) ? fromFields(readPairs(text), year) : null;
}

export const logfmt: LogFormat = {
  name: "logfmt",
  side: "bot",
  comesFrom: "Go's slog and logrus",
  samples: [
    'time=2026-11-22T15:51:38.312Z level=INFO msg="put on hold" channel=1795362698.0',
    'time="2026-11-22T15:51:38Z" level=info msg=hold channel=1795362698.0',
    "ts=1795362698.312 level=info msg=hold channel=1795362698.0",
  ],
  read: readLogfmt,
};
