import type { LogFormat } from "../../record.js";
import { header, LEVEL, STAMP } from "./header.js";

// I, [2026-11-22T15:51:38.312345 #4242]  INFO -- bot: Channel 1795362698.0 put on hold
const RUBY = new RegExp(
  String.raw`^[A-Z], \[(?<stamp>${STAMP}) #\d+\] +(?<level>${LEVEL}) -- (?<origin>[^:\s]*): (?<message>.*)$`,
);

export const rubyLogger: LogFormat = {
  name: "ruby-logger",
  side: "bot",
  comesFrom: "Ruby's Logger",
  samples: ["I, [2026-11-22T15:51:38.312345 #4242]  INFO -- bot: Channel 1795362698.0 put on hold"],
  read: (text, year) => header(RUBY.exec(text), year),
};
