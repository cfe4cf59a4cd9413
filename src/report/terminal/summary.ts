// What the reader must know before the single calls: how many went wrong and why, and what makes the logs less to go by.
import type { Finding, InputRow, ReportFrame, Severity, Summary } from "../schema.js";
import { type RecommendationNumbers, renderFinding, sourceName } from "./finding.js";
import { count, heading, onOneLine, type Page, paragraph } from "./page.js";

/** A folder of broken logs must not push the verdicts off the screen: `What was read` tells of each. */
const MAX_INPUT_FAULTS = 6;

/** The head of the report. */
export function renderSummary(frame: ReportFrame, page: Page, numbers: RecommendationNumbers): string[] {
  return [
    ...paragraph(page, `${frame.tool.name} ${frame.tool.version}`, { lead: "", paint: page.style.quiet }),
    ...renderOutcome(frame.summary, page),
    ...renderInputFaults(frame, page),
    ...renderRunFindings(frame.runFindings, page, numbers),
    ...(frame.notes.length === 0 ? [] : heading(page, "Notes")),
    ...frame.notes.flatMap((note) => paragraph(page, note, { lead: "  - " })),
  ];
}

/** The run in one sentence; also the last line of the report, where the eye is when it has scrolled by. */
export function renderOutcome(summary: Summary, page: Page): string[] {
  const { good, bad, doubtful, title } = page.style;
  const { callCount, healthyCount, undeterminedCount } = summary;
  const explained = callCount - healthyCount - undeterminedCount;
  const paint = callCount === 0 ? title : explained > 0 ? bad : undeterminedCount > 0 ? doubtful : good;
  return paragraph(page, outcomeInWords(summary), { lead: "", paint });
}

/** The same without the page. */
export function outcomeInWords(summary: Summary): string {
  const { callCount, healthyCount, gapsOverLimitCount, partial } = summary;
  const within = partial ? " in the part that was read" : "";
  const gaps =
    gapsOverLimitCount > 0 ? ` ${count(gapsOverLimitCount, "hold-to-playback gap")} over the RTP limit.` : "";
  if (callCount === 0) return `No calls found in ${partial ? "the part that was read" : "these logs"}.`;
  if (healthyCount === callCount)
    return `${callCount === 1 ? `The call${within} is` : `All ${callCount} calls${within} are`} healthy.${gaps}`;
  return `${count(callCount, "call")}${within}: ${countsInWords(summary)}.${gaps}`;
}

/** `1 healthy, 2 rtp-timeout, 1 undetermined`: the most frequent cause first. */
function countsInWords({ callCount, healthyCount, undeterminedCount, causeCounts }: Summary): string {
  const causes = Object.entries(causeCounts)
    .filter(([cause, calls]) => cause !== "none" && cause !== "undetermined" && calls > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([cause, calls]) => ({ calls, what: cause }));
  const counts = [
    { calls: healthyCount, what: "healthy" },
    ...causes,
    { calls: undeterminedCount, what: "undetermined" },
  ].filter(({ calls }) => calls > 0);
  return counts.map(({ calls, what }) => (callCount === 1 ? what : `${calls} ${what}`)).join(", ");
}

/** What was lost before ari-doctor or by it, a line each: silence proves less there. */
function renderInputFaults({ inputs, summary }: ReportFrame, page: Page): string[] {
  const paint = page.style.doubtful;
  const faults = inputs.flatMap((input) => faultsOf(input).map((fault) => ({ path: sourceName(input.path), fault })));
  const more = faults.length - MAX_INPUT_FAULTS;
  return [
    ...(summary.partial ? paragraph(page, "Partial: reading stopped before the end of the input.", { paint }) : []),
    ...faults.slice(0, MAX_INPUT_FAULTS).flatMap(({ path, fault }) => onOneLine(page, path, `: ${fault}`, { paint })),
    ...(more > 0 ? paragraph(page, `… ${count(more, "more line")} like these: see "What was read"`, { paint }) : []),
  ];
}

/** What makes an input less to go by, in words. */
export function faultsOf({ lossy, unparsedLineCount, cutLineCount, lineCount }: InputRow): string[] {
  return [
    lossy ? "lossy, the logger discarded lines" : null,
    unparsedLineCount > 0 ? `${unparsedLineCount} of ${count(lineCount, "line")} not understood` : null,
    cutLineCount > 0 ? `${count(cutLineCount, "line")} cut, too long to be kept whole` : null,
  ].filter((fault) => fault !== null);
}

function renderRunFindings(findings: readonly Finding[], page: Page, numbers: RecommendationNumbers): string[] {
  if (findings.length === 0) return [];
  const worstFirst = [...findings].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  return [
    ...heading(page, "Findings about the whole run"),
    ...worstFirst.flatMap((finding) => renderFinding(finding, page, numbers, { maxLinesPerEvidence: 1 })),
  ];
}

const severities: readonly Severity[] = ["error", "warning", "info"];
