// The report for a ticket: what happened, what to do, then as many calls as fit a ticket, the clearest of each cause first, the
// rest counted. What GitHub, GitLab and Gitea render; elsewhere it reads as text.

import { type Choice, chooseCalls, lineOf } from "./choice.js";
import { renderCall, renderCallBriefly, renderCallHeading, renderCallLine } from "./markdown/call.js";
import { Draft, type Part } from "./markdown/draft.js";
import { renderHead, renderNextSteps, renderRecommendations, renderSteps } from "./markdown/plan.js";
import { renderRunFindings, renderWhatWasRead } from "./markdown/run.js";
import { code, prose } from "./markdown/safe-markdown.js";
import { planOf, type StepsById, stepsById } from "./plan.js";
import { redactionInWords } from "./redaction.js";
import type { CallRow, RunReport } from "./schema.js";
import { againWith } from "./words/command.js";
import { count } from "./words/rows.js";

/** Trackers take 32,767 bytes or 65,536; whoever files the ticket writes something as well. */
export const MAX_BYTES = 30_000;

/** What stands before the calls takes so much at most, and what stands after them. */
const MAX_HEAD_BYTES = 11_000;
const AFTER_CALLS_BYTES = 5_000;

/** If there are more calls than this, they are folded, each under its verdict. */
const MAX_OPEN_CALLS = 3;
/** More would not fit. */
const MAX_CALLS = 60;
/** What a call takes as a line. */
const LINE_BYTES = 120;

/** Renders the report as Markdown, of {@link MAX_BYTES} at most; healthy calls are only counted. */
export async function* renderMarkdown(
  runReport: RunReport,
  calls: AsyncIterable<CallRow> | Iterable<CallRow>,
): AsyncGenerator<string> {
  const plan = planOf(runReport);
  const steps = stepsById(plan);
  const choice = await chooseCalls(calls, {
    causes: plan.causes.map(({ cause }) => cause),
    limit: MAX_CALLS,
    keepsOthers: true,
  });
  const draft = new Draft(MAX_BYTES);

  const [lone] = choice.clearest.length + choice.others.length === 1 ? choice.clearest : [];
  const head = draft.part(MAX_HEAD_BYTES);
  head.add(renderHead(plan, runReport, lone ?? null));
  if (lone) {
    // whose line is down wants the verdict first; what it rests on may follow
    if (plan.callCount > 1) head.add(renderCallHeading(lone));
    head.addFirst([renderCall(lone, steps, "open"), renderCallBriefly(lone, steps)]);
  }
  head.addEach(renderSteps(plan), (left) => [`… ${count(left, "more thing")} to do in the JSON report`, ""]);
  head.addEach(renderNextSteps(plan), (left) => [`- … ${left} more in the JSON report`], [""]);

  const body = draft.part(MAX_BYTES - AFTER_CALLS_BYTES - draft.size);
  if (lone) body.addFirst([renderCall(lone, steps, "rest")]);
  const leftOut =
    [...choice.leftOut.values()].reduce((sum, some) => sum + some, 0) + (lone ? 0 : addCalls(body, choice, steps));
  const after = draft.part(MAX_BYTES);
  if (leftOut > 0)
    after.add([
      `${count(leftOut, "more call")} with a problem: ${code(againWith(runReport.command, "--quiet"))} lists them, a line each.`,
      "",
    ]);
  after.addEach(renderRunFindings(runReport), (left) => [`- … ${count(left, "more finding")} in the JSON report`], [
    "",
  ]);
  after.addEach(
    runReport.notes.map((note) => [`- ${prose(note)}`]),
    (left) => [`- … ${count(left, "more note")} in the JSON report`],
    [""],
  );
  after.addFirst([renderWhatWasRead(runReport), []]);
  after.addEach(renderRecommendations(plan));
  after.add([madeBy(runReport)]);
  yield draft.text;
}

/** Adds as many calls as fit, whole, in brief or as a line; returns how many did not. */
function addCalls(body: Part, { clearest, others }: Choice, steps: StepsById): number {
  const all = clearest.length + others.length;
  if (all === 0) return 0;
  const extent = all > MAX_OPEN_CALLS ? "folded" : "whole";
  body.add(["### Calls, the clearest of each cause first", ""]);
  const calls = [...clearest, ...others.flatMap(({ call }) => call ?? [])];
  let shown = 0;
  for (const call of calls) {
    const room = body.left - LINE_BYTES * (all - shown - 1);
    const share = body.left / (all - shown);
    const brief = renderCallBriefly(call, steps);
    if (!body.add(renderCall(call, steps, extent), share) && !body.add(brief, room)) break;
    shown += 1;
  }
  const lines = [
    ...clearest.slice(shown).map((call) => lineOf(call)),
    ...others.slice(Math.max(0, shown - clearest.length)),
  ];
  return body.addEach(lines.map(renderCallLine), undefined, [""]);
}

function madeBy({ tool, generatedAt, generatedOn, command, redaction }: RunReport): string {
  const when = generatedAt === null ? "" : `, ${generatedAt.slice(0, 19).replace("T", " ")} UTC`;
  const where = generatedOn === null ? "" : ` on ${code(generatedOn)}`;
  const how = command.length === 0 ? "" : `: ${code(againWith(command))}`;
  const masked = redactionInWords(redaction);
  return `${tool.name} ${tool.version}${when}${where}${masked === null ? "" : `, masked (${masked})`}${how}`;
}
