// Logs as carriers hand them on: every line in an envelope. The carrier's clock runs beside the log's own and differs.
const START_MS = Date.UTC(2026, 10, 22, 15, 0, 0);

/** Puts one line into an envelope. `at` is the carrier's time, in ISO 8601 with milliseconds. */
export type Wrap = (line: string, at: string) => string;

const rfc3164 = (at: string): string => `Nov ${at.slice(8, 10).replace(/^0/, " ")} ${at.slice(11, 19)}`;
const nano = (at: string): string => at.replace("Z", "345678Z");

/** One way per envelope, and two nested ones. */
export const wraps: Readonly<Record<string, Wrap>> = {
  compose: (line) => `voice-1  | ${line}`,
  "docker-timestamps": (line, at) => `${nano(at)} ${line}`,
  cri: (line, at) => `${nano(at)} stdout F ${line}`,
  "cri in parts": (line, at) =>
    line.length < 9
      ? `${nano(at)} stdout F ${line}`
      : `${nano(at)} stdout P ${line.slice(0, 8)}\n${nano(at)} stdout F ${line.slice(8)}`,
  pm2: (line) => `0|voice  | ${line}`,
  "kubectl-prefix": (line) => `[pod/voice-0/main] ${line}`,
  logcli: (line, at) => `${at} {container="voice"} ${line}`,
  syslog: (line, at) => `${rfc3164(at)} host-1 voice[812]: ${line}`,
  "syslog with an ISO stamp": (line, at) => `${at.replace("Z", "+0000")} host-1 voice[812]: ${line}`,
  "syslog-5424": (line, at) => `<134>1 ${at} host-1 voice 812 - - ${line}`,
  "docker-json-file": (line, at) => JSON.stringify({ log: `${line}\n`, stream: "stdout", time: nano(at) }),
  "json-wrapped by a collector": (line, at) => JSON.stringify({ "@timestamp": at, host: "host-1", message: line }),
  "export-blocks": (line, at) => `[Sun Nov ${at.slice(8, 10)} 2026 ${at.slice(11, 23)}]\nvoice: \n${line}`,
  "compose over docker-timestamps": (line, at) => `voice-1  | ${nano(at)} ${line}`,
  "quoted-mail": (line) => `> > ${line}`,
  "docker-desktop": (line, at) => `${at.replace("T", " ").replace("Z", "")} | ${line}`,
  "grafana-txt": (line, at) => `${Date.parse(at)}\t${at}\t${line}`,
  "loki-json": (line, at) => JSON.stringify([String(BigInt(Date.parse(at)) * 1_000_000n), line]),
  "json-wrapped over pm2": (line, at) => JSON.stringify({ line: `0|voice  | ${line}`, timestamp: at }),
  "colour and a byte order mark": (line) => `\ufeff\x1b[36mvoice-1  |\x1b[0m ${line}`,
};

/** A whole log in an envelope; `latin1` is bytes, as sources hand them on. */
export function wrapped(latin1: string, wrap: Wrap): string {
  const text = Buffer.from(latin1, "latin1").toString("utf8");
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  const out = lines.map((line, i) => wrap(line, new Date(START_MS + i * 10).toISOString()));
  return Buffer.from(`${out.join("\n")}\n`, "utf8").toString("latin1");
}
