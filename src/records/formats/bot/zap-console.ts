import type { LogFormat } from "../../record.js";
import { header, LEVEL, STAMP, withTrailingFields } from "./header.js";

// 2026-11-22T15:51:38.312Z<TAB>INFO<TAB>ari/handler.go:41<TAB>hold started<TAB>{"channel_id": "1795362698.0"}
const ZAP = new RegExp(
  String.raw`^(?<stamp>${STAMP})\t(?<level>${LEVEL})\t(?:(?<origin>[\w.-]+(?:\t[^\s:]+\.go:\d+)?|[^\s:]+\.go:\d+)\t)?(?<message>.*)$`,
);

// 1.795362698312e+09<TAB>info<TAB>ari/handler.go:41<TAB>hold started
const ZAP_EPOCH = new RegExp(
  String.raw`^(?<stamp>\d\.\d{1,17}e\+09)\t(?<level>${LEVEL})\t(?:(?<origin>[^\s:]{1,200}\.go:\d{1,6})\t)?(?<message>.*)$`,
);

export const zapConsole: LogFormat = {
  name: "zap-console",
  side: "bot",
  comesFrom: "zap's console, its parts behind tabs",
  samples: [
    '2026-11-22T15:51:38.312Z\tINFO\tari/handler.go:41\thold started\t{"channel_id": "1795362698.0"}',
    "2026-11-22T15:51:38.312+0300\tWARN\tChannel 1795362698.0 not found",
    '1.795362698312e+09\tinfo\tcalls/handler.go:41\tput on hold\t{"channel_id": "1795362698.0"}',
  ],
  read: (text, year) => withTrailingFields(header(ZAP.exec(text) ?? ZAP_EPOCH.exec(text), year)),
};
