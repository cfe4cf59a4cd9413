import type { Header, LogFormat } from "../../record.js";
import { fromFields, parseObject } from "../bot-fields.js";
import { LEVEL, levelOf, placed } from "./header.js";

// info: Channel 1795362797.1 put on hold {"timestamp":"2026-11-22T15:53:17.794Z"}
const WINSTON_SIMPLE = new RegExp(String.raw`^(?<level>${LEVEL}): (?<message>.*)$`);

/** winston's `simple()` prints the time among the members after the words. */
function readWinstonSimple(text: string, year: number): Header | null {
  const at = text.endsWith("}") ? text.lastIndexOf(' {"') : -1;
  const groups = at < 0 ? undefined : WINSTON_SIMPLE.exec(text.slice(0, at))?.groups;
  const fields = groups ? parseObject(text.slice(at + 1)) : null;
  const read = fields && fromFields({ ...fields, message: groups?.message ?? "" }, year);
  return read && { ...read, level: levelOf(groups?.level ?? ""), ...placed(read.message, read.origin) };
}

export const winstonSimple: LogFormat = {
  name: "winston-simple",
  side: "bot",
  comesFrom: "winston's simple()",
  samples: ['info: Channel 1795362797.1 put on hold {"pid":7,"timestamp":"2026-11-22T15:53:17.794Z"}'],
  read: readWinstonSimple,
};
