// The first screen of the page, and what to do: the plan of the report in the shape of the page's data.

import { shellWord } from "../../io/shell-word.js";
import { type CauseRow, certaintyInWords, type Plan, type Step, shareInWords } from "../plan.js";
import { redactionInWords } from "../redaction.js";
import type { RecommendationRow, RunReport } from "../schema.js";
import { currentOf, placeOfChange, settingOf } from "../words/change.js";
import { periodInWords, placeOf } from "../words/rows.js";
import { filesInWords } from "../words/short-names.js";
import type { AdviceData, CauseData, FirstStepData, PageData } from "./browser/page-data.js";
import { shown } from "./string-table.js";

/** Files that the first screen names; "What was read" has all of them. */
const MAX_FILES = 4;

type PlanData = Pick<
  PageData,
  "outcome" | "period" | "files" | "made" | "command" | "counts" | "causes" | "inCommon" | "first" | "advice"
>;

/** What the page says first, and what there is to do. */
export function planData(plan: Plan, runReport: RunReport): PlanData {
  const { outcome, callCount, failedCount, period, inputs, causes, first, rest } = plan;
  return {
    outcome,
    period: period === null ? null : periodInWords(period.firstAt, period.lastAt),
    files: inputs.length === 0 ? "" : shown(filesInWords(inputs, MAX_FILES)),
    made: madeInWords(runReport),
    command: runReport.command.length === 0 ? null : shown(runReport.command.map(shellWord).join(" ")),
    counts: { calls: callCount, failed: failedCount, gapsOver: runReport.summary.gapsOverLimitCount },
    causes: causes.map(causeData),
    inCommon: plan.inCommon.map(({ code, message, evidence }) => [
      code,
      shown(message),
      evidence === null ? null : shown(placeOf(evidence)),
    ]),
    first: first.map(firstStepData),
    advice: [...first, ...rest].map(adviceData),
  };
}

/** `Made 2026-11-29 14:52 UTC on pbx1`; a report of which no command is known names the tool. */
function madeInWords({ generatedAt, generatedOn, command, tool, redaction }: RunReport): string {
  const when = generatedAt === null ? "" : ` ${generatedAt.slice(0, 16).replace("T", " ")} UTC`;
  const where = generatedOn === null ? "" : ` on ${shown(generatedOn)}`;
  const by = command.length > 0 ? "" : ` by ${tool.name} ${tool.version}`;
  const masked = redactionInWords(redaction);
  return `Made${when}${where}${by}${masked === null ? "" : `, masked (${masked})`}`;
}

function causeData(row: CauseRow): CauseData {
  const { cause, callCount, share, longestWaitSeconds } = row;
  return [shown(cause), callCount, shareInWords(share), certaintyInWords(row), longestWaitSeconds];
}

function firstStepData({ why, action }: Step): FirstStepData {
  const { verb, text, place } = action ?? {};
  return {
    why: shown(why),
    action: verb === undefined || text === undefined ? null : [verb, shown(text), orNull(place)],
  };
}

function adviceData({ title, why, action, helps, recommendation }: Step): AdviceData {
  const head = { title: shown(title), helps: orNull(helps) };
  if (recommendation !== null) return { ...head, ...bodyOf(recommendation) };
  return {
    ...head,
    calls: [],
    otherCalls: 0,
    reason: shown(why),
    risk: null,
    place: null,
    change: null,
    appliesTo: null,
    apply: action === null ? [] : [shown(action.text)],
    verify: [],
    undo: [],
    python: null,
    node: null,
  };
}

function bodyOf(recommendation: RecommendationRow): Omit<AdviceData, "title" | "helps"> {
  const { reason, risk, appliesTo, apply, verify, undo, snippets } = recommendation;
  const setting = settingOf(recommendation);
  const current = currentOf(recommendation);
  return {
    calls: recommendation.callIds.map(shown),
    otherCalls: Math.max(0, recommendation.callCount - recommendation.callIds.length),
    reason: shown(reason),
    risk: orNull(risk),
    place: orNull(placeOfChange(recommendation)),
    change: setting === null ? null : shown(current === null ? setting : `${setting}  ; now: ${current}`),
    appliesTo: orNull(appliesTo),
    apply: apply.map(shown),
    verify: verify.map(shown),
    undo: (undo ?? []).map(shown),
    // a tab would come out at any width, and change the meaning in Python
    python: orNull(snippets?.python.replaceAll("\t", "    ")),
    node: orNull(snippets?.node.replaceAll("\t", "    ")),
  };
}

function orNull(text: string | null | undefined): string | null {
  return text == null ? null : shown(text);
}
