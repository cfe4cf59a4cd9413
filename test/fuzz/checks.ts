// What must hold for every run, whatever its logs: every line counted, a report that fits the schema, nothing that controls a
// terminal, no RTP timeout without a line that says so, and an end in time.
import { renderHtml } from "../../src/report/html.js";
import { renderJson } from "../../src/report/json.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import { renderNdjson } from "../../src/report/ndjson.js";
import { renderOtlp } from "../../src/report/otlp.js";
import { safeText } from "../../src/report/safe-text.js";
import { type CallRow, type Report, type RunReport, reportSchema } from "../../src/report/schema.js";
import { renderTerminal } from "../../src/report/terminal.js";
import { analyseTexts, type LogText, type SampleLogs } from "../support/analyse.js";

/** A container runtime cuts long messages; what is cited is the line where one begins. */
const PART = /^\S+ std(?:out|err) P /;

type Citation = CallRow["diagnosis"]["evidence"][number];

/** A run takes some milliseconds. */
export const MAX_MS = 5_000;
const MAX_MS_PER_MB = 20_000;

/** Processor time, because the machine may be busy with other things. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What controls a terminal or the direction of text, and so must not get out of a log. Line feeds are the report's own. */
export const RAW_CHARACTER = /[\x00-\x09\x0b-\x1f\x7f-\x9f]|[\u202a-\u202e\u2066-\u2069\u2028\u2029]/;

/** What Asterisk prints when it ends a call for lack of RTP (res_pjsip_sdp_rtp.c, chan_sip.c). */
const TIMEOUT_NOTICE = /lack of (?:audio|video|text)? ?RTP activity|no RTP activity/i;

/** A line without colours and other escape sequences: the reader takes them off before it reads. */
function plain(text: string): string {
  return text.replace(/\x1b\[[\d;?]*[A-Za-z]/g, "");
}

/**
 * What does not hold of a run over these logs; empty where all does.
 * @param withPages Look at the report in every format, too.
 * @throws whatever the run throws.
 */
export async function faultsOf(sample: SampleLogs, logs: readonly LogText[], withPages: boolean): Promise<string[]> {
  const faults: string[] = [];
  const startMs = cpuMs();
  const { runReport, calls } = await analyseTexts(logs, { config: sample.config });
  const megabytes = logs.reduce((sum, { latin1 }) => sum + latin1.length, 0) / 1e6;
  const ms = cpuMs() - startMs;
  if (ms > MAX_MS + MAX_MS_PER_MB * megabytes) faults.push(`took ${Math.round(ms)} ms for ${megabytes} MB`);

  for (const { path, lineCount, unparsedLineCount, bytes } of runReport.inputs) {
    const latin1 = logs.find((log) => log.path === path)?.latin1 ?? "";
    const fed = latin1.split("\n").length - (latin1.endsWith("\n") || latin1 === "" ? 1 : 0);
    if (lineCount !== fed) faults.push(`${path}: ${lineCount} lines counted of ${fed}`);
    if (unparsedLineCount > lineCount) faults.push(`${path}: more lines unparsed than there are`);
    if (bytes !== latin1.length) faults.push(`${path}: ${bytes} bytes counted of ${latin1.length}`);
  }

  if (withPages) faults.push(...(await faultsOfPages(runReport, calls)));

  const isHealthy = [...sample.causes.values()].every((cause) => cause === "none");
  const isTold = logs.some(({ latin1 }) => TIMEOUT_NOTICE.test(plain(latin1)));
  const linesOf = new Map(logs.map(({ path, latin1 }) => [path, latin1.split("\n")]));
  for (const call of calls) {
    const { cause, confidence, evidence } = call.diagnosis;
    faults.push(...citationsOf(call).flatMap((citation) => faultOfCitation(citation, linesOf) ?? []));
    if (confidence === "confirmed" && /^rtp-(?:hold-)?timeout$/.test(cause)) {
      // the log's own line, for the report shortens long ones; with the next, for a terminal cuts long ones in two
      const cited = evidence.map(({ source, line }) =>
        plain((linesOf.get(source)?.slice(line - 1, line + 1) ?? []).join("").replaceAll("\r", "")),
      );
      if (!cited.some((line) => TIMEOUT_NOTICE.test(line) || PART.test(line)))
        faults.push(`${cause} confirmed without its NOTICE`);
    }
    if (!/^rtp-(?:hold-)?timeout$/.test(cause) || isTold) continue;
    if (isHealthy || confidence === "confirmed") faults.push(`${cause} (${confidence}) though no line tells of one`);
  }
  return faults;
}

/** Every line that the report rests a statement about a call on. */
function citationsOf({ diagnosis, findings }: CallRow): Citation[] {
  return [diagnosis, ...diagnosis.ruledOut, ...findings].flatMap(({ evidence }) => evidence);
}

/** What is wrong with the place that the report gives for a line. Null if it is right. */
function faultOfCitation(
  { source, line, byteOffset, text }: Citation,
  linesOf: ReadonlyMap<string, readonly string[]>,
): string | null {
  const lines = linesOf.get(source) ?? [];
  const logged = lines[line - 1];
  if (logged === undefined) return `${source}:${line}: cited, and there is no such line`;
  const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  if (before !== byteOffset) return `${source}:${line}: cited at byte ${byteOffset}, stands at ${before}`;
  // of a line in an envelope only what is inside is cited, and that may be escaped
  const isPeeled = /^\W*\{|\\/.test(logged);
  return isPeeled || words(Buffer.from(logged, "latin1").toString("utf8")).includes(words(text).slice(0, 2_000))
    ? null
    : `${source}:${line}: cites other words: ${text}`;
}

/** The head of a line without what the report spells out or leaves away. */
function words(text: string): string {
  return safeText(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

async function faultsOfPages(runReport: RunReport, calls: readonly CallRow[]): Promise<string[]> {
  const faults: string[] = [];
  const json = await textOf(renderJson(runReport, calls));
  const shape = reportSchema.safeParse(JSON.parse(json) as Report);
  if (!shape.success)
    faults.push(`JSON report: ${shape.error.issues[0]?.path.join(".")}: ${shape.error.issues[0]?.message}`);
  const pages = {
    json,
    terminal: await textOf(renderTerminal(runReport, calls, { columns: 100, color: false, drawAll: true })),
    markdown: await textOf(renderMarkdown(runReport, calls)),
    html: await textOf(renderHtml(runReport, calls, { script: "", style: "" })),
    otlp: await textOf(renderOtlp(runReport, calls)),
    ndjson: await textOf(renderNdjson(runReport, calls)),
  };
  for (const line of pages.ndjson.split("\n")) if (line !== "") JSON.parse(line);
  JSON.parse(pages.otlp);
  for (const [format, text] of Object.entries(pages)) {
    const raw = RAW_CHARACTER.exec(text);
    if (raw) faults.push(`${format}: raw character ${raw[0].charCodeAt(0).toString(16)}`);
  }
  return faults;
}

async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
}
