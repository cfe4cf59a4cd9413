// The report for a ticket: one screen per incident (verdict, wait, evidence, what to do), the rest folded away. GitHub, GitLab
// and Gitea render it; elsewhere it reads as text. Yields whole lines, call by call.

import { renderCall } from "./markdown/call.js";
import { renderRecommendation } from "./markdown/recommendation.js";
import { code, codeBlock, prose } from "./markdown/safe-markdown.js";
import { isProblem } from "./problem.js";
import { numberRecommendations } from "./recommendation-numbers.js";
import type { CallRow, Finding, InputRow, LimitRow, ReportFrame } from "./schema.js";
import { count, faultsOf, outcomeInWords, placeOf, sourceName } from "./words/rows.js";

/** If there are more calls than this, they are folded, each under its verdict. */
const MAX_OPEN_CALLS = 3;
const MAX_EVIDENCE_OF_RUN = 3;

/** Renders the report as Markdown. Healthy calls are only counted. */
export async function* renderMarkdown(
  frame: ReportFrame,
  calls: AsyncIterable<CallRow> | Iterable<CallRow>,
): AsyncGenerator<string> {
  const { summary } = frame;
  const numbers = numberRecommendations(frame.recommendations);
  yield text([
    `## ${prose(outcomeInWords(summary))}`,
    "",
    ...frame.inputs.flatMap((input) => faultsOf(input).map((fault) => `- ${code(sourceName(input.path))}: ${fault}`)),
    ...frame.notes.map((note) => `- ${prose(note)}`),
    ...frame.runFindings.flatMap(renderRunFinding),
  ]);
  const folded = summary.callCount - summary.healthyCount > MAX_OPEN_CALLS;
  let healthyCount = 0;
  for await (const call of calls) {
    if (isProblem(call)) yield text(renderCall(call, numbers, folded));
    else healthyCount += 1;
  }
  if (frame.recommendations.length > 0) {
    const advice = frame.recommendations.flatMap((recommendation, index) =>
      renderRecommendation(recommendation, index + 1),
    );
    yield text(["### What to do", "", ...advice, ""]);
  }
  yield text(renderWhatWasRead(frame, healthyCount));
}

function renderRunFinding({ severity, code: ruleCode, name, message, evidence }: Finding): string[] {
  return [
    `- **${severity.toUpperCase()} ${ruleCode}** ${code(name)}: ${prose(message)}`,
    ...evidence
      .slice(0, MAX_EVIDENCE_OF_RUN)
      .flatMap((line) => [
        `  - ${code(placeOf(line))}`,
        "",
        ...codeBlock([line.text]).map((shown) => `    ${shown}`),
        "",
      ]),
  ];
}

function renderWhatWasRead({ tool, inputs, limits }: ReportFrame, healthyCount: number): string[] {
  return [
    "<details><summary>What was read</summary>",
    "",
    ...inputs.map((input) => `- ${code(sourceName(input.path))}: ${inputInWords(input)}`),
    ...limits.map((limit) => `- ${limitInWords(limit)}`),
    ...(healthyCount === 0
      ? []
      : [`- ${count(healthyCount, "call")} that went well: in the JSON report, with \`--all\` event by event`]),
    "",
    "</details>",
    "",
    `${tool.name} ${tool.version}`,
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

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
