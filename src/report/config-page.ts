// The report on a configuration for a person at a terminal: what a snippet would do, what is in force, what is wrong, and what
// to do about it.

import type { Severity } from "../verdict/verdict.js";
import type { AdviceLine, ConfigReport, InForceRow } from "./config-schema.js";
import type { AdvisedFinding } from "./schema.js";
import { type Pointer, renderFinding, renderRecommendations } from "./terminal/finding.js";
import { heading, type Page, paragraph, title, verbatim } from "./terminal/page.js";
import { createStyle } from "./terminal/style.js";
import { type Cell, drawTable } from "./terminal/table.js";
import { count } from "./words/rows.js";

/** The same limits as those of the log report. */
const MAX_COLUMNS = 140;
const MIN_COLUMNS = 60;

/** Renders the report on a configuration. */
export function renderConfig(
  report: ConfigReport,
  options: { readonly columns: number; readonly color: boolean },
): string {
  const page: Page = {
    width: Math.max(MIN_COLUMNS, Math.min(options.columns, MAX_COLUMNS)),
    style: createStyle(options.color),
  };
  const advice = [
    ...new Map(report.findings.flatMap((one) => one.recommendations).map((one) => [JSON.stringify(one), one])).values(),
  ];
  const numbers = new Map(advice.map((one, index) => [JSON.stringify(one), index + 1]));
  const pointers = ({ recommendations }: AdvisedFinding): Pointer[] =>
    recommendations.map((one) => ({ title: one.title, number: numbers.get(JSON.stringify(one)) ?? 0 }));
  const lines = [
    ...(report.adviceConclusion === null ? [] : paragraph(page, report.adviceConclusion, { lead: "" })),
    ...paragraph(page, `${report.tool.name} ${report.tool.version}`, { lead: "", paint: page.style.quiet }),
    ...paragraph(page, outcome(report), { lead: "" }),
    ...renderAdvice(report.advice, page),
    ...(report.findings.length === 0 ? [] : heading(page, "Findings")),
    ...report.findings.flatMap((finding) =>
      renderFinding(finding, page, pointers(finding), { maxLinesPerEvidence: 1 }),
    ),
    ...(report.notes.length === 0 ? [] : heading(page, "Notes")),
    ...report.notes.flatMap((note) => paragraph(page, note, { lead: "  - " })),
    ...renderInForce(report.inForce, page),
    ...(advice.length === 0
      ? []
      : [
          ...title(page, "What to do"),
          ...renderRecommendations(
            advice.map((recommendation, index) => ({ number: index + 1, recommendation })),
            page,
          ),
        ]),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function outcome({ files, findings, advice, asteriskVersion }: ConfigReport): string {
  const version = asteriskVersion === null ? "" : ` Asterisk ${asteriskVersion}.`;
  const read = files.length === 0 ? "" : ` ${count(files.length, "file")} read.`;
  if (files.length === 0) return `${count(advice.length, "line")} of advice checked.${version}`;
  return findings.length === 0 ? `No fault found.${read}${version}` : `${countsOf(findings)}.${read}${version}`;
}

const NOUNS: Record<Severity, string> = { error: "error", warning: "warning", info: "remark" };

/** `1 error, 2 warnings`, the worst first; empty where there is none. */
function countsOf(findings: readonly AdvisedFinding[]): string {
  const severities = Object.keys(NOUNS) as Severity[];
  return severities
    .map((severity) => ({ severity, many: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ many }) => many > 0)
    .map(({ severity, many }) => count(many, NOUNS[severity]))
    .join(", ");
}

/** `read` has no label: the line's own words say what it comes to. */
const EFFECTS: Record<AdviceLine["effect"], string> = {
  read: "",
  "defeats-purpose": "DEFEATS ITS PURPOSE",
  "without-effect": "WITHOUT EFFECT",
  ignored: "IGNORED",
  rejected: "REJECTED",
  nonexistent: "NO SUCH OPTION",
  "not-understood": "NOT UNDERSTOOD",
};

function renderAdvice(lines: readonly AdviceLine[], page: Page): string[] {
  if (lines.length === 0) return [];
  return [
    ...heading(page, "What each line would do"),
    ...lines.flatMap(({ line, text, effect, says }) => [
      verbatim(`${line}: ${text}`),
      ...paragraph(page, EFFECTS[effect] === "" ? says : `${EFFECTS[effect]}: ${says}`, {
        lead: "     ",
        paint: effect === "read" ? page.style.plain : page.style.doubtful,
      }),
    ]),
  ];
}

function renderInForce(rows: readonly InForceRow[], page: Page): string[] {
  if (rows.length === 0) return [];
  const columns = [{ title: "Scope" }, { title: "Option" }, { title: "In force" }, { title: "From", wrap: true }];
  // the rest that has Asterisk's own defaults would fill the screen
  const shown = rows.filter(({ option, from }) => from !== "default" || option.startsWith("rtp"));
  const cells = shown.map((row): Cell[] => [
    { text: row.scope },
    { text: row.option },
    { text: inForce(row) },
    row.file === null ? { text: row.from } : { text: "", path: `${row.file}:${row.line}` },
  ]);
  return [...title(page, "What is in force"), ...drawTable(page, columns, cells)];
}

function inForce({ value, unit, option }: InForceRow): string {
  if (value === null) return "not known";
  // 0 turns each of these off (channels/chan_sip.c:check_rtp_timeout, res/res_pjsip_sdp_rtp.c:rtp_check_timeout)
  if (value === "0" && /^rtp_?(?:hold)?_?(?:timeout|keepalive)/.test(option)) return "off";
  return unit === null ? value : `${value} ${unit}`;
}
