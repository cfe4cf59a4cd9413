// Evidence, findings and recommendations: shapes that a call and the whole run share.

import type { Evidence, Recommendation, Severity } from "../../verdict/verdict.js";
import type { StepsById } from "../plan.js";
import type { Finding } from "../schema.js";
import { placeOfChange, settingOf } from "../words/change.js";
import { count, placeOf } from "../words/rows.js";
import { command, type Page, paragraph, placeOn, verbatim } from "./page.js";

/** This much of a log line is shown. What names the fault comes early in it, and the file has it in full. */
const MAX_LINES_PER_EVIDENCE = 6;
const MAX_FINDING_EVIDENCE = 3;

/** `full.log:1075`, then the line itself. */
export function renderEvidence(
  evidence: Evidence,
  page: Page,
  lead = "  ",
  maxLines = MAX_LINES_PER_EVIDENCE,
): string[] {
  return [
    ...paragraph(page, placeOn(page, evidence), { lead }),
    ...paragraph(page, evidence.text, { lead: `${lead}  `, maxLines, paint: page.style.quiet }),
  ];
}

/** How the lines behind a finding are shown: those in `shown` by their place alone. */
export interface FindingOptions {
  readonly shown?: ReadonlySet<string>;
  readonly maxLinesPerEvidence?: number;
}

/** Where a recommendation stands in full. */
export interface Pointer {
  readonly title: string;
  readonly number: number;
}

/** Where what a finding recommends stands. */
export function pointersOf({ recommendationIds }: Finding, steps: StepsById): Pointer[] {
  return recommendationIds.flatMap((id) => steps.get(id) ?? []);
}

/** The finding, the lines it rests on, and what to do about it. */
export function renderFinding(
  finding: Omit<Finding, "recommendationIds">,
  page: Page,
  pointers: readonly Pointer[],
  options: FindingOptions = {},
): string[] {
  const label = `${severityLabels[finding.severity]} ${finding.code} ${finding.name}`;
  return [
    ...paragraph(page, label, { paint: severityPaint(finding.severity, page) }),
    ...paragraph(page, finding.message, { lead: "    " }),
    ...findingEvidence(finding, page, options),
    ...pointers.flatMap(({ title, number }) =>
      paragraph(page, `${title} (${number} under "What to do")`, { lead: "    -> " }),
    ),
  ];
}

const severityLabels: Record<Severity, string> = { error: "ERROR", warning: "WARNING", info: "INFO" };

function severityPaint(severity: Severity, { style }: Page): (text: string) => string {
  return { error: style.bad, warning: style.doubtful, info: style.plain }[severity];
}

function findingEvidence(
  { evidence }: Pick<Finding, "evidence">,
  page: Page,
  { shown, maxLinesPerEvidence }: FindingOptions,
): string[] {
  // Many calls may rest on one line.
  const lines = [...new Map(evidence.map((line) => [placeOf(line), line])).values()];
  const more = lines.length - MAX_FINDING_EVIDENCE;
  return [
    ...lines.slice(0, MAX_FINDING_EVIDENCE).flatMap((line) => {
      const known = shown?.has(placeOf(line));
      return known
        ? paragraph(page, placeOn(page, line), { lead: "    " })
        : renderEvidence(line, page, "    ", maxLinesPerEvidence);
    }),
    ...(more > 0 ? paragraph(page, `… ${count(more, "more line")}`, { lead: "    " }) : []),
  ];
}

/** Everything that is to be done, under these numbers. Code to copy stands under the first item that needs it. */
export function renderRecommendations(
  numbered: readonly { readonly number: number; readonly recommendation: Recommendation | null }[],
  page: Page,
): string[] {
  const numberOfCode = new Map<string, number>();
  return numbered.flatMap(({ number, recommendation }) => {
    if (recommendation === null) return [];
    const lead = `  ${number}. `;
    return [
      ...renderRecommendation(recommendation, page, lead),
      ...renderSnippets(recommendation, number, numberOfCode, " ".repeat(lead.length)),
    ];
  });
}

/** The few lines for Python and for Node, unchanged, as they are there to be copied. */
function renderSnippets(
  { kind, snippets }: Recommendation,
  number: number,
  numberOfCode: Map<string, number>,
  indent: string,
): string[] {
  if (kind !== "bot" || snippets === undefined) return [];
  const key = JSON.stringify([snippets.python, snippets.node]);
  const before = numberOfCode.get(key);
  if (before !== undefined) return [`${indent}${"Code".padEnd(FIELD_COLUMNS)}as under ${before}`];
  numberOfCode.set(key, number);
  return [...codeLines("Python:", snippets.python, indent), ...codeLines("Node:", snippets.node, indent)];
}

function codeLines(language: string, code: string, indent: string): string[] {
  // a tab would come out as one blank, and change the meaning in Python
  const lines = code.trimEnd().replaceAll("\t", "    ").split(/\r?\n/);
  return [`${indent}${language}`, ...lines.map((line) => verbatim(line, `${indent}  `).trimEnd())];
}

/** The recommendation without its code: what to change where, why, at which risk, and the commands to copy. */
function renderRecommendation(recommendation: Recommendation, page: Page, lead: string): string[] {
  const indent = " ".repeat(lead.length);
  const field = (name: string, text: string | null | undefined): string[] =>
    text ? paragraph(page, text, { lead: indent + name.padEnd(FIELD_COLUMNS) }) : [];
  const commands = (name: string, lines: readonly string[]): string[] =>
    lines.flatMap((line, index) => command(page, line, `${indent}${(index === 0 ? name : "").padEnd(FIELD_COLUMNS)}`));
  return [
    ...paragraph(page, recommendation.title, { lead, paint: page.style.title }),
    ...field("Why", recommendation.reason),
    ...field("Where", placeOfChange(recommendation)),
    ...field("Change", changeInWords(recommendation)),
    ...field("For", recommendation.appliesTo),
    ...field("Risk", recommendation.risk),
    ...commands("Apply", recommendation.apply),
    ...commands("Check", recommendation.verify),
    ...commands("Undo", recommendation.undo ?? []),
  ];
}

const FIELD_COLUMNS = "Change  ".length;

function changeInWords(recommendation: Recommendation): string | null {
  const { option, current, proposed } = recommendation;
  if (option === undefined || current === undefined || proposed === undefined) return settingOf(recommendation);
  return `${option}: ${current ?? "(not known)"} -> ${proposed}`;
}
