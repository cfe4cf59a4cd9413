// What is reported about a call while its logs are followed: a finding, and which earlier statement it replaces. For the
// terminal a few lines, for a log pipeline one.

import { findingLine, maskedAs, withdrawalLine } from "./ndjson.js";
import type { Redaction } from "./redaction.js";
import { safeText } from "./safe-text.js";
import type { CallRow, Finding } from "./schema.js";
import type { Style } from "./terminal/style.js";
import { placeOf } from "./words/rows.js";

/** A cause that was reported for a call. */
export interface Said {
  readonly code: string;
  readonly name: string;
}

/** Something to report about a call. */
export interface News {
  readonly call: CallRow;
  /** Null if all there is to say is that `supersedes` was wrong. */
  readonly finding: Finding | null;
  /** What the finding recommends, in a few words each. */
  readonly titles: readonly string[];
  /** What was told of the call before and holds no more; null where nothing was. */
  readonly supersedes: Said | null;
  /** False if the call is still being read. */
  readonly isFinal: boolean;
  /** How it was masked; absent where it was not. */
  readonly redaction?: Redaction;
}

/** As a line of NDJSON. */
export function newsLine({ call, finding, titles, supersedes, isFinal, redaction }: News): string {
  const masked = maskedAs(redaction);
  if (finding !== null)
    return findingLine(call, finding, titles, { ...(supersedes && { supersedes }), provisional: !isFinal, ...masked });
  return supersedes === null ? "" : withdrawalLine(call, supersedes, masked);
}

/** For somebody who is watching. */
export function newsText({ call, finding, supersedes }: News, style: Style): string {
  const id = call.channelId ?? call.channelName ?? call.logCallId ?? call.sipCallId ?? "-";
  const at = finding?.evidence.find((row) => row.at !== null)?.at ?? call.endedAt ?? call.startedAt ?? "";
  const where = `${at} call ${safeText(id)}`;
  const was = supersedes === null ? "" : ` (before: ${supersedes.code} ${supersedes.name}, which no longer holds)`;
  if (finding === null) return `${style.doubtful(`NOW     ${where}: ${call.diagnosis.cause}${was}`)}\n`;
  const { cause, confidence } = call.diagnosis;
  const sure = finding.name === cause ? `, ${confidence}` : "";
  const paint = { error: style.bad, warning: style.doubtful, info: style.plain }[finding.severity];
  const label = supersedes === null ? finding.severity.toUpperCase() : "NOW";
  return [
    paint(`${label.padEnd(8)}${where}: ${finding.code} ${finding.name}${sure}${was}`),
    `        ${finding.message}`,
    ...finding.evidence.slice(0, 1).map((row) => style.quiet(`        ${placeOf(row)}  ${firstLine(row.text)}`)),
    "",
  ].join("\n");
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
