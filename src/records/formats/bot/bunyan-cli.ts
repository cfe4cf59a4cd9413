import type { LogFormat } from "../../record.js";
import { header, LEVEL, STAMP } from "./header.js";

// [2026-11-22T15:51:38.312Z]  INFO: bot/12 on host: put on hold (channelId=1795362698.0)
const BUNYAN_CLI = new RegExp(
  String.raw`^\[(?<stamp>${STAMP})\] +(?<level>${LEVEL}): (?<origin>\S+/\d+) on \S+: (?<message>.*)$`,
);

export const bunyanCli: LogFormat = {
  name: "bunyan-cli",
  side: "bot",
  comesFrom: "bunyan's command line",
  samples: ["[2026-11-22T15:51:38.312Z]  INFO: bot/12 on host: put on hold (channelId=1795362698.0)"],
  read: (text, year) => header(BUNYAN_CLI.exec(text), year),
};
