// One problem call: the verdict first, then what it is based on, then what would tell more.

import type { Evidence } from "../../verdict/verdict.js";
import type { StepsById } from "../plan.js";
import { isProblem, nameOf, worstFirst } from "../problem.js";
import type { CallRow, Diagnosis, LegRow } from "../schema.js";
import { limitInForce } from "../words/limits.js";
import { count, dateAndTime, duration, isRefusedPlayback, placeOf, timeOfDay } from "../words/rows.js";
import { UNEXPLAINED, verdictInWords } from "../words/units.js";
import { TIMER_NOTE } from "../words/waits.js";
import { renderDrawing } from "./drawing.js";
import { pointersOf, renderEvidence, renderFinding } from "./finding.js";
import { renderGap } from "./gap-bar.js";
import { command, heading, type Page, paragraph, placeOn, title, verbatim } from "./page.js";
import { renderTimeline } from "./timeline.js";

const MAX_GAPS = 3;
const MAX_EVIDENCE = 12;

/** The block of one call among others. */
export function renderCall(call: CallRow, page: Page, steps: StepsById): string[] {
  return [
    "",
    "━".repeat(page.width),
    ...renderNames(call, page),
    ...renderFacts(call, page),
    "",
    ...renderVerdict(call, page),
    ...renderRest(call, page, steps, 0),
  ];
}

/** What must be seen of a call: which one it is, the verdict, and the line that proves it, or what is possible. */
export function renderCallHead(call: CallRow, page: Page): string[] {
  const { evidence, candidates } = call.diagnosis;
  return [
    "",
    ...renderNames(call, page),
    "",
    ...renderVerdict(call, page),
    ...(candidates.length === 0
      ? evidence.slice(0, HEAD_EVIDENCE).flatMap((line) => renderEvidence(line, page, "  ", MAX_HEAD_LINES))
      : candidates
          .slice(0, MAX_HEAD_CANDIDATES)
          .flatMap(({ cause, why }) => paragraph(page, `possible: ${cause}: ${why}`, { maxLines: 1 }))),
  ];
}

/** Everything else about it. */
export function renderCallRest(call: CallRow, page: Page, steps: StepsById): string[] {
  const shown = call.diagnosis.candidates.length === 0 ? HEAD_EVIDENCE : 0;
  const facts = renderFacts(call, page);
  return [...title(page, "The call in full"), ...facts, ...renderRest(call, page, steps, shown)];
}

/** Of the evidence, what stands beside the verdict. */
const HEAD_EVIDENCE = 1;
const MAX_HEAD_LINES = 3;
const MAX_HEAD_CANDIDATES = 3;

function renderRest(call: CallRow, page: Page, steps: StepsById, shownEvidence: number): string[] {
  const { evidence } = call.diagnosis;
  const shown = new Set(evidence.slice(0, mostEvidence(page)).map(placeOf));
  const findings = worstFirst(call.findings).map((finding) =>
    renderFinding(finding, page, pointersOf(finding, steps), { shown }),
  );
  return [
    ...section(page, "Hold to playback", call.gaps.length === 0 ? [] : renderGaps(call, page)),
    ...section(page, "Possible causes, most fitting first", renderCandidates(call.diagnosis, page)),
    ...section(
      page,
      shownEvidence === 0 ? "Evidence" : "More evidence",
      renderAllEvidence(evidence.slice(shownEvidence), page),
    ),
    ...section(page, UNEXPLAINED, renderUnexplained(call, page)),
    ...section(page, "Timeline", renderTime(call, page)),
    ...section(page, "Ruled out", renderRuledOut(call.diagnosis, page)),
    ...section(page, "To know next time", renderMissing(call.diagnosis, page)),
    ...section(page, "Findings", findings.flat()),
  ];
}

/** The drawing shows the whole, the table the lines. */
function renderTime(call: CallRow, page: Page): string[] {
  const drawing = renderDrawing(call, page);
  return [...drawing, ...(drawing.length === 0 ? [] : [""]), ...renderTimeline(call, page)];
}

function section(page: Page, name: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [...heading(page, name), ...lines];
}

function renderNames(call: CallRow, page: Page): string[] {
  const ids = [call.channelId, call.channelName, call.logCallId].filter((id) => id !== null);
  const about = [
    call.caller === null && call.exten === null ? null : `${call.caller ?? "unknown"} -> ${call.exten ?? "unknown"}`,
    call.startedAt === null ? "start not logged" : dateAndTime(call.startedAt),
    lasted(call),
    call.host === null ? null : `on ${call.host}`,
  ].filter((part) => part !== null);
  return [
    ...paragraph(page, `Call ${ids.length === 0 ? nameOf(call) : ids.join("  ")}`, {
      lead: "",
      paint: page.style.title,
    }),
    ...paragraph(page, about.join(", "), { lead: "" }),
  ];
}

/** What else is known of its channels. */
function renderFacts(call: CallRow, page: Page): string[] {
  const limit = limitInForce(call);
  return [
    ...(call.sipCallId === null ? [] : paragraph(page, call.sipCallId, { lead: "SIP Call-ID " })),
    ...call.legs.flatMap((leg) => renderLeg(leg, call, page)),
    ...(limit === null ? [] : paragraph(page, limit, { lead: "", paint: page.style.quiet })),
  ];
}

/** How long it lasted, as far as its ends are logged. */
export function lasted({ startedAt, endedAt }: CallRow): string {
  if (endedAt === null) return "end not logged";
  if (startedAt === null) return `ended ${dateAndTime(endedAt)}`;
  return `lasted ${duration(Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)) / 1000)}`;
}

/** Legs are drawn if they add something: another channel, or the cause of the hangup. All are, if nothing else is known. */
function renderLeg(leg: LegRow, call: CallRow, page: Page): string[] {
  if (isProblem(call) && call.legs.length === 1 && leg.hangupCause === null) return [];
  const name = leg.channelName ?? leg.channelId ?? "unnamed channel";
  const parts = [
    `Leg ${name} (${leg.role})`,
    leg.endedAt === null ? "end not logged" : `ended ${timeOfDay(leg.endedAt)}`,
    leg.hangupCause === null ? null : `hangup cause ${leg.hangupCause}`,
  ];
  return paragraph(page, parts.filter((part) => part !== null).join(", "), { lead: "", paint: page.style.quiet });
}

function renderVerdict(call: CallRow, page: Page): string[] {
  const { cause, confidence, summary } = call.diagnosis;
  const { bad, good, doubtful } = page.style;
  const verdict = (text: string, paint: (text: string) => string): string[] =>
    paragraph(page, `VERDICT  ${text}`, { lead: "", paint });
  const survival = renderSurvival(call, page);
  if (!isProblem(call)) return [...verdict("none: nothing went wrong that the logs show", good), ...survival];
  const lines =
    cause === "none"
      ? verdict("the call went well, but see the findings", good)
      : cause === "undetermined"
        ? verdict(verdictInWords(cause, confidence, true, summary), doubtful)
        : verdict(`${cause} (${confidence})`, bad);
  return [...lines, ...paragraph(page, summary), ...survival];
}

function renderSurvival({ channelSurvived, gaps }: CallRow, page: Page): string[] {
  if (channelSurvived !== null) {
    return paragraph(page, `The channel was ${channelSurvived ? "alive" : "gone"} when the bot wanted to play.`);
  }
  return gaps.length === 0 ? [] : paragraph(page, "Whether the channel was alive at the playback is not known.");
}

/** The gaps that did harm or exceeded the limit, else the last one. The others are counted. */
function renderGaps({ gaps, timeline }: CallRow, page: Page): string[] {
  const notable = gaps.filter((gap) => gap.exceedsLimit === true || gap.playback !== "played");
  const drawn = page.isVerbose
    ? gaps
    : (notable.length > 0 ? notable : gaps).slice(notable.length > 0 ? -MAX_GAPS : -1);
  const others = gaps.length - drawn.length;
  const asteriskRefused = timeline.some(isRefusedPlayback);
  return [
    ...drawn.flatMap((gap) => renderGap(gap, page, asteriskRefused)),
    ...(others > 0 ? paragraph(page, `${count(others, "other gap")} of this call not drawn.`) : []),
    ...(drawn.some(({ limitSeconds }) => limitSeconds !== null && limitSeconds > 0)
      ? paragraph(page, `(${TIMER_NOTE})`, {
          paint: page.style.quiet,
        })
      : []),
  ];
}

function mostEvidence({ isVerbose }: Page): number {
  return isVerbose ? Number.POSITIVE_INFINITY : MAX_EVIDENCE;
}

function renderAllEvidence(evidence: readonly Evidence[], page: Page): string[] {
  const more = evidence.length - mostEvidence(page);
  return [
    ...evidence.slice(0, mostEvidence(page)).flatMap((line) => renderEvidence(line, page)),
    ...(more > 0 ? paragraph(page, `… ${count(more, "more line")}: see --verbose`) : []),
  ];
}

/** Lines that are errors and that nothing here explains. How many similar ones there are stands after each place. */
function renderUnexplained({ unexplained, unexplainedLineCount }: CallRow, page: Page): string[] {
  const quoted = unexplained.reduce((sum, line) => sum + line.count, 0);
  const more = unexplainedLineCount - quoted;
  return [
    ...unexplained.flatMap((line) => [
      ...paragraph(page, `${placeOn(page, line)}${line.count > 1 ? `  ${line.count} times` : ""}`),
      ...paragraph(page, line.text, { lead: "    ", maxLines: 6, paint: page.style.quiet }),
      ...(line.reason === undefined ? [] : paragraph(page, `~ ${line.reason}`, { lead: "    " })),
    ]),
    ...(more > 0 ? paragraph(page, `… ${count(more, "more line")} of other kinds`) : []),
  ];
}

function renderCandidates({ candidates }: Diagnosis, page: Page): string[] {
  return candidates.flatMap(({ cause, why }, index) =>
    paragraph(page, `${cause}: ${why}`, { lead: `  ${index + 1}. ` }),
  );
}

function renderRuledOut({ ruledOut }: Diagnosis, page: Page): string[] {
  return ruledOut.flatMap(({ cause, reason, evidence }) => {
    const places = evidence.map((line) => placeOn(page, line));
    const said = `${cause}: ${reason}${places.length === 0 ? "" : ` (${places.join(", ")})`}`;
    return paragraph(page, said, { lead: "  - " });
  });
}

function renderMissing({ missing }: Diagnosis, page: Page): string[] {
  const lead = "    -> ";
  return missing.flatMap(({ what, how, language }) => [
    ...paragraph(page, what, { lead: "  - " }),
    ...how.split("\n").flatMap((line, index) => {
      if (language === undefined) return paragraph(page, line, { lead });
      const before = index === 0 ? lead : " ".repeat(lead.length);
      return language === "sh" ? command(page, line, before) : verbatim(line, before);
    }),
  ]);
}
