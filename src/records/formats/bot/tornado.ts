import type { LogFormat } from "../../record.js";
import { lettered } from "./header.js";

// [I 261122 15:51:38 web:2239] Channel 1795362698.0 put on hold
const TORNADO =
  /^\[(?<level>[DIWEC]) (?<y>\d\d)(?<mo>\d\d)(?<d>\d\d) (?<clock>\d\d:\d\d:\d\d) (?<origin>[^\s\]]+:\d+)\] (?<message>.*)$/;

export const tornado: LogFormat = {
  name: "tornado",
  side: "bot",
  comesFrom: "tornado",
  samples: ["[I 261122 15:51:38 web:2239] Channel 1795362698.0 put on hold"],
  read: (text, year) => lettered(TORNADO.exec(text), year),
};
