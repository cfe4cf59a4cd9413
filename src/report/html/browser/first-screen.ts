// What a reader sees without scrolling: what happened, when, in which files; the causes; what to do first.

import { counted, duration, verdictInWords } from "../../words/units.js";
import { isNotable, waitInWords } from "../../words/waits.js";
import { codeOf, lineOf, linkTo } from "./call-card.js";
import { copyButton } from "./clipboard.js";
import { button, type Child, folded, h, svg } from "./element.js";
import type { Call, Model } from "./model.js";
import type { AdviceData, CauseData, FirstStepData } from "./page-data.js";

/** On a narrow screen more causes than these stand side by side, so that what to do is still seen. */
const MOST_IN_ONE_COLUMN = 5;

/** What happened, when, in which files, and where the page comes from. */
export function headOf({ data }: Model): HTMLElement {
  const { period, files, counts, made, command } = data;
  const facts = [
    period === null ? "No times in the logs" : period,
    files,
    counts.gapsOver === 0 ? "" : `${counted(counts.gapsOver, "wait")} over the RTP limit`,
  ].filter((fact) => fact !== "");
  return h(
    "header",
    {},
    h("div", { class: "top" }, h("h1", {}, ...coloured(data)), themeButton()),
    h("p", { class: "facts" }, ...facts.map((fact) => h("span", {}, fact))),
    h(
      "div",
      { class: "made" },
      h("span", {}, command === null ? made : `${made}:`),
      ...(command === null
        ? []
        : [h("code", { title: command }, command), copyButton(command, "the command that made this page")]),
    ),
  );
}

/** The number of failed calls stands out. */
function coloured({ outcome, counts }: Model["data"]): Child[] {
  const failed = counts.calls === 1 ? "it failed" : `${counts.failed} failed`;
  const at = outcome.lastIndexOf(failed);
  if (counts.failed === 0 || at < 0) return [outcome];
  return [outcome.slice(0, at), h("span", { class: "failed" }, failed), outcome.slice(at + failed.length)];
}

/** Light, dark, or the system's choice. */
function themeButton(): HTMLButtonElement {
  const themes = ["auto", "light", "dark"];
  let at = 0;
  const words = h("span", { class: "words" }, "Theme: auto");
  const made = button(
    "◐",
    () => {
      at = (at + 1) % themes.length;
      const theme = themes[at] ?? "auto";
      document.documentElement.dataset.theme = theme;
      words.textContent = `Theme: ${theme}`;
    },
    { class: "theme", title: "Light, dark, or as the system has it" },
  );
  made.append(words);
  return made;
}

/** The causes, or of a lone failed call its verdict; and what to do first. `choose` shows the calls of a cause. */
export function firstScreenOf(model: Model, choose: (cause: string) => void): HTMLElement | null {
  const { data } = model;
  const failed = model.calls.filter(({ cause }) => cause !== "none");
  const [lone] = failed.length === 1 ? failed : [];
  const what = lone ? verdictOf(lone, model) : data.causes.length > 0 ? causesOf(data, choose) : null;
  const todo = data.first.length > 0 ? stepsOf(data) : null;
  if (what === null && todo === null) return null;
  return h("div", { class: what && todo ? "first two" : "first" }, what, todo);
}

function causesOf({ causes, counts, inCommon }: Model["data"], choose: (cause: string) => void): HTMLElement {
  const hasWaits = causes.some(([, , , , wait]) => wait !== null);
  const titles: readonly (readonly [name: string, title: string])[] = [
    ["name", "Cause"],
    ["bar", ""],
    ["number", "Calls"],
    ["share", "Share"],
    ["certainty", "Certainty"],
    ...(hasWaits ? [["wait", "Longest wait"] as const] : []),
  ];
  const most = causes[0]?.[1] ?? 1;
  return h(
    "section",
    { id: "causes", class: "panel", "aria-label": "Causes" },
    h("h2", {}, `Causes of ${counted(counts.failed, "failed call")}`),
    h("p", { class: "note" }, "Choose one to see its calls."),
    h(
      "table",
      { class: causes.length > MOST_IN_ONE_COLUMN ? "causes many" : "causes" },
      h("thead", {}, h("tr", {}, ...titles.map(([name, title]) => h("th", { scope: "col", class: name }, title)))),
      h("tbody", {}, ...causes.map((row) => causeRow(row, most, hasWaits, choose))),
    ),
    ...inCommon.map(([code, message, place]) =>
      h("p", {}, h("b", {}, code), ` ${message}`, place === null ? null : h("code", {}, ` ${place}`)),
    ),
  );
}

function causeRow(
  [cause, calls, share, certainty, waitSeconds]: CauseData,
  most: number,
  hasWaits: boolean,
  choose: (cause: string) => void,
): HTMLElement {
  const bar = svg("svg", { class: "length", height: 10, width: "100%", "aria-hidden": "true" });
  bar.append(
    svg("rect", {
      class: cause === "undetermined" ? "undetermined" : "cause",
      width: `${Math.max(1, (calls / most) * 100)}%`,
      height: 10,
      rx: 3,
    }),
  );
  const pick = button(cause, () => choose(cause), {
    class: "pick",
    "aria-label": `Show ${counted(calls, "call")} with ${cause}`,
  });
  return h(
    "tr",
    {},
    h("td", { class: "name" }, pick),
    h("td", { class: "bar" }, bar),
    h("td", { class: "number" }, calls.toLocaleString("en")),
    h("td", { class: "share" }, share),
    h("td", { class: "certainty" }, certainty),
    hasWaits ? h("td", { class: "wait" }, waitSeconds === null ? "" : duration(waitSeconds)) : null,
  );
}

/** The verdict on the only call that failed, and the line that it rests on. The call itself is open below. */
function verdictOf(call: Call, model: Model): HTMLElement {
  const waits = call.gaps.filter(isNotable);
  const [proof] = model.detailOf(call)?.evidence ?? [];
  const tone = call.cause === "undetermined" ? "doubtful" : "wrong";
  return h(
    "section",
    { id: "verdict", class: `panel ${tone}`, "aria-label": "What happened" },
    h("h2", {}, "What happened"),
    h(
      "p",
      { class: "verdict-line" },
      h("strong", { class: "verdict" }, verdictInWords(call.cause, call.confidence, call.isProblem, call.summary)),
      h("a", { href: linkTo(call) }, call.id === "" ? "the call" : `call ${call.id}`),
    ),
    h("p", { class: "said" }, call.summary),
    ...waits.slice(-1).map((gap) => h("p", {}, waitInWords(gap))),
    proof ? lineOf(proof) : null,
  );
}

function stepsOf({ first, advice }: Model["data"]): HTMLElement {
  const rest = advice.slice(first.length);
  const titled = (one: AdviceData, number: number): Child[] => [
    h("a", { href: `#advice-${number}` }, `${number}. ${one.title}`),
    one.helps === null ? null : h("span", { class: "helps" }, one.helps),
  ];
  return h(
    "section",
    { id: "first", class: "panel", "aria-label": "What to do first" },
    h("h2", {}, "What to do first"),
    h(
      "ol",
      { class: "steps" },
      ...first.flatMap((step, index) => {
        const one = advice[index];
        if (!one) return [];
        return h("li", {}, h("h3", {}, ...titled(one, index + 1)), h("p", {}, step.why), actionOf(step, one));
      }),
    ),
    rest.length === 0
      ? null
      : folded(`${counted(rest.length, "more thing")} to do`, () => [
          h(
            "ol",
            { class: "then" },
            ...rest.map((one, index) => h("li", {}, ...titled(one, first.length + index + 1))),
          ),
        ]),
  );
}

/** The setting or the command, to be copied; else the code for the bot. */
function actionOf({ action }: FirstStepData, { title, python, node }: AdviceData): HTMLElement | null {
  if (action !== null) {
    const [verb, text, place] = action;
    return h(
      "div",
      { class: "action" },
      h("span", { class: "verb" }, verb),
      codeOf(text, `${verb}: ${title}`, verb === "Set" ? "conf" : "sh"),
      place === null ? null : h("span", { class: "place" }, `in ${place}`),
    );
  }
  const snippets = [
    python === null ? null : copyButton(python, `Python: ${title}`, "Copy Python"),
    node === null ? null : copyButton(node, `Node: ${title}`, "Copy Node"),
  ].filter((child) => child !== null);
  return snippets.length === 0 ? null : h("div", { class: "action" }, ...snippets);
}
