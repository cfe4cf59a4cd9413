// Findings for a log pipeline: one per line, in the names of the Elastic Common Schema (ECS 8), with what ECS has no name for
// under `ari_doctor`. A call's lines come as soon as it is judged, so they are in the order in which calls ended.

import type { Severity } from "../verdict/verdict.js";
import { escapeUnseen } from "./json.js";
import type { Redaction } from "./redaction.js";
import type { CallRow, Finding, RunReport, UnexplainedRow } from "./schema.js";
import { sourceName } from "./words/rows.js";

/** The version of ECS whose names are used. */
const ECS_VERSION = "8.17.0";

/** ECS leaves the scale to the source. Higher is worse. */
const severityNumbers: Record<Severity, number> = { info: 1, warning: 2, error: 3 };

/** What a finding recommends, in a few words each. */
export type TitlesOf = (finding: Finding) => readonly string[];

/** How a line was masked: nothing where it was not. */
type Masked = { readonly redaction: Redaction } | object;

/** The same of a report. */
export function maskedAs(redaction: Redaction | null | undefined): Masked {
  return redaction && redaction.level !== "none" ? { redaction } : {};
}

/** The findings of a call and its unexplained errors, a line each; nothing where there are none. */
export function callLines(call: CallRow, titlesOf: TitlesOf, masked: Masked = {}): string {
  const unexplained = call.unexplained.map((row) => unexplainedLine(call, row, masked));
  const findings = call.findings.map((finding) => findingLine(call, finding, titlesOf(finding), masked));
  return [...findings, ...unexplained].join("");
}

/** An error of a call that nothing explains. */
function unexplainedLine(call: CallRow, row: UnexplainedRow, masked: Masked): string {
  const { source, line, byteOffset, at, text, count, reason } = row;
  const when = at ?? call.startedAt ?? call.endedAt;
  const document = {
    ...(when === null ? {} : { "@timestamp": when }),
    ecs: { version: ECS_VERSION },
    message: `A line of the call that this tool does not know${count > 1 ? `, ${count} times` : ""}.`,
    log: { level: "warning", file: { path: sourceName(source) }, offset: byteOffset },
    event: {
      kind: "event",
      category: ["session"],
      type: ["info"],
      module: "ari-doctor",
      dataset: "ari_doctor.unexplained",
      action: "unexplained",
      severity: severityNumbers.warning,
      original: text,
    },
    ...(call.host === null ? {} : { host: { name: call.host } }),
    ari_doctor: {
      ...aboutCall(call),
      ...masked,
      unexplained: { path: sourceName(source), line, offset: byteOffset, at, count, reason: reason ?? null },
    },
  };
  return `${escapeUnseen(JSON.stringify(document))}\n`;
}

/**
 * A finding of a call.
 * @param titles What it recommends.
 * @param more What there is to say of it beside the call's verdict.
 */
export function findingLine(call: CallRow, finding: Finding, titles: readonly string[], more: object = {}): string {
  return line(finding, titles, call.startedAt ?? call.endedAt, { ...aboutCall(call), ...more }, call.host);
}

/** What no longer holds for a call about which there is nothing else to say. */
export function withdrawalLine(
  call: CallRow,
  withdrawn: { readonly code: string; readonly name: string },
  masked: Masked = {},
): string {
  const { startedAt, endedAt, host, diagnosis } = call;
  const at = startedAt ?? endedAt;
  const document = {
    ...(at === null ? {} : { "@timestamp": at }),
    ecs: { version: ECS_VERSION },
    message: `${withdrawn.code} no longer holds of this call. ${diagnosis.summary}`,
    log: { level: "info" },
    event: {
      kind: "event",
      category: ["session"],
      type: ["info"],
      module: "ari-doctor",
      dataset: "ari_doctor.withdrawal",
      action: "withdrawn",
      code: withdrawn.code,
      severity: severityNumbers.info,
    },
    ...(host === null ? {} : { host: { name: host } }),
    ari_doctor: { ...aboutCall(call), ...masked, supersedes: withdrawn },
  };
  return `${escapeUnseen(JSON.stringify(document))}\n`;
}

/** The sums of a run, or of part of one. */
export function summaryLine({ summary, redaction }: RunReport): string {
  const document = {
    ecs: { version: ECS_VERSION },
    message: `${summary.callCount} calls were judged.`,
    log: { level: "info" },
    event: {
      kind: "metric",
      category: ["session"],
      type: ["info"],
      module: "ari-doctor",
      dataset: "ari_doctor.summary",
      action: "summary",
    },
    ari_doctor: {
      ...maskedAs(redaction),
      summary: {
        call_count: summary.callCount,
        healthy_count: summary.healthyCount,
        undetermined_count: summary.undeterminedCount,
        cause_counts: summary.causeCounts,
        gaps_over_limit_count: summary.gapsOverLimitCount,
        partial: summary.partial,
      },
    },
  };
  return `${escapeUnseen(JSON.stringify(document))}\n`;
}

function aboutCall(call: CallRow): object {
  const { channelId, channelName, logCallId, sipCallId, caller, exten, startedAt, endedAt, diagnosis } = call;
  return {
    call: {
      channel_id: channelId,
      channel_name: channelName,
      log_call_id: logCallId,
      sip_call_id: sipCallId,
      caller,
      exten,
      started_at: startedAt,
      ended_at: endedAt,
    },
    diagnosis: { cause: diagnosis.cause, confidence: diagnosis.confidence, summary: diagnosis.summary },
  };
}

/** All lines of a finished report. */
export async function* renderNdjson(runReport: RunReport, calls: Iterable<CallRow>): AsyncGenerator<string> {
  const titlesOf = titlesIn(runReport);
  for (const call of calls) yield callLines(call, titlesOf, maskedAs(runReport.redaction));
  yield runLines(runReport);
}

/** The findings of the run as a whole: known at its end only. */
export function runLines(runReport: Pick<RunReport, "runFindings" | "recommendations" | "redaction">): string {
  const titlesOf = titlesIn(runReport);
  const about = maskedAs(runReport.redaction);
  return runReport.runFindings.map((finding) => line(finding, titlesOf(finding), null, about, null)).join("");
}

/** The same of the findings of a report. */
export function titlesIn({ recommendations }: Pick<RunReport, "recommendations">): TitlesOf {
  const titles = new Map(recommendations.map(({ id, title }) => [id, title]));
  return ({ recommendationIds }) => recommendationIds.flatMap((id) => titles.get(id) ?? []);
}

/** `@timestamp` is that of the line that the finding rests on, else that of its call; a log pipeline wants none made up. */
function line(
  finding: Finding,
  titles: readonly string[],
  callAt: string | null,
  about: object,
  host: string | null,
): string {
  const { code, name, severity, message, evidence } = finding;
  const [first] = evidence;
  const at = evidence.find((row) => row.at !== null)?.at ?? callAt;
  const document = {
    ...(at === null ? {} : { "@timestamp": at }),
    ecs: { version: ECS_VERSION },
    message,
    log: {
      level: severity,
      ...(first === undefined ? {} : { file: { path: sourceName(first.source) }, offset: first.byteOffset }),
    },
    event: {
      kind: severity === "info" ? "event" : "alert",
      category: ["session"],
      type: [severity === "error" ? "error" : "info"],
      module: "ari-doctor",
      dataset: "ari_doctor.finding",
      action: name,
      code,
      severity: severityNumbers[severity],
      ...(first === undefined ? {} : { original: first.text }),
    },
    ...(host === null ? {} : { host: { name: host } }),
    ari_doctor: {
      ...about,
      finding: { code, name, severity },
      evidence: evidence.map((row) => ({
        path: sourceName(row.source),
        line: row.line,
        offset: row.byteOffset,
        at: row.at,
        // that of the first stands in event.original
        ...(row === first ? {} : { text: row.text }),
      })),
      recommendations: titles,
    },
  };
  return `${escapeUnseen(JSON.stringify(document))}\n`;
}
