// What belongs to no single call and can wait until one scrolls: notes, findings of the run, what to do, and what was read.

import { counted } from "../../words/units.js";
import { codeOf, findingOf, linkToId } from "./call-card.js";
import { type Child, folded, h } from "./element.js";
import type { Model } from "./model.js";
import type { AdviceData } from "./page-data.js";

/** What the reader must know of this run: faults of the logs, what is left out, what would tell more. */
export function notesOf({ data }: Model): HTMLElement | null {
  const faults = data.inputs.filter(([, , , , fault]) => fault !== "");
  const notes = [
    ...faults.map(([path, , , , fault]) => h("li", {}, h("code", {}, path), `: ${fault}`)),
    ...data.notes.map((note) => h("li", {}, note)),
    ...(data.withoutDetail > 0
      ? [
          h(
            "li",
            {},
            `${counted(data.withoutDetail, "call")} with problems are listed here without their lines, to keep this page small. The JSON report has them.`,
          ),
        ]
      : []),
  ];
  return notes.length === 0 ? null : h("ul", { class: "notes", "aria-label": "Notes" }, ...notes);
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

/** What to do, whole, once for all calls. */
export function adviceOf({ data }: Model): HTMLElement | null {
  if (data.advice.length === 0) return null;
  return h("section", { id: "advice" }, h("h2", {}, "What to do, in full"), ...data.advice.map(adviceCard));
}

function adviceCard(advice: AdviceData, index: number): HTMLElement {
  const { title, helps, reason, python, node } = advice;
  const code = (label: string, text: string | null, language: "sh" | "conf" | "bot"): HTMLElement | null =>
    text === null || text === ""
      ? null
      : h("div", { class: "labelled-code" }, h("h4", {}, label), codeOf(text, `${label}: ${title}`, language));
  return h(
    "article",
    { class: "advice", id: `advice-${index + 1}`, tabindex: "-1" },
    h("h3", {}, `${index + 1}. ${title}`, helps === null ? null : h("span", { class: "helps" }, helps)),
    h("p", {}, reason),
    factsOf(advice),
    // a block for each purpose: what is copied with one stroke must not put in force, show and undo it at once
    code("Change", advice.change, "conf"),
    code("Apply", advice.apply.join("\n"), "sh"),
    code("Check", advice.verify.join("\n"), "sh"),
    code("Undo it afterwards", advice.undo.join("\n"), "sh"),
    python === null && node === null
      ? null
      : folded("Code for the bot", () => [code("Python", python, "bot"), code("Node", node, "bot")]),
  );
}

function factsOf({ place, appliesTo, risk, calls, otherCalls }: AdviceData): HTMLElement | null {
  const links = calls.flatMap((id, index) => [index === 0 ? "" : ", ", h("a", { href: linkToId(id) }, id)]);
  const facts: readonly (readonly [string, readonly Child[]])[] = [
    ["Where", place === null ? [] : [place]],
    ["For", appliesTo === null ? [] : [appliesTo]],
    ["Risk", risk === null ? [] : [risk]],
    ["Calls", otherCalls === 0 ? links : [...links, ` and ${otherCalls.toLocaleString("en")} more`]],
  ];
  const shown = facts.filter(([, said]) => said.length > 0);
  if (shown.length === 0) return null;
  return h("dl", {}, ...shown.flatMap(([name, said]) => [h("dt", {}, name), h("dd", {}, ...said)]));
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
