// One call: a row with the verdict, which opens to show the drawing, the proof, what is ruled out, and what to do.

import { duration, eventsLeftOut, timeOfDay, UNEXPLAINED, verdictInWords } from "../../words/units.js";
import { isNotable, TIMER_NOTE, waitInWords } from "../../words/waits.js";
import { copyButton } from "./clipboard.js";
import { type Child, folded, h } from "./element.js";
import type { Call, Detail, Finding, Line, Model } from "./model.js";
import type { Severity } from "./page-data.js";
import { beginning, timelineOf } from "./timeline.js";

/** A call in the list. */
export interface Card {
  readonly call: Call;
  readonly element: HTMLElement;
  readonly head: HTMLButtonElement;
  readonly open: (isOpen: boolean) => void;
  readonly isOpen: () => boolean;
}

/** The address of a call within the page. */
export function linkTo(call: Call): string {
  return linkToId(call.id);
}

/** The same by the id. */
export function linkToId(id: string): string {
  return `#call=${encodeURIComponent(id)}`;
}

/** Makes the card of a call, closed. Its contents are made when it is first opened. */
export function cardOf(call: Call, model: Model): Card {
  const bodyId = `call-${call.index}`;
  const head = h(
    "button",
    { type: "button", class: "call-head", "aria-expanded": "false", "aria-controls": bodyId },
    badge(call),
    h("span", { class: "verdict" }, verdictInWords(call.cause, call.confidence, call.isProblem, call.summary)),
    h("span", { class: "id" }, call.id === "" ? "without an id" : call.id),
    h("span", { class: "about" }, aboutOf(call)),
    gapChip(call),
  );
  const body = h("div", { class: "call-body", id: bodyId, hidden: true });
  const element = h(
    "article",
    { class: `call ${toneOf(call)}`, "aria-label": `Call ${call.id}` },
    h("h3", {}, head),
    body,
  );
  let drawn = false;
  const open = (isOpen: boolean): void => {
    head.setAttribute("aria-expanded", String(isOpen));
    body.hidden = !isOpen;
    element.classList.toggle("open", isOpen);
    if (!isOpen || drawn) return;
    drawn = true;
    body.append(...bodyOf(call, model).filter((child) => child !== null));
  };
  head.addEventListener("click", () => {
    open(body.hidden !== false);
    if (!body.hidden) history.replaceState(null, "", linkTo(call));
  });
  return { call, element, head, open, isOpen: () => !body.hidden };
}

function toneOf({ cause, isProblem }: Call): string {
  if (cause === "none") return isProblem ? "warned" : "well";
  return cause === "undetermined" ? "doubtful" : "wrong";
}

/** A sign in addition to the colour. */
function badge(call: Call): HTMLElement {
  const signs: Readonly<Record<string, string>> = { wrong: "✕", doubtful: "?", warned: "!", well: "✓" };
  return h("span", { class: "badge", "aria-hidden": "true" }, signs[toneOf(call)] ?? "");
}

function aboutOf(call: Call): string {
  const { caller, exten, durationMs } = call;
  const parts = [
    caller === null && exten === null ? null : `${caller ?? "unknown"} → ${exten ?? "unknown"}`,
    beginning(call),
    durationMs === null ? null : `lasted ${duration(durationMs / 1000)}`,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

function gapChip({ gaps }: Call): HTMLElement | null {
  const over = gaps.filter(({ exceedsLimit }) => exceedsLimit);
  const gap = over.at(-1) ?? gaps.at(-1);
  if (!gap) return null;
  const words = `waited ${duration(gap.seconds)}${gap.exceedsLimit ? ", over the RTP limit" : ""}`;
  return h("span", { class: gap.exceedsLimit ? "chip over" : "chip" }, words);
}

function bodyOf(call: Call, model: Model): readonly Child[] {
  const detail = model.detailOf(call);
  const drawing = call.bars.length > 0 || detail ? timelineOf(call, detail?.timeline ?? []) : null;
  const verdict = h(
    "section",
    { class: "summary" },
    h("p", { class: "said" }, call.summary),
    ...survival(call),
    ...call.gaps
      .filter((gap, index) => isNotable(gap) || index === call.gaps.length - 1)
      .slice(-3)
      .map((gap) => h("p", { class: "gap-words" }, waitInWords(gap))),
    call.gaps.some(({ limitSeconds }) => limitSeconds) ? h("p", { class: "note" }, TIMER_NOTE) : null,
    h("p", { class: "tools" }, copyLink(call), copyText(call, detail)),
  );
  if (!detail) {
    const why = call.isProblem
      ? "There were too many calls to keep the lines of each in this page. The JSON report has them; --call shows this call alone."
      : call.leftOutEventCount > 0
        ? `The call went well. ${eventsLeftOut(call.leftOutEventCount)}`
        : "The call went well: its lines are in the logs and in the JSON report.";
    return [drawing, verdict, h("p", { class: "note" }, why)];
  }
  const aside = [
    section("Possible causes, most fitting first", orderedCauses(detail)),
    section("Ruled out", ruledOut(detail)),
    section("To know next time", missing(detail)),
  ];
  return [
    h("p", { class: "ids" }, detail.ids.join("  ·  ")),
    detail.limit === null ? null : h("p", { class: "note" }, detail.limit),
    drawing,
    h(
      "div",
      { class: "columns" },
      h(
        "div",
        {},
        verdict,
        section("Evidence", detail.evidence.map(lineOf)),
        section(UNEXPLAINED, detail.unexplained.flatMap(unexplainedOf)),
        section(
          "Findings",
          detail.findings.map((finding) => findingOf(finding, model)),
        ),
      ),
      h("div", {}, ...aside.filter((child) => child !== null)),
    ),
    folded(`All ${detail.timeline.length} lines of the call`, () => [allLines(call, detail)]),
  ];
}

function survival({ survived, gaps }: Call): HTMLElement[] {
  if (survived !== null)
    return [h("p", {}, `The channel was ${survived ? "alive" : "gone"} when the bot wanted to play.`)];
  return gaps.length === 0 ? [] : [h("p", {}, "Whether the channel was alive at the playback is not known.")];
}

function section(title: string, content: readonly Node[]): HTMLElement | null {
  return content.length === 0 ? null : h("section", {}, h("h4", {}, title), ...content);
}

/** A line with its place, as evidence. */
export function lineOf({ place, text }: Line): HTMLElement {
  return h(
    "blockquote",
    { class: "line" },
    h("cite", {}, place),
    copyButton(`${place}\n${text}`, `the line ${place}`),
    h("code", {}, text),
  );
}

/** An error that nothing explains, and how many similar lines there are. */
function unexplainedOf({ line, count, reason }: Detail["unexplained"][number]): HTMLElement[] {
  const about = [count > 1 ? `${count} times` : null, reason].filter((part) => part !== null).join("; ");
  return [lineOf(line), ...(about === "" ? [] : [h("p", { class: "note" }, about)])];
}

/** A finding with its lines, and a link to what can be done. */
export function findingOf(finding: Finding, model: Model): HTMLElement {
  const { code, name, severity, message, evidence, advice } = finding;
  const todo = advice.flatMap((number) => {
    const what = model.data.advice[number - 1];
    if (!what) return [];
    return [h("li", {}, h("a", { href: `#advice-${number}` }, `${number}. ${what.title}`))];
  });
  return h(
    "div",
    { class: `finding ${severity}` },
    h(
      "p",
      { class: "finding-head" },
      h("span", { class: "grade" }, severityWords[severity]),
      h("strong", {}, code),
      ` ${name}`,
    ),
    h("p", {}, message),
    evidence.length > 0
      ? folded(evidence.length === 1 ? "The line" : `The ${evidence.length} lines`, () => evidence.map(lineOf))
      : null,
    todo.length > 0 ? h("ul", { class: "todo" }, ...todo) : null,
  );
}

const severityWords: Readonly<Record<Severity, string>> = {
  none: "NONE",
  info: "INFO",
  warning: "WARNING",
  error: "ERROR",
};

function orderedCauses({ candidates }: Detail): HTMLElement[] {
  if (candidates.length === 0) return [];
  return [
    h(
      "ol",
      { class: "causes-list" },
      ...candidates.map(({ cause, why }) => h("li", {}, h("strong", {}, cause), `: ${why}`)),
    ),
  ];
}

function ruledOut({ ruledOut: rows }: Detail): HTMLElement[] {
  return rows.map(({ cause, reason, evidence }) =>
    h(
      "div",
      { class: "ruled-out" },
      h("p", {}, h("strong", {}, cause), `: ${reason}`),
      evidence.length > 0 ? folded(evidence.map(({ place }) => place).join(", "), () => evidence.map(lineOf)) : null,
    ),
  );
}

function missing({ missing: rows }: Detail): HTMLElement[] {
  return rows.map(({ what, how, language }) =>
    h(
      "div",
      { class: "missing" },
      h("p", {}, what),
      language === null ? h("p", {}, how) : codeOf(how, `how to log: ${what}`, language),
    ),
  );
}

/** Something to copy, as it stands, into a shell, a configuration file or the bot. */
export function codeOf(text: string, what: string, language: "sh" | "conf" | "bot"): HTMLElement {
  return h("div", { class: `code ${language}` }, copyButton(text, what), h("pre", {}, h("code", {}, text)));
}

function copyLink(call: Call): HTMLElement {
  return copyButton((location.href.split("#", 1)[0] ?? "") + linkTo(call), "the link to this call", "Copy link");
}

/** The call as text, for a chat or an email. */
function copyText(call: Call, detail: Detail | null): HTMLElement {
  const lines = [
    `Call ${call.id}: ${verdictInWords(call.cause, call.confidence, call.isProblem, call.summary)}`,
    aboutOf(call),
    call.summary,
    ...(detail?.evidence.flatMap(({ place, text }) => [`${place}`, `    ${text}`]) ?? []),
    ...(detail?.unexplained.flatMap(({ line }) => [`${UNEXPLAINED}: ${line.place}`, `    ${line.text}`]) ?? []),
  ];
  return copyButton(lines.join("\n"), "this call as text", "Copy as text");
}

function allLines(call: Call, { timeline }: Detail): HTMLElement {
  const rows = timeline.map(({ atMs, side, event, text, place, isEvidence, reason }) =>
    h(
      "tr",
      { class: isEvidence ? "evidence" : null },
      h(
        "td",
        { class: "time" },
        atMs === null ? "unknown" : call.startMs === null ? duration(atMs / 1000) : timeOfDay(call.startMs + atMs),
      ),
      h("td", {}, side),
      h("td", {}, isEvidence ? "! " : "", event, reason === null ? null : h("span", { class: "note" }, ` ~ ${reason}`)),
      h("td", { class: "text" }, text),
      h("td", { class: "place" }, place),
    ),
  );
  const head = ["UTC", "Side", "Event", "Line", "Where"].map((title) => h("th", { scope: "col" }, title));
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "All lines of the call" },
    h("table", {}, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows)),
  );
}
