// What the reader must know before the single calls: how many went wrong and why, and what makes the logs less reliable.

import type { StepsById } from "../plan.js";
import { worstFirst } from "../problem.js";
import type { Finding, ReportFrame, Summary } from "../schema.js";
import { count, faultsOf, outcomeInWords, sourceName } from "../words/rows.js";
import { pointersOf, renderFinding } from "./finding.js";
import { heading, onOneLine, type Page, paragraph } from "./page.js";

/** A folder of broken logs must not push the verdicts off the screen. `What was read` has the details. */
const MAX_INPUT_FAULTS = 6;

/** The head of the report. */
export function renderSummary(frame: ReportFrame, page: Page, steps: StepsById): string[] {
  return [
    ...paragraph(page, `${frame.tool.name} ${frame.tool.version}`, { lead: "", paint: page.style.quiet }),
    ...renderOutcome(frame.summary, page),
    ...renderInputFaults(frame, page),
    ...renderRunFindings(frame.runFindings, page, steps),
    ...(frame.notes.length === 0 ? [] : heading(page, "Notes")),
    ...frame.notes.flatMap((note) => paragraph(page, note, { lead: "  - " })),
  ];
}

/** The run in one sentence. It is also the last line of the report, which remains visible once the rest has scrolled by. */
export function renderOutcome(summary: Summary, page: Page): string[] {
  const { good, bad, doubtful, title } = page.style;
  const { callCount, healthyCount, undeterminedCount } = summary;
  const explained = callCount - healthyCount - undeterminedCount;
  const paint = callCount === 0 ? title : explained > 0 ? bad : undeterminedCount > 0 ? doubtful : good;
  return paragraph(page, outcomeInWords(summary), { lead: "", paint });
}

/** What was lost before or by ari-doctor, one line each: silence proves less there. */
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

function renderRunFindings(findings: readonly Finding[], page: Page, steps: StepsById): string[] {
  if (findings.length === 0) return [];
  return [
    ...heading(page, "Findings about the whole run"),
    ...worstFirst(findings).flatMap((finding) =>
      renderFinding(finding, page, pointersOf(finding, steps), { maxLinesPerEvidence: 1 }),
    ),
  ];
}
