// The plan as Markdown: what happened in a few lines, what to do first in full, the rest a line each.
import { type CauseRow, certaintyInWords, type Plan, type Step, shareInWords } from "../plan.js";
import { nameOf } from "../problem.js";
import type { CallRow, RecommendationRow, RunReport } from "../schema.js";
import { count, dateAndTime, duration, faultsOf, placeOf, sourceName } from "../words/rows.js";
import { verdictInWords } from "../words/units.js";
import { renderRecommendation } from "./recommendation.js";
import { code, codeBlock, prose, slug } from "./safe-markdown.js";

/** Causes and files beyond these are counted. */
const MAX_CAUSES = 20;
const MAX_FILES = 4;
const MAX_FAULTS = 6;

/** The title, a line of when and from what, and the causes. `lone`: the only call with a problem, whose own lines follow. */
export function renderHead(plan: Plan, runReport: RunReport, lone: CallRow | null): string[] {
  const { outcome, period, inputs, causes } = plan;
  const { cause, confidence, summary } = lone?.diagnosis ?? {};
  const isOnly = lone !== null && plan.callCount === 1;
  const verdict =
    cause === undefined || confidence === undefined ? "" : verdictInWords(slug(cause), confidence, true, summary);
  const files = [
    ...inputs.slice(0, MAX_FILES).map((path) => code(path)),
    ...(inputs.length > MAX_FILES ? [count(inputs.length - MAX_FILES, "more file")] : []),
  ];
  const when = period === null ? "No times" : `${dateAndTime(period.firstAt)} to ${dateAndTime(period.lastAt)}`;
  const overLimit = runReport.summary.gapsOverLimitCount;
  return [
    isOnly ? `## Call ${code(nameOf(lone))}: ${verdict}` : `## ${prose(outcome)}`,
    "",
    `${when}${files.length === 0 ? "" : `, from ${files.join(", ")}`}.${overLimit === 0 ? "" : ` ${count(overLimit, "wait")} over the RTP limit.`}`,
    "",
    ...(causes.length > 0 && lone === null ? renderCauses(causes) : []),
    ...renderInCommon(plan),
    ...renderFaults(runReport),
  ];
}

/** What failed calls have in common. */
function renderInCommon({ inCommon }: Plan): string[] {
  const lines = inCommon.map(
    ({ code: name, message, evidence }) =>
      `- **${name}** ${prose(message)}${evidence === null ? "" : ` (${code(placeOf(evidence))})`}`,
  );
  return lines.length === 0 ? [] : [...lines, ""];
}

function renderCauses(causes: readonly CauseRow[]): string[] {
  const more = causes.length - MAX_CAUSES;
  return [
    "| Calls | Share | Cause | Certainty | Longest wait |",
    "| ---: | ---: | --- | --- | ---: |",
    ...causes
      .slice(0, MAX_CAUSES)
      .map(
        (row) =>
          `| ${row.callCount} | ${shareInWords(row.share)} | ${slug(row.cause)} | ${certaintyInWords(row)} | ${row.longestWaitSeconds === null ? "" : duration(row.longestWaitSeconds)} |`,
      ),
    ...(more > 0 ? ["", `… ${count(more, "more cause")}`] : []),
    "",
  ];
}

/** What makes the logs less to go by. */
function renderFaults({ inputs, summary }: RunReport): string[] {
  const faults = inputs.flatMap((input) =>
    faultsOf(input).map((fault) => `- ${code(sourceName(input.path))}: ${fault}`),
  );
  const more = faults.length - MAX_FAULTS;
  const lines = [
    ...(summary.partial ? ["- Partial: reading stopped before the end of the input."] : []),
    ...faults.slice(0, MAX_FAULTS),
    ...(more > 0 ? [`- … ${count(more, "more line")} like these`] : []),
  ];
  return lines.length === 0 ? [] : [...lines, ""];
}

/** What to do first, each with its setting or command, and what it may break. */
export function renderSteps({ first }: Plan): string[][] {
  return first.map((step, index) => [...(index === 0 ? ["### What to do first", ""] : []), ...renderStep(step)]);
}

function renderStep({ number, title, why, action, helps, recommendation }: Step): string[] {
  const indent = " ".repeat(`${number}. `.length);
  const { verb, text, place } = action ?? {};
  const risk = recommendation?.risk ?? null;
  const body = [
    ...(helps === null ? [] : [`- ${prose(helps[0]?.toUpperCase() + helps.slice(1))}`]),
    ...(text === undefined || verb === "Run"
      ? []
      : [`- ${verb}: ${code(text)}${place === null || place === undefined ? "" : `, in ${code(place)}`}`]),
    ...(risk === null ? [] : [`- Risk: ${prose(risk)}`]),
    ...(text !== undefined && verb === "Run" ? ["", ...codeBlock([text], "sh")] : []),
  ];
  return [
    `${number}. **${prose(title)}.** ${prose(why)}`,
    ...body.map((line) => (line === "" ? "" : indent + line)),
    "",
  ];
}

/** The other things to do, a line each. */
export function renderNextSteps({ rest }: Plan): string[][] {
  return rest.map(({ number, title, helps }, index) => [
    ...(index === 0 ? ["### Then", ""] : []),
    `${number}. ${prose(title)}${helps === null ? "" : ` (${prose(helps)})`}`,
  ]);
}

/** What there is to say of the steps beyond what stands above: reasons, commands, code; folded, a block each. */
export function renderRecommendations({ first, rest }: Plan): string[][] {
  const short = first.filter(({ recommendation }) => recommendation !== null && hasMore(recommendation));
  return [...short, ...rest].flatMap(({ number, title, recommendation }) => {
    if (recommendation === null) return [];
    const lines = renderRecommendation(recommendation);
    return [[`<details><summary>In full: ${number}. ${asHtml(title)}</summary>`, "", ...lines, "", "</details>", ""]];
  });
}

function hasMore({ apply, verify, undo = [], snippets }: RecommendationRow): boolean {
  return apply.length + verify.length + undo.length > 1 || snippets !== undefined;
}

/** In a summary element Markdown is not read: the text goes there as HTML. */
export function asHtml(text: string): string {
  return text.replace(/[^\w .,:/-]/gu, (character) => `&#${character.codePointAt(0)};`);
}
