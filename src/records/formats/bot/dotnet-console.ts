import type { LogFormat } from "../../record.js";
import { readDotnetBody } from "../dotnet-console.js";
import { header, STAMP } from "./header.js";

// 2026-11-22 15:51:38.312 info: VoiceBot.Ari[0], and below it the words, indented
const DOTNET = new RegExp(
  String.raw`^\[?(?<stamp>${STAMP}|\d\d:\d\d:\d\d)\]? ?(?<level>trce|dbug|info|warn|fail|crit): (?<origin>[\w.\x60+<>,-]+)\[-?\d+\](?: (?<message>.*))?$`,
);

export const dotnetConsole: LogFormat = {
  name: "dotnet-console",
  side: "bot",
  comesFrom: ".NET's console, the words on the same line or the line below; without a time, the envelope dates it",
  samples: [
    "2026-11-22 15:51:38.312 info: VoiceBot.Ari[0]",
    "[15:51:38] warn: VoiceBot.Ari[0] Channel 1795362698.0 not found",
  ],
  read: (text, year) => header(DOTNET.exec(text), year),
  readBelow: readDotnetBody,
};
