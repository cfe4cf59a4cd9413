// The report as one page that contains its data, script and style. So it opens from disk and as an attachment, and requests
// nothing over the network. Log text travels as JSON and is shown as text; the page has no way to take it for markup.

import { createHash } from "node:crypto";
import { barsOf, heardIn } from "./call-bars.js";
import { HEARD, type PageData } from "./html/browser/page-data.js";
import {
  callData,
  callDetail,
  findingData,
  inputRows,
  limitRows,
  type PageContext,
  withBars,
} from "./html/call-data.js";
import { DetailBudget } from "./html/detail-budget.js";
import { planData } from "./html/plan-data.js";
import { StringTable, shown } from "./html/string-table.js";
import { escapeUnseen } from "./json.js";
import { planOf, stepsById } from "./plan.js";
import { isProblem } from "./problem.js";
import type { CallRow, RunReport } from "./schema.js";
import { shortNames } from "./words/short-names.js";

/** The page's own script and style. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** Renders the page. Calls are written as they come. Their sums, and the shared texts, follow at the end. */
export async function* renderHtml(
  runReport: RunReport,
  calls: AsyncIterable<CallRow> | Iterable<CallRow>,
  { script, style }: PageAssets,
): AsyncGenerator<string> {
  const plan = planOf(runReport);
  const strings = new StringTable();
  const context: PageContext = {
    strings,
    steps: stepsById(plan),
    names: shortNames(runReport.inputs.map(({ path }) => path)),
  };
  const { summary, tool } = runReport;
  const head: Omit<PageData, "calls" | "heard" | "withoutEvents" | "withoutDetail" | "strings"> = {
    tool: `${tool.name} ${tool.version}`,
    ...planData(plan, runReport),
    inputs: inputRows(runReport),
    limits: limitRows(runReport),
    notes: runReport.notes.map(shown),
    runFindings: runReport.runFindings.map((finding) => findingData(finding, context)),
  };
  const before = `${pageBefore(style, script, head.outcome)}${inScript(head).slice(0, -1)},"calls":[`;
  yield before;

  const budget = new DetailBudget(summary.causeCounts, Buffer.byteLength(before) + Buffer.byteLength(script));
  const heard = { speechMs: 0, fillerMs: 0, musicMs: 0, nothingMs: 0, unknownMs: 0 };
  let withoutEvents = 0;
  let separator = "\n";
  for await (const call of calls) {
    const bars = barsOf(call);
    const heardHere = heardIn(bars);
    // what is left out is not silence
    if (call.leftOutEventCount > 0) withoutEvents += 1;
    else for (const key of Object.keys(heard) as (keyof typeof heard)[]) heard[key] += heardHere[key];
    const row = callData(call, bars, strings);
    const { cause } = call.diagnosis;
    const drawn = (): string => inScript(withBars(row, call, bars, null));
    const whole = (): string => inScript(withBars(row, call, bars, callDetail(call, context)));
    const text =
      (isProblem(call) ? budget.detail(cause, strings, whole) : null) ?? budget.drawing(drawn()) ?? inScript(row);
    yield separator + text;
    separator = ",\n";
  }
  const totals = HEARD.map((name) => heard[`${name}Ms`]);
  yield `\n],"heard":${inScript(totals)},"withoutEvents":${withoutEvents},"withoutDetail":${budget.withoutDetail},"strings":[`;
  for (const [index, text] of strings.texts.entries()) yield `${index === 0 ? "" : ","}${inScript(text)}`;
  yield `]}</script>\n<script>${script}</script>\n</body>\n</html>\n`;
}

/** JSON that can neither end a script element nor open a comment in it, nor affect the display. */
function inScript(value: unknown): string {
  return escapeUnseen(JSON.stringify(value)).replaceAll("<", "\\u003c");
}

/**
 * Only its own scripts and styles, by their hash, and no request for anything (Content Security Policy, level 3). Whatever log
 * text might become in the page, it would not run.
 */
function pageBefore(style: string, script: string, outcome: string): string {
  const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(outcome.replace(/\.$/, ""))} · ari-doctor</title>
<style>${style}</style>
</head>
<body>
<noscript><p>${escapeHtml(outcome)} This page draws the calls with its own script, which is switched off here.</p></noscript>
<div id="page"></div>
<script type="application/json" id="data">`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
