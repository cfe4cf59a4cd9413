// The first screen: how many calls failed and of what, and what to do about it in which order.
import { type CauseRow, certaintyInWords, type Plan, type Step, shareInWords } from "../plan.js";
import type { RunReport } from "../schema.js";
import { count, duration, faultsOf, periodInWords, sourceName } from "../words/rows.js";
import { filesInWords } from "../words/short-names.js";
import { renderRecommendations } from "./finding.js";
import { command, heading, onOneLine, type Page, paragraph, placeOn, title } from "./page.js";
import { type Cell, drawTable } from "./table.js";

/** A folder of broken logs must not push the causes off the screen. "What was read" lists each of them. */
const MAX_INPUT_FAULTS = 6;
/** Files whose paths are told here. */
export const MAX_FILES = 4;
const MAX_CAUSES = 20;
/** Of the steps that are not first. */
const MAX_STEPS = 18;
const MAX_LINES_WHY = 3;

/** What happened, when and by which logs, and what makes these less reliable. */
export function renderHead(plan: Plan, runReport: RunReport, page: Page): string[] {
  const { period, inputs } = plan;
  const files = inputs.length === 0 ? "" : `From ${filesInWords(inputs, MAX_FILES)}.`;
  const over = runReport.summary.gapsOverLimitCount;
  const waits = over === 0 ? "" : `${count(over, "wait")} from hold to playback over the RTP limit.`;
  return [
    ...renderOutcome(plan, page, period === null ? "" : ` ${periodInWords(period.firstAt, period.lastAt)}.`),
    ...(files + waits === "" ? [] : paragraph(page, [files, waits].join(" ").trim(), { lead: "" })),
    ...renderInputFaults(runReport, page),
  ];
}

/** The run in one sentence, with what is said after it. */
function renderOutcome(plan: Plan, page: Page, after = ""): string[] {
  const { good, bad, doubtful, title: plain } = page.style;
  const isKnown = plan.causes.some(({ cause }) => cause !== "undetermined");
  const paint = plan.callCount === 0 ? plain : plan.failedCount === 0 ? good : isKnown ? bad : doubtful;
  return paragraph(page, `${plan.outcome}${after}`, { lead: "", paint });
}

/** What was lost before ari-doctor or by it, one per line. Silence in such a log proves less. */
function renderInputFaults({ inputs, summary }: RunReport, page: Page): string[] {
  const paint = page.style.doubtful;
  const faults = inputs.flatMap((input) => faultsOf(input).map((fault) => ({ path: sourceName(input.path), fault })));
  const more = faults.length - MAX_INPUT_FAULTS;
  return [
    ...(summary.partial ? paragraph(page, "Partial: reading stopped before the end of the input.", { paint }) : []),
    ...faults.slice(0, MAX_INPUT_FAULTS).flatMap(({ path, fault }) => onOneLine(page, path, `: ${fault}`, { paint })),
    ...(more > 0 ? paragraph(page, `… ${count(more, "more line")} like these: see "What was read"`, { paint }) : []),
  ];
}

/** The causes, the most frequent first. */
export function renderCauses({ causes }: Plan, page: Page): string[] {
  if (causes.length === 0) return [];
  const shown = page.isVerbose ? causes : causes.slice(0, MAX_CAUSES);
  const more = causes.length - shown.length;
  const columns = ["Failed", "Share", "Cause", "Certainty", "Longest wait"].map((name) => ({
    title: name,
    wrap: name === "Cause",
  }));
  return [
    "",
    ...drawTable(page, columns, shown.map(causeCells)),
    ...(more > 0 ? paragraph(page, `… ${count(more, "more cause")}: see --verbose`) : []),
  ];
}

/** What failed calls have in common, a line or two each. */
export function renderInCommon({ inCommon }: Plan, page: Page): string[] {
  return inCommon.flatMap(({ code, message, evidence }, index) => [
    ...(index === 0 ? [""] : []),
    ...paragraph(page, `${message}${evidence === null ? "" : ` (${`${placeOn(page, evidence)}`})`}`, {
      lead: `  ${code} `,
    }),
  ]);
}

function causeCells(row: CauseRow): Cell[] {
  const { cause, callCount, share, longestWaitSeconds } = row;
  return [
    { text: String(callCount).padStart("Failed".length) },
    { text: shareInWords(share).padStart("Share".length) },
    { text: cause },
    { text: certaintyInWords(row) },
    { text: longestWaitSeconds === null ? "" : duration(longestWaitSeconds) },
  ];
}

/** What to do first: why, and the setting or the command. */
export function renderFirstSteps({ first }: Plan, page: Page): string[] {
  if (first.length === 0) return [];
  return [...heading(page, "What to do first"), ...first.flatMap((step) => renderStep(step, page, true))];
}

/** The other things to do, each with its setting or command. */
export function renderNextSteps({ rest }: Plan, page: Page): string[] {
  if (rest.length === 0) return [];
  const more = rest.length - MAX_STEPS;
  return [
    ...heading(page, "Then"),
    ...rest.slice(0, MAX_STEPS).flatMap((step) => renderStep(step, page, false)),
    ...(more > 0 ? paragraph(page, `… ${count(more, "more thing")} to do`) : []),
    ...paragraph(page, "--verbose or -o report.html shows each in full, with all commands and code.", {
      paint: page.style.quiet,
    }),
  ];
}

function renderStep(
  { number, title: what, why, action, helps, recommendation }: Step,
  page: Page,
  isFirst: boolean,
): string[] {
  const lead = `  ${number}. `;
  const indent = " ".repeat(lead.length);
  const field = (name: string): string => indent + name.padEnd(FIELD_COLUMNS);
  const place = action?.place == null ? "" : `, in ${action.place}`;
  const risk = recommendation?.risk ?? null;
  return [
    ...paragraph(page, `${what}${helps === null ? "" : ` (${isFirst ? helps : helps.replace(OF_HOW_MANY, "")})`}`, {
      lead,
      paint: isFirst ? page.style.title : page.style.plain,
    }),
    ...(isFirst ? paragraph(page, why, { lead: indent, maxLines: MAX_LINES_WHY }) : []),
    ...(action === null
      ? []
      : action.verb === "Set"
        ? paragraph(page, action.text + place, { lead: field(action.verb), ...(isFirst ? {} : { maxLines: 2 }) })
        : command(page, action.text, field(action.verb))),
    ...(isFirst && risk !== null ? paragraph(page, risk, { lead: field("Risk"), paint: page.style.quiet }) : []),
  ];
}

/** Said with the first steps, known after that. */
const OF_HOW_MANY = / of \d+ failed calls$/;

const FIELD_COLUMNS = "Check ".length;

/** Every step with all that is known of it: where, at which risk, commands and code. */
export function renderStepsInFull({ first, rest }: Plan, page: Page): string[] {
  const lines = renderRecommendations([...first, ...rest], page);
  return lines.length === 0 ? [] : [...title(page, "What to do, in full"), ...lines];
}

/** The last lines: where the eye is once the report has scrolled by. */
export function renderTail(plan: Plan, { tool }: RunReport, page: Page): string[] {
  const [step] = plan.first;
  return [
    "",
    ...paragraph(page, `${tool.name} ${tool.version}`, { lead: "", paint: page.style.quiet }),
    ...renderOutcome(plan, page, step === undefined ? "" : ` First: ${step.title}.`),
  ];
}
