// What belongs to no single call, as Markdown: findings of the run and of the configuration, and what was read.
import { worstFirst } from "../problem.js";
import type { Finding, InputRow, LimitRow, RunReport } from "../schema.js";
import { count, placeOf, sourceName } from "../words/rows.js";
import { code, codeBlock, prose } from "./safe-markdown.js";

const MAX_EVIDENCE = 2;
/** Rows of what was read. */
const MAX_ROWS = 12;

/** A block a finding, errors first. */
export function renderRunFindings({ runFindings }: RunReport): string[][] {
  return worstFirst(runFindings).map((finding, index) => [
    ...(index === 0 ? ["### About the whole run", ""] : []),
    ...renderRunFinding(finding),
  ]);
}

function renderRunFinding({ severity, code: ruleCode, name, message, evidence }: Finding): string[] {
  return [
    `- **${severity.toUpperCase()} ${ruleCode}** ${code(name)}: ${prose(message)}`,
    ...evidence
      .slice(0, MAX_EVIDENCE)
      .flatMap((line) => [
        `  - ${code(placeOf(line))}`,
        "",
        ...codeBlock([line.text]).map((shown) => `    ${shown}`),
        "",
      ]),
  ];
}

/** Files and limits, folded. */
export function renderWhatWasRead({ inputs, limits, summary }: RunReport): string[] {
  const rows = [
    ...inputs.map((input) => `- ${code(sourceName(input.path))}: ${inputInWords(input)}`),
    ...limits.map((limit) => `- ${limitInWords(limit)}`),
  ];
  const more = rows.length - MAX_ROWS;
  return [
    "<details><summary>What was read</summary>",
    "",
    ...rows.slice(0, MAX_ROWS),
    ...(more > 0 ? [`- … ${count(more, "more row")} in the JSON report`] : []),
    ...(summary.healthyCount === 0
      ? []
      : [`- ${count(summary.healthyCount, "call")} that went well: in the JSON report, with \`--all\` event by event`]),
    "",
    "</details>",
    "",
  ];
}

function inputInWords({ role, format, lineCount, firstAt, lastAt, clockNote }: InputRow): string {
  const span = firstAt === null || lastAt === null ? "no times" : `${firstAt} to ${lastAt}`;
  const clock = clockNote === null ? "" : `, clock: ${prose(clockNote)}`;
  return `${role}, ${prose(format || "no known format")}, ${count(lineCount, "line")}, ${span}${clock}`;
}

function limitInWords({ driver, scope, rtpTimeoutSeconds, rtpHoldTimeoutSeconds, from, file, line }: LimitRow): string {
  const seconds = (value: number | null): string => (value === null ? "not known" : value === 0 ? "off" : `${value} s`);
  const place = file === null ? from : code(line === null ? file : `${file}:${line}`);
  const scoped = `${prose(driver)} ${code(scope)}`;
  return `${scoped}: RTP timeout ${seconds(rtpTimeoutSeconds)}, on hold ${seconds(rtpHoldTimeoutSeconds)} (${place})`;
}
