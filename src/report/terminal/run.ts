// What belongs to no single call: findings of the run and of its configuration, and notes.
import type { StepsById } from "../plan.js";
import { worstFirst } from "../problem.js";
import type { RunReport } from "../schema.js";
import { count } from "../words/rows.js";
import { pointersOf, renderFinding } from "./finding.js";
import { heading, type Page, paragraph, title } from "./page.js";

const MAX_FINDINGS = 6;
const MAX_NOTES = 6;

/** Findings about the whole run, errors first, then notes. */
export function renderRun({ runFindings, notes }: RunReport, page: Page, steps: StepsById): string[] {
  const most = (many: number): number => (page.isVerbose ? Number.POSITIVE_INFINITY : many);
  const more = (left: number, noun: string): string[] =>
    left > 0 ? paragraph(page, `… ${count(left, `more ${noun}`)}: see --verbose`) : [];
  const found = worstFirst(runFindings)
    .slice(0, most(MAX_FINDINGS))
    .flatMap((finding) => renderFinding(finding, page, pointersOf(finding, steps), { maxLinesPerEvidence: 1 }));
  const said = notes.slice(0, most(MAX_NOTES)).flatMap((note) => paragraph(page, note, { lead: "  - " }));
  return [
    ...(found.length === 0
      ? []
      : [
          ...title(page, "Findings about the whole run"),
          ...found,
          ...more(runFindings.length - most(MAX_FINDINGS), "finding"),
        ]),
    ...(said.length === 0 ? [] : [...heading(page, "Notes"), ...said, ...more(notes.length - most(MAX_NOTES), "note")]),
  ];
}
