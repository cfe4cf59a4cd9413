// What belongs to no single call: the outcome, notes, findings of the run, what to do, and what was read.

import { counted } from "../../words/units.js";
import { codeOf, findingOf } from "./call-card.js";
import { button, folded, h } from "./element.js";
import type { Model } from "./model.js";
import type { AdviceData, PageData } from "./page-data.js";

/** The head of the page. */
export function headOf({ data }: Model): HTMLElement {
  const { counts } = data;
  const lost = counts.calls - counts.healthy;
  const tiles: readonly (readonly [number: number, words: string, tone: string])[] = [
    [counts.calls, counts.calls === 1 ? "call" : "calls", ""],
    [lost, "went wrong", lost > 0 ? "wrong" : ""],
    [counts.undetermined, "of them undetermined", counts.undetermined > 0 ? "doubtful" : ""],
    [
      counts.gapsOver,
      counts.gapsOver === 1 ? "wait over the RTP limit" : "waits over the RTP limit",
      counts.gapsOver > 0 ? "wrong" : "",
    ],
  ];
  const faults = data.inputs.filter(([, , , , fault]) => fault !== "");
  return h(
    "header",
    {},
    h("p", { class: "tool" }, data.tool, themeButton()),
    h("h1", {}, heading(data)),
    h(
      "ul",
      { class: "tiles" },
      ...tiles.map(([number, words, tone]) =>
        h("li", { class: tone }, h("strong", {}, number.toLocaleString("en")), h("span", {}, words)),
      ),
    ),
    h(
      "ul",
      { class: "notes" },
      ...faults.map(([path, , , , fault]) => h("li", {}, h("code", {}, path), `: ${fault}`)),
      ...data.notes.map((note) => h("li", {}, note)),
      data.withoutDetail > 0
        ? h(
            "li",
            {},
            `${counted(data.withoutDetail, "call")} with problems are listed here without their lines, to keep this page small. The JSON report has them.`,
          )
        : null,
    ),
  );
}

/** Many causes are left to the chart. The head says how many calls. */
function heading({ outcome, counts }: PageData): string {
  if (outcome.length <= 120) return outcome;
  const lost = counts.calls - counts.healthy;
  return `${counted(counts.calls, "call")}: ${lost.toLocaleString("en")} went wrong, ${counts.healthy.toLocaleString("en")} healthy.`;
}

/** Light, dark, or the system's choice. */
function themeButton(): HTMLButtonElement {
  const themes = ["auto", "light", "dark"];
  let at = 0;
  const made = button(
    "Theme: auto",
    () => {
      at = (at + 1) % themes.length;
      const theme = themes[at] ?? "auto";
      document.documentElement.dataset.theme = theme;
      made.textContent = `Theme: ${theme}`;
    },
    { class: "theme" },
  );
  return made;
}

/** Findings about the whole run, the worst first. */
export function runFindingsOf(model: Model): HTMLElement | null {
  if (model.runFindings.length === 0) return null;
  const order = ["error", "warning", "info", "none"];
  const sorted = model.runFindings.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return h(
    "section",
    { id: "run" },
    h("h2", {}, "About the whole run"),
    ...sorted.map((finding) => findingOf(finding, model)),
  );
}

/** What to do, once for all calls. */
export function adviceOf({ data }: Model): HTMLElement | null {
  if (data.advice.length === 0) return null;
  return h("section", { id: "advice" }, h("h2", {}, "What to do"), ...data.advice.map(adviceCard));
}

function adviceCard(advice: AdviceData, index: number): HTMLElement {
  const { title, reason, risk, place, change, appliesTo, apply, verify, undo, python, node } = advice;
  const facts: readonly (readonly [string, string | null])[] = [
    ["Where", place],
    ["For", appliesTo],
    ["Risk", risk],
  ];
  const code = (label: string, text: string | null): HTMLElement | null =>
    text === null || text === ""
      ? null
      : h("div", { class: "labelled-code" }, h("h4", {}, label), codeOf(text, `${label}: ${title}`));
  return h(
    "article",
    { class: "advice", id: `advice-${index + 1}`, tabindex: "-1" },
    h("h3", {}, `${index + 1}. ${title}`),
    h("p", {}, reason),
    h("dl", {}, ...facts.flatMap(([name, text]) => (text === null ? [] : [h("dt", {}, name), h("dd", {}, text)]))),
    code("Change", change),
    code("Apply", apply.join("\n")),
    code("Check", verify.join("\n")),
    code("Undo it afterwards", undo.join("\n")),
    python === null && node === null
      ? null
      : folded("Code for the bot", () => [code("Python", python), code("Node", node)]),
  );
}

/** What was read, and the limits in force. */
export function whatWasReadOf({ data }: Model): HTMLElement {
  const table = (titles: readonly string[], rows: readonly (readonly (string | number)[])[]): HTMLElement =>
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": titles.join(", ") },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ...titles.map((title) => h("th", { scope: "col" }, title)))),
        h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map((cell) => h("td", {}, String(cell)))))),
      ),
    );
  return h(
    "section",
    { id: "read" },
    h("h2", {}, "What was read"),
    table(["File", "What", "Lines", "Time (UTC) and clock", "Faults"], data.inputs),
    data.limits.length === 0 ? null : h("h3", {}, "RTP limits in force"),
    data.limits.length === 0 ? null : table(["For", "RTP timeout", "On hold", "From"], data.limits),
  );
}

/** The keys, for those who look for them. */
export function footerOf({ data }: Model): HTMLElement {
  const keys = [
    ["/", "search"],
    ["j k", "next and previous call"],
    ["Enter", "open or close a call"],
    ["← →", "move through a timeline"],
    ["Esc", "close the call, clear the search"],
  ] as const;
  return h(
    "footer",
    {},
    h("p", { class: "keys" }, ...keys.flatMap(([key, does]) => [h("kbd", {}, key), ` ${does}  `])),
    h(
      "p",
      {},
      `${data.tool}. All times are UTC. This page asks no network for anything; it quotes log lines, so look at it before you pass it on.`,
    ),
  );
}
