// The report for a person at a terminal, who may be looking at it at night with the phone line down: what happened
// first, proof second, what to do last. Yields whole lines; calls are drawn as they come and then forgotten.
import type { CallRow, ReportFrame } from "./schema.js";
import { isProblem, renderCall } from "./terminal/call.js";
import { numberRecommendations, renderRecommendation } from "./terminal/finding.js";
import { heading, type Page } from "./terminal/page.js";
import { createStyle } from "./terminal/style.js";
import { renderOutcome, renderSummary } from "./terminal/summary.js";

/** Lines get hard to read beyond this, however wide the screen. */
const MAX_COLUMNS = 140;
/** Below this the timeline's two sides hold no word any more; a narrower terminal has to wrap by itself. */
const MIN_COLUMNS = 60;

export interface TerminalOptions {
  readonly columns: number;
  readonly color: boolean;
}

/**
 * Renders the report as text: the summary, a block for each call that went wrong or has a warning, and what to do.
 * No line is wider than `columns`, except for commands and file places, which are never broken.
 */
export async function* renderTerminal(
  frame: ReportFrame,
  calls: AsyncIterable<CallRow> | Iterable<CallRow>,
  options: TerminalOptions,
): AsyncGenerator<string> {
  const page: Page = {
    width: Math.max(MIN_COLUMNS, Math.min(options.columns, MAX_COLUMNS)),
    style: createStyle(options.color),
  };
  const numbers = numberRecommendations(frame.recommendations);
  yield text(renderSummary(frame, page, numbers));

  let drawnCount = 0;
  for await (const call of calls) {
    if (!isProblem(call)) continue;
    drawnCount += 1;
    yield text(renderCall(call, page, numbers));
  }

  if (frame.recommendations.length > 0) yield text(renderAdvice(frame, page));
  // With no block drawn the outcome still stands in sight above.
  if (drawnCount > 0) yield text(["", "━".repeat(page.width), ...renderOutcome(frame.summary, page)]);
}

function renderAdvice(frame: ReportFrame, page: Page): string[] {
  const blocks = frame.recommendations.map((recommendation, index) =>
    renderRecommendation(recommendation, page, `  ${index + 1}. `),
  );
  return ["", "━".repeat(page.width), ...heading(page, "What to do").slice(1), ...blocks.flat()];
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
