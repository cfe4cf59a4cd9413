import type { Header, LogFormat } from "../../record.js";
import { header, LEVEL, STAMP } from "./header.js";

// 2026-11-22 15:51:38.312,INFO,calls,"Channel 1795362698.0 put on hold"
const COMMAS = new RegExp(
  String.raw`^(?<stamp>${STAMP})(?<sign>[,;])"?(?<level>${LEVEL})"?\k<sign>(?:"?(?<origin>[A-Za-z][\w.:-]{0,80})"?\k<sign>)?(?<message>\S.*)$`,
);

/** A quoted field, in which a quote is doubled. */
function unquoted(read: Header | null): Header | null {
  if (!read || !/^".*"$/.test(read.message)) return read;
  return { ...read, message: read.message.slice(1, -1).replaceAll('""', '"') };
}

export const commaSeparated: LogFormat = {
  name: "comma-separated",
  side: "bot",
  comesFrom: "loggers that separate by commas",
  samples: ['2026-11-22 15:51:38.312,INFO,calls,"Channel 1795362698.0 put on hold"'],
  read: (text, year) => unquoted(header(COMMAS.exec(text), year)),
};
