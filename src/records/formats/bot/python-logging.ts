import type { LogFormat } from "../../record.js";
import { header, LEVEL, STAMP } from "./header.js";

// 2026-11-22 15:51:38,312 - app.ari - INFO - Channel 1795362698.0 put on hold
// 06:37:11,913 - ari_client - INFO - …
const PYTHON = new RegExp(String.raw`^(?<stamp>${STAMP}) - (?<origin>\S+) - (?<level>${LEVEL}) - (?<message>.*)$`);

// 2026-11-22 15:51:38,312 - handlers - on_stasis_end - 92 - INFO - Channel 1795362698.0 put on hold
const PYTHON_PLACED = new RegExp(
  String.raw`^(?<stamp>${STAMP}) - (?<origin>[\w.]{1,100} - [\w<>.]{1,80} - \d{1,5}) - (?<level>${LEVEL}) - (?<message>.*)$`,
);

export const pythonLogging: LogFormat = {
  name: "python-logging",
  side: "bot",
  comesFrom: "Python's logging",
  samples: [
    "2026-11-22 17:14:13,295 - app.ari - INFO - Channel 1795367652.0 put on hold",
    "2026-11-22 18:58:43,886 - bot.ari_client - INFO - 🔒 Канал 1795363125.0 поставлен на hold",
    "11:02:43,118 - bot.tts - WARNING - TTS is late",
    "2026-11-22 17:14:13,295 - handlers - on_stasis_end - 92 - INFO - Channel 1795367652.0 put on hold",
  ],
  read: (text, year) => header(PYTHON.exec(text) ?? PYTHON_PLACED.exec(text), year),
};
