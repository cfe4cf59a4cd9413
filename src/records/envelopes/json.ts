// A line inside a JSON object: Docker's json-file driver, `journalctl -o json`, exports of Loki and other collectors.
import { parseEpoch, parseStamp, type Stamp } from "../../time.js";
import type { Envelope, Peeled } from "./envelope.js";

type Fields = Readonly<Record<string, unknown>>;

/** Where collectors put the line: Docker and Fluent Bit, Logstash, the journal, Loki, OpenTelemetry. */
const LINE_KEYS = ["log", "message", "MESSAGE", "line", "body"];
/** Where bots put their own message. A line with one of these is the bot's, whatever else it contains. */
const OWN_MESSAGE_KEYS = ["msg", "event"];
const TIME_KEYS = [
  "time",
  "timestamp",
  "@timestamp",
  "ts",
  "date",
  "__REALTIME_TIMESTAMP",
  "_SOURCE_REALTIME_TIMESTAMP",
];
const VOICE_KEYS = [
  "_HOSTNAME",
  "hostname",
  "host",
  "container_name",
  "SYSLOG_IDENTIFIER",
  "_SYSTEMD_UNIT",
  "pod",
  "app",
];

function parsed(text: string): Fields | null {
  if (!text.startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Fields) : null;
  } catch {
    return null;
  }
}

function stampOf(fields: Fields, year: number): Stamp | null {
  const value = TIME_KEYS.map((key) => fields[key]).find((one) => one !== undefined);
  if (typeof value === "number") return parseEpoch(value);
  if (typeof value !== "string") return null;
  // journald prints microseconds, Loki nanoseconds, both as text
  return /^\d{10,19}$/.test(value) ? parseEpoch(Number(value)) : parseStamp(value, year);
}

/** The labels that distinguish writers, wherever the collector put them. */
function writerOf(fields: Fields): string {
  const places = [fields, fields.kubernetes, fields.labels, fields.stream, fields.fields].filter(
    (place): place is Fields => typeof place === "object" && place !== null,
  );
  const labels = places.flatMap((place) => VOICE_KEYS.map((key) => place[key]));
  return [...new Set(labels.filter((value) => typeof value === "string"))].join(" ");
}

function peel(text: string, year: number): Peeled | null {
  const fields = parsed(text);
  if (!fields || isDockers(fields) || OWN_MESSAGE_KEYS.some((key) => fields[key] !== undefined)) return null;
  const line = LINE_KEYS.map((key) => fields[key]).find((value) => typeof value === "string");
  if (typeof line !== "string") return null;
  const writer = writerOf(fields);
  // its keys distinguish it from a bot's own JSON
  const voice = `${writer} ${Object.keys(fields).join()}`;
  return { inner: line.replace(/\r?\n$/, ""), stamp: stampOf(fields, year), voice, writer, goesOn: false };
}

interface DockerLine {
  readonly log: string;
  readonly stream: string;
  readonly time: string;
}

function isDockers(fields: Fields): fields is Fields & DockerLine {
  return (
    Object.keys(fields)[0] === "log" &&
    [fields.log, fields.stream, fields.time].every((value) => typeof value === "string")
  );
}

/** Docker cuts lines at 16 KiB. Only the last part has the line feed (moby, daemon/logger/copier.go). */
const DOCKER_PART_BYTES = 16 * 1024;

function peelDockerFile(text: string, year: number): Peeled | null {
  const fields = parsed(text);
  if (!fields || !isDockers(fields)) return null;
  const { log, stream, time } = fields;
  const goesOn = !log.endsWith("\n") && Buffer.byteLength(log) >= DOCKER_PART_BYTES;
  return { inner: log.replace(/\r?\n$/, ""), stamp: parseStamp(time, year), voice: "", stream, goesOn };
}

const LINE = "2026-11-22 15:51:38,312 - app.ari - INFO - Channel 1795362698.0 put on hold";

/** Docker's json-file driver. */
export const dockerFile: Envelope = {
  name: "docker-json-file",
  comesFrom: "`/var/lib/docker/containers/*/*-json.log`",
  samples: [
    [`{"log":"${LINE}\\n","stream":"stdout","time":"2026-11-22T15:51:38.312345678Z"}`, LINE],
    [
      '{"log":"Traceback","stream":"stderr","attrs":{"tag":"bot"},"time":"2026-11-22T15:51:38.312345678Z"}',
      "Traceback",
    ],
  ],
  unmistakable: true,
  peel: peelDockerFile,
};

/** A JSON object around each line. */
export const jsonWrapped: Envelope = {
  name: "json-wrapped",
  comesFrom:
    'exports of the journal, Loki, Grafana, Logstash, Fluent Bit: the line in `log`, `message`, `MESSAGE`, `line` or `body`; an object a line, all in one array, or in CloudWatch\'s `{"events": […]}`',
  samples: [
    [
      `{"__REALTIME_TIMESTAMP":"1795362698312345","_HOSTNAME":"host-1","SYSLOG_IDENTIFIER":"bot","MESSAGE":"${LINE}"}`,
      LINE,
    ],
    [`{"labels":{"app":"bot"},"line":"${LINE}","timestamp":"2026-11-22T15:51:38.312Z"}`, LINE],
    [`{"@timestamp":"2026-11-22T15:51:38.312Z","message":"${LINE}","host":"host-1"}`, LINE],
    [
      `{"line":"${LINE}","timestamp":"1795362698312000000","date":"2026-11-22T15:51:38.312Z","fields":{"app":"bot"}}`,
      LINE,
    ],
  ],
  // a bot that logs JSON looks the same, so this is believed only if a known line is inside
  unmistakable: false,
  peel,
};

/** Loki's API, `query_range` and its tail: each line with its nanoseconds. */
export const lokiPair: Envelope = {
  name: "loki-json",
  comesFrom: 'what Loki\'s interface answers: `{"data": {"result": [{"values": [[ns, line], …]}]}}`',
  samples: [
    [`["1795362698312000000","${LINE}"]`, LINE],
    [`["1795362698312000000", "${LINE}", {"structuredMetadata": {"pod": "bot-0"}}]`, LINE],
  ],
  unmistakable: true,
  peel: (text) => {
    if (!PAIR.test(text)) return null;
    const [ns, line] = pairIn(text) ?? [];
    if (typeof ns !== "string" || typeof line !== "string") return null;
    return { inner: line.replace(/\r?\n$/, ""), stamp: parseEpoch(Number(ns)), voice: "", goesOn: false };
  },
};

const PAIR = /^\s*\["\d{19}"\s*,\s*"/;

function pairIn(text: string): readonly unknown[] | null {
  try {
    return JSON.parse(text) as readonly unknown[];
  } catch {
    return null;
  }
}
