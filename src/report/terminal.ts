// The report for a person at a terminal, who may be looking at it at night with the phone line down: what failed and what to do
// come first, then the calls, the clearest of each cause, then what is known of the run, and what was read last. Yields whole
// lines. At most a call of each cause is kept.

import { chooseCalls } from "./choice.js";
import { planOf, stepsById } from "./plan.js";
import type { CallRow, RunReport } from "./schema.js";
import { renderChoice } from "./terminal/brief-call.js";
import { renderCall, renderCallHead, renderCallRest } from "./terminal/call.js";
import type { Page } from "./terminal/page.js";
import {
  renderCauses,
  renderFirstSteps,
  renderHead,
  renderInCommon,
  renderNextSteps,
  renderStepsInFull,
  renderTail,
} from "./terminal/plan.js";
import { renderRun } from "./terminal/run.js";
import { createStyle } from "./terminal/style.js";
import { renderWhatWasRead } from "./terminal/what-was-read.js";
import { shortNames } from "./words/short-names.js";

/** Longer lines are hard to read, however wide the screen. */
const MAX_COLUMNS = 140;
/** Below this, the two sides of the timeline have no room for a word. A narrower terminal has to wrap by itself. */
const MIN_COLUMNS = 60;
/** So many calls are shown, most of them as a line. */
const MAX_CALLS = 40;

export interface TerminalOptions {
  readonly columns: number;
  readonly color: boolean;
  /** Draw healthy calls too, all whole: somebody asked for exactly these calls. */
  readonly drawAll: boolean;
  /** Leave out no call and no line. */
  readonly isVerbose?: boolean;
  /** How many calls are shown at most, those of a line among them. */
  readonly limit?: number;
}

/**
 * Renders the report as text: what failed, what to do first, the calls, what is known of the run, and what was read. No line is
 * wider than `columns`, except for code and lines of a configuration, which are there to be copied.
 */
export async function* renderTerminal(
  runReport: RunReport,
  calls: AsyncIterable<CallRow> | Iterable<CallRow>,
  { columns, color, drawAll, isVerbose = false, limit = MAX_CALLS }: TerminalOptions,
): AsyncGenerator<string> {
  const plan = planOf(runReport);
  const page: Page = {
    width: Math.max(MIN_COLUMNS, Math.min(columns, MAX_COLUMNS)),
    style: createStyle(color),
    isVerbose,
    isOneDay: plan.period?.firstAt.slice(0, 10) === plan.period?.lastAt.slice(0, 10),
    names: shortNames(runReport.inputs.map(({ path }) => path)),
  };
  const steps = stepsById(plan);
  yield text(renderHead(plan, runReport, page));

  if (isVerbose || (drawAll && plan.callCount > 1)) {
    yield text([...renderCauses(plan, page), ...renderInCommon(plan, page), ...renderFirstSteps(plan, page)]);
    for await (const call of calls) yield text(renderCall(call, page, steps));
    yield text(renderStepsInFull(plan, page));
  } else {
    const causes = plan.causes.map(({ cause }) => cause);
    const choice = await chooseCalls(calls, { causes, limit, isEveryCall: drawAll });
    const [lone] = choice.clearest.length + choice.others.length + choice.leftOut.size === 1 ? choice.clearest : [];
    if (lone) {
      yield text([...renderCallHead(lone, page), ...renderFirstSteps(plan, page)]);
      yield text([...renderCallRest(lone, page, steps), ...renderStepsInFull(plan, page)]);
    } else {
      yield text([
        ...renderCauses(plan, page),
        ...renderInCommon(plan, page),
        ...renderFirstSteps(plan, page),
        ...renderNextSteps(plan, page),
      ]);
      yield text(renderChoice(choice, plan, page, steps));
    }
  }
  yield text([
    ...renderRun(runReport, page, steps),
    ...renderWhatWasRead(runReport, page),
    ...renderTail(plan, runReport, page),
  ]);
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
