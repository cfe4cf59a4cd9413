// The report for a person at a terminal, who may be looking at it at night with the phone line down: what happened comes first,
// proof second, then what to do, and what was read last. Yields whole lines. Calls are drawn as they come and then forgotten.

import { planOf, stepsById } from "./plan.js";
import { isProblem } from "./problem.js";
import type { CallRow, ReportFrame } from "./schema.js";
import { renderCall } from "./terminal/call.js";
import { renderRecommendations } from "./terminal/finding.js";
import { renderLeftOut } from "./terminal/left-out.js";
import { type Page, title } from "./terminal/page.js";
import { createStyle } from "./terminal/style.js";
import { renderOutcome, renderSummary } from "./terminal/summary.js";
import { renderWhatWasRead } from "./terminal/what-was-read.js";
import type { Choice } from "./terminal/worst.js";

/** Longer lines are hard to read, however wide the screen. */
const MAX_COLUMNS = 140;
/** Below this, the two sides of the timeline have no room for a word. A narrower terminal has to wrap by itself. */
const MIN_COLUMNS = 60;

export interface TerminalOptions {
  readonly columns: number;
  readonly color: boolean;
  /** Draw healthy calls too: somebody asked for exactly these calls. */
  readonly drawAll: boolean;
  /** Leave out no call and no line. */
  readonly isVerbose?: boolean;
  /** Which problem calls are drawn. All if absent. */
  readonly choice?: Choice;
}

/**
 * Renders the report as text: the outcome, a block for each call that went wrong or has a warning, what to do, and what was
 * read. No line is wider than `columns`, except for things to copy: commands, code and places in files.
 */
export async function* renderTerminal(
  frame: ReportFrame,
  calls: AsyncIterable<CallRow> | Iterable<CallRow>,
  options: TerminalOptions,
): AsyncGenerator<string> {
  const page: Page = {
    width: Math.max(MIN_COLUMNS, Math.min(options.columns, MAX_COLUMNS)),
    style: createStyle(options.color),
    isVerbose: options.isVerbose === true,
  };
  const drawAll = options.drawAll || page.isVerbose;
  const steps = stepsById(planOf(frame));
  yield text(renderSummary(frame, page, steps));

  let at = -1;
  for await (const call of calls) {
    at += 1;
    const isDrawn = drawAll || (isProblem(call) && (options.choice?.drawn.has(at) ?? true));
    if (isDrawn) yield text(renderCall(call, page, steps));
  }
  if (!drawAll && options.choice) yield text(renderLeftOut(options.choice, page));

  if (frame.recommendations.length > 0) yield text(renderAdvice(frame, page));
  yield text([...renderWhatWasRead(frame, page), "", ...renderOutcome(frame.summary, page)]);
}

function renderAdvice({ recommendations }: ReportFrame, page: Page): string[] {
  return [...title(page, "What to do"), ...renderRecommendations(recommendations, page)];
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
