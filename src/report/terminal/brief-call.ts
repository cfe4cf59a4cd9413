// Calls where there are many: of each cause the clearest one in a few lines, the others a line each.
import { type CallLine, type Choice, lineOf } from "../choice.js";
import { displayWidth } from "../display-width.js";
import type { Plan, StepsById } from "../plan.js";
import { nameOf } from "../problem.js";
import { safeText } from "../safe-text.js";
import type { CallRow } from "../schema.js";
import { count, dateAndTime } from "../words/rows.js";
import { verdictInWords } from "../words/units.js";
import { lasted } from "./call.js";
import { renderDrawing } from "./drawing.js";
import { renderEvidence } from "./finding.js";
import { type Page, paragraph, placeOn, title } from "./page.js";

const MAX_LINES_OF_SUMMARY = 3;
const MAX_STEPS = 6;
/** With so few causes there is room to draw their calls. */
const MAX_DRAWN = 3;
/** With so many causes, less of a log line is shown. */
const MANY_CAUSES = 12;
/** With more causes than this, only calls of the most frequent ones have a block; a page that long is not read. */
const MAX_BLOCKS = 16;
const MOST_FREQUENT = 10;

/** The calls that were chosen, and how to see the others. */
export function renderChoice(choice: Choice, plan: Plan, page: Page, steps: StepsById): string[] {
  const { clearest } = choice;
  if (clearest.length === 0 && choice.leftOut.size === 0) return [];
  const blocks = clearest.length > MAX_BLOCKS ? MOST_FREQUENT : MAX_BLOCKS;
  const others = [...clearest.slice(blocks).map((call) => lineOf(call)), ...choice.others];
  return [
    ...title(page, "Calls, the clearest of each cause"),
    ...clearest.slice(0, blocks).flatMap((call) => renderBriefly(call, plan, page, steps)),
    ...(others.length === 0
      ? []
      : ["", page.style.title("Other calls"), ...others.flatMap((line) => renderLine(line, page))]),
    ...renderLeftOut(choice, page),
  ];
}

function renderBriefly(call: CallRow, plan: Plan, page: Page, steps: StepsById): string[] {
  const callCount = plan.causes.find((row) => row.cause === call.diagnosis.cause)?.callCount ?? null;
  const isDrawn = plan.causes.length <= MAX_DRAWN;
  const { cause, confidence, summary, evidence, candidates } = call.diagnosis;
  const ids = [call.channelId, call.channelName, call.logCallId].filter((id) => id !== null);
  const facts = [startOf(call, page), lasted(call)];
  const numbers = new Set(
    call.findings.flatMap(({ recommendationIds }) => recommendationIds.flatMap((id) => steps.get(id)?.number ?? [])),
  );
  const todo = [...numbers].sort((a, b) => a - b).slice(0, MAX_STEPS);
  const drawing = isDrawn && cause !== "none" ? renderDrawing(call, page) : [];
  const [proof] =
    evidence.length > 0 ? evidence : (call.findings.find(({ severity }) => severity !== "info")?.evidence ?? []);
  return [
    "",
    ...paragraph(
      page,
      `${verdictInWords(cause, confidence, true, summary)}${callCount === null ? "" : `, ${count(callCount, "call")}`}`,
      {
        lead: "",
        paint: cause === "none" || cause === "undetermined" ? page.style.doubtful : page.style.bad,
      },
    ),
    ...paragraph(page, `${ids.length === 0 ? nameOf(call) : ids.join("  ")}  ${facts.join(", ")}`),
    ...paragraph(page, cause === "none" ? worstMessage(call) : summary, { maxLines: MAX_LINES_OF_SUMMARY }),
    ...(candidates.length === 0 ? [] : paragraph(page, `possible: ${candidates.map((one) => one.cause).join(", ")}`)),
    ...(proof === undefined ? [] : renderEvidence(proof, page, "  ", evidenceLines(plan))),
    ...(drawing.length === 0 ? [] : ["", ...drawing]),
    ...(todo.length === 0 ? [] : paragraph(page, `What to do: ${todo.join(", ")}`)),
  ];
}

function evidenceLines({ causes }: Plan): number {
  return causes.length > MANY_CAUSES ? 1 : 2;
}

/** Of a call that went well: why it is here. */
function worstMessage({ findings, diagnosis }: CallRow): string {
  return findings.find(({ severity }) => severity !== "info")?.message ?? diagnosis.summary;
}

function renderLine({ id, cause, confidence, startedAt, proof }: CallLine, page: Page): string[] {
  const said = `  ${id}  ${verdictInWords(cause, confidence, true)}, ${startOf({ startedAt }, page)}`;
  const place = proof === null ? "" : `, ${placeOn(page, proof)}`;
  const fits = displayWidth(safeText(said + place)) <= page.width;
  return paragraph(page, fits ? said + place : said, { lead: "", maxLines: 1 });
}

/** To the second; the day is told where the run has several. */
function startOf({ startedAt }: Pick<CallRow, "startedAt">, { isOneDay }: Page): string {
  if (startedAt === null) return "start not logged";
  const start = dateAndTime(startedAt).replace(/\.\d+ UTC$/, "");
  return isOneDay ? start.slice("2026-11-22 ".length) : start;
}

function renderLeftOut({ leftOut }: Choice, page: Page): string[] {
  const calls = [...leftOut.values()].reduce((sum, some) => sum + some, 0);
  const causes = [...leftOut]
    .sort(([, a], [, b]) => b - a)
    .map(([cause, some]) => `${some} ${cause === "none" ? "that went well but for a warning" : cause}`);
  return [
    "",
    ...(calls === 0
      ? []
      : paragraph(page, `${count(calls, "more call")} with a problem: ${causes.join(", ")}.`, { lead: "" })),
    ...paragraph(
      page,
      `--call ID shows one call whole, --verbose all of them${calls === 0 ? "" : "; --quiet lists all, --limit N shows more"}.`,
      { lead: "", paint: page.style.quiet },
    ),
  ];
}
