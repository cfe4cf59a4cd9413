import type { LogFormat } from "../../record.js";
import { header, LEVEL, STAMP, withTrailingFields } from "./header.js";

// [2026-11-22T15:51:38.312000+00:00] bot.INFO: Channel put on hold {"channel":"1795362698.0"} []
const MONOLOG = new RegExp(
  String.raw`^\[(?<stamp>${STAMP})\] (?<origin>[\w-]+)\.(?<level>${LEVEL}): (?<message>.*?)(?: (?:\[\]|\{\}))?$`,
);

export const monolog: LogFormat = {
  name: "monolog",
  side: "bot",
  comesFrom: "Monolog",
  samples: ['[2026-11-22T15:51:38.312000+00:00] bot.INFO: Channel put on hold {"channel":"1795362698.0"} []'],
  read: (text, year) => withTrailingFields(header(MONOLOG.exec(text), year)),
};
