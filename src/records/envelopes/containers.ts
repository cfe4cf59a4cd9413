// What container and process managers put before each line.
import { parseStamp } from "../../time.js";
import type { Envelope, Peeled } from "./envelope.js";

/** RFC 3339, and the form without an offset that pm2 prints. */
const STAMP = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?`;

// 2026-11-22T15:51:38.312345678Z stdout F 2026-11-22 15:51:38,312 - app - INFO - …
const CRI = new RegExp(`^(?<stamp>${STAMP}) (?<stream>stdout|stderr) (?<tag>[FP])(?::[A-Z])? (?<inner>.*)$`);
// voice-bot-1  | 2026-11-22 15:51:38,312 - app - INFO - …
const COMPOSE = /^(?<voice>[A-Za-z0-9][\w.-]*) +\|(?: (?<inner>.*))?$/;
// 0|voice-bot  | 2026-11-22 15:51:38,312 - app - INFO - …
const PM2 = /^(?<voice>\d+\|[\w.@/-]+) +\|(?: (?<inner>.*))?$/;
// [pod/voice-bot-7d9f/bot] 2026-11-22 15:51:38,312 - app - INFO - …
const POD = /^\[pod\/(?<voice>[\w./-]+)\] (?<inner>.*)$/;
// 2026-11-22T15:51:38Z {container="bot", namespace="voice"} 2026-11-22 15:51:38,312 - app - INFO - …
const LOKI = new RegExp(String.raw`^(?<stamp>${STAMP}) (?<voice>\{[a-z_]\w*="[^}]*\}) +(?<inner>(?:[^ ].*)?)$`);
// 2026-11-22 15:51:38.312 |     -- Executing …
const DESKTOP = /^(?<stamp>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:[.,]\d{1,9})?) \|(?: (?<inner>.*))?$/;
// 1795362698312<TAB>2026-11-22T15:51:38.312Z<TAB>…   (Grafana since 10)
// 2026-11-22 18:51:38.312<TAB>…                       (before)
const GRAFANA = new RegExp(
  String.raw`^(?:\d{13}\t(?<stamp>${STAMP})|(?<local>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}))\t(?<inner>.*)$`,
);
// 2026-11-22T15:51:38.312345678Z [Nov 22 18:51:38] NOTICE[36]: …
// 2026-11-22T15:51:38: put on hold
const STAMPED = new RegExp(`^(?<stamp>${STAMP}):?(?: (?<inner>.*))?$`);

function peeled(match: RegExpExecArray | null, year: number): Peeled | null {
  const groups = match?.groups;
  if (!groups) return null;
  const printed = groups.stamp ?? groups.local;
  const stamp = printed === undefined ? null : parseStamp(printed, year);
  if (printed !== undefined && stamp === null) return null;
  return {
    inner: groups.inner ?? "",
    stamp,
    voice: groups.voice ?? "",
    ...(groups.voice?.startsWith("{") ? { writer: labelsOfWriter(groups.voice) } : {}),
    stream: groups.stream ?? "",
    goesOn: groups.tag === "P",
  };
}

// {container="bot", detected_level="info", host="pbx1"}
/** Loki's labels without those that belong to the line, such as its level. */
function labelsOfWriter(labels: string): string {
  const places = labels.matchAll(
    /\b(?:host|hostname|instance|node|pod|container|container_name|unit)="(?<place>[^"]*)"/g,
  );
  return [...places].map(({ groups }) => groups?.place ?? "").join(" ");
}

const LINE = "2026-11-22 15:51:38,312 - app.ari - INFO - Channel 1795362698.0 put on hold";
const CONSOLE_LINE = "[Nov 22 18:51:38] NOTICE[36]: pbx_app.c:12 exec: x";

/** Kubernetes' log files (CRI logging format: `P` for part of a line, `F` for a full line or its end). */
export const cri: Envelope = {
  name: "cri",
  comesFrom: "Kubernetes: `/var/log/pods/…`, with parts of lines put together",
  samples: [
    [`2026-11-22T15:51:38.312345678Z stdout F ${LINE}`, LINE],
    ["2026-11-22T15:51:38.312345678+03:00 stderr P Traceback", "Traceback"],
  ],
  unmistakable: true,
  peel: (text, year) => peeled(CRI.exec(text), year),
};

/** `docker compose logs`. */
export const compose: Envelope = {
  name: "compose",
  comesFrom: "`docker compose logs`",
  samples: [
    [`voice-bot-1  | ${LINE}`, LINE],
    ["asterisk  |     -- Remote UNIX connection", "    -- Remote UNIX connection"],
    ["asterisk  | ", ""],
  ],
  unmistakable: false,
  peel: (text, year) => peeled(COMPOSE.exec(text), year),
};

/** `pm2 logs`. */
export const pm2: Envelope = {
  name: "pm2",
  comesFrom: "`pm2 logs`",
  samples: [[`0|voice-bot  | ${LINE}`, LINE]],
  unmistakable: true,
  peel: (text, year) => peeled(PM2.exec(text), year),
};

/** `kubectl logs --prefix`. */
export const pod: Envelope = {
  name: "kubectl-prefix",
  comesFrom: "`kubectl logs --prefix`",
  samples: [[`[pod/voice-bot-7d9f/bot] ${LINE}`, LINE]],
  unmistakable: true,
  peel: (text, year) => peeled(POD.exec(text), year),
};

/** `logcli query`: time and labels from Loki. */
export const loki: Envelope = {
  name: "logcli",
  comesFrom: "Loki's `logcli`",
  samples: [[`2026-11-22T15:51:38Z {container="bot", namespace="voice"} ${LINE}`, LINE]],
  unmistakable: true,
  peel: (text, year) => peeled(LOKI.exec(text), year),
};

/** The log view of Docker Desktop, as people copy it. */
export const dockerDesktop: Envelope = {
  name: "docker-desktop",
  comesFrom: "the log view of Docker Desktop, copied",
  samples: [
    [`2026-11-22 15:51:38.312 | ${CONSOLE_LINE}`, CONSOLE_LINE],
    ["2026-11-22 15:51:38 |     -- Remote UNIX connection", "    -- Remote UNIX connection"],
    ["2026-11-22 15:51:38.312 |", ""],
  ],
  unmistakable: false,
  // a voice of its own: lines taken for bare text before do not tell who writes
  peel: (text, year) => withVoice(peeled(DESKTOP.exec(text), year), "docker-desktop"),
};

/** Grafana's "Download logs", as text. */
export const grafana: Envelope = {
  name: "grafana-txt",
  comesFrom: '"Download logs" of Grafana as text',
  samples: [
    [`1795362698312\t2026-11-22T15:51:38.312Z\t${LINE}`, LINE],
    [`2026-11-22 18:51:38.312\t${CONSOLE_LINE}`, CONSOLE_LINE],
  ],
  unmistakable: false,
  peel: (text, year) => withVoice(peeled(GRAFANA.exec(text), year), "grafana"),
};

function withVoice(peeled: Peeled | null, voice: string): Peeled | null {
  return peeled && { ...peeled, voice, writer: "" };
}

/** `docker logs -t`, `kubectl logs --timestamps`, `pm2 logs --timestamp`. */
export const stamped: Envelope = {
  name: "docker-timestamps",
  comesFrom: "`docker logs -t`, `kubectl logs --timestamps`",
  samples: [
    [`2026-11-22T15:51:38.312345678Z ${CONSOLE_LINE}`, CONSOLE_LINE],
    ["2026-11-22T15:51:38: put on hold", "put on hold"],
    ["2026-11-22T15:51:38.312345678Z", ""],
  ],
  unmistakable: false,
  peel: (text, year) => peeled(STAMPED.exec(text), year),
};
