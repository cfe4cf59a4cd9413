// The calls: search, filters, a list that grows while one scrolls, and the keys that move through it.

import { counted } from "../../words/units.js";
import { type Card, cardOf } from "./call-card.js";
import { announce } from "./clipboard.js";
import { button, h } from "./element.js";
import type { Call, Model } from "./model.js";
import { SEVERITIES } from "./page-data.js";

/** Cards made at a time: more than a screen, yet quick enough to go unnoticed. */
const AT_A_TIME = 40;
/** This few calls are opened automatically. */
const MOST_OPEN = 2;
/** This few calls are all listed, and need no search. */
const FEW = 4;
/** A search waits until typing pauses. */
const REST_MS = 120;
/** This many calls are opened for printing. */
const MOST_PRINTED = 50;

/** The list, and what the rest of the page may ask of it. */
export interface CallList {
  readonly element: HTMLElement;
  /** True if there are so few calls that they are open. */
  readonly isShort: boolean;
  readonly showCause: (cause: string) => void;
  /** Opens a call by its id, whatever the filter. False if there is none. */
  readonly showCall: (id: string) => boolean;
  readonly openForPrint: () => () => void;
}

/** Makes the list. */
export function callListOf(model: Model): CallList {
  const problems = model.calls.filter(({ isProblem }) => isProblem).length;
  const search = h("input", {
    type: "search",
    id: "search",
    placeholder: "Search ids, numbers, causes, log lines",
    autocomplete: "off",
    spellcheck: "false",
  });
  const which = select("which", [
    ["problems", `Calls with problems (${problems.toLocaleString("en")})`],
    ["all", `All calls (${model.calls.length.toLocaleString("en")})`],
  ]);
  const isFew = model.calls.length <= FEW;
  if (problems === 0 || isFew) which.value = "all";
  const cause = select("cause", [["", "Any cause"], ...causesOf(model.calls)]);
  const severity = select("severity", [["", "Any severity"], ...severitiesOf(model.calls)]);
  const count = h("p", { class: "count", role: "status" });
  const list = h("div", { class: "call-list" });
  const more = button("Show more calls", () => drawMore(), { class: "more" });

  let shown: readonly Call[] = [];
  let cards: Card[] = [];
  let rest: ReturnType<typeof setTimeout> | undefined;
  // an open call stays open, whatever is filtered meanwhile
  const made = new Map<number, Card>();
  const cardFor = (call: Call): Card => {
    const card = made.get(call.index) ?? cardOf(call, model);
    made.set(call.index, card);
    return card;
  };

  const matches = (call: Call): boolean =>
    (which.value === "all" || call.isProblem) &&
    (cause.value === "" || call.cause === cause.value) &&
    (severity.value === "" || call.severity === severity.value);

  function apply(): void {
    clearTimeout(rest);
    const words = search.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    shown = model.calls.filter((call) => matches(call) && words.every((word) => model.wordsOf(call).includes(word)));
    cards = [];
    list.replaceChildren();
    drawMore();
    const all = model.calls.length.toLocaleString("en");
    count.textContent = shown.length === 0 ? "No call fits." : `${counted(shown.length, "call")} of ${all}`;
    reset.hidden = search.value === "" && cause.value === "" && severity.value === "" && which.value === whichAtFirst;
  }

  function drawMore(upTo = cards.length + AT_A_TIME): void {
    const next = shown.slice(cards.length, upTo).map(cardFor);
    cards.push(...next);
    list.append(...next.map(({ element }) => element));
    more.hidden = cards.length >= shown.length;
  }

  const whichAtFirst = which.value;
  const clear = (): void => {
    search.value = "";
    cause.value = "";
    severity.value = "";
    which.value = whichAtFirst;
    apply();
  };
  const reset = button("Clear filters", clear, { class: "reset" });

  search.addEventListener("input", () => {
    clearTimeout(rest);
    rest = setTimeout(apply, REST_MS);
  });
  for (const filter of [which, cause, severity]) filter.addEventListener("change", apply);
  new IntersectionObserver((seen) => {
    if (seen.some(({ isIntersecting }) => isIntersecting) && !more.hidden) drawMore();
  }).observe(more);

  apply();
  const wanted = problems > 0 ? cards.filter(({ call }) => call.isProblem) : cards;
  const isShort = wanted.length <= MOST_OPEN && wanted.length === (problems || shown.length);
  if (isShort) for (const card of wanted) card.open(true);
  moveByKeys(() => cards, search, clear);

  const bar = h(
    "div",
    { class: "filters", role: "search" },
    labelled("Search", search),
    labelled("Show", which),
    labelled("Cause", cause),
    labelled("Severity", severity),
    reset,
  );
  bar.hidden = isFew;
  count.hidden = isFew;
  const keepClear = (): void => keepClearOf(bar);
  new ResizeObserver(keepClear).observe(bar);

  return {
    isShort,
    element: h("section", { id: "calls", "aria-label": "Calls" }, h("h2", {}, "Calls"), bar, count, list, more),
    showCause: (wanted) => {
      clear();
      cause.value = wanted;
      apply();
      cause.focus({ preventScroll: true });
      bar.parentElement?.scrollIntoView({ block: "start" });
      announce(`${counted(shown.length, "call")} with ${wanted}`);
    },
    showCall: (id) => {
      const call = model.calls.find((one) => one.id === id);
      if (!call) return false;
      if (!shown.includes(call)) {
        clear();
        if (!matches(call)) which.value = "all";
        apply();
      }
      drawMore(Math.max(cards.length, shown.indexOf(call) + 1));
      const card = cards[shown.indexOf(call)];
      card?.open(true);
      // on loading the page, before anything has been observed
      keepClear();
      card?.head.focus({ preventScroll: true });
      card?.element.scrollIntoView({ block: "start" });
      return true;
    },
    openForPrint: () => {
      const closed = cards.filter((card) => card.call.isProblem && !card.isOpen()).slice(0, MOST_PRINTED);
      for (const card of closed) card.open(true);
      return () => {
        for (const card of closed) card.open(false);
      };
    },
  };
}

/** What a link, a key or the focus brings into view stands below the bar, which stays at the top of the window. */
function keepClearOf(bar: HTMLElement): void {
  const height = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
  document.documentElement.style.setProperty("scroll-padding-top", `${height + 8}px`);
}

function causesOf(calls: readonly Call[]): (readonly [string, string])[] {
  const counts = new Map<string, number>();
  for (const call of calls) counts.set(call.cause, (counts.get(call.cause) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([name, number]) => [name, `${name === "none" ? "none (went well)" : name} (${number.toLocaleString("en")})`]);
}

function severitiesOf(calls: readonly Call[]): (readonly [string, string])[] {
  return SEVERITIES.toReversed().flatMap((name) => {
    const number = calls.filter(({ severity }) => severity === name).length;
    return number === 0
      ? []
      : [[name, `${name === "none" ? "no finding" : name} (${number.toLocaleString("en")})`] as const];
  });
}

function select(id: string, options: readonly (readonly [value: string, words: string])[]): HTMLSelectElement {
  return h("select", { id }, ...options.map(([value, words]) => h("option", { value }, words)));
}

function labelled(label: string, field: HTMLElement): HTMLElement {
  return h("label", { class: field.id }, h("span", {}, label), field);
}

/** `/` searches, `j` and `k` move between calls, Escape closes the call or clears the search. */
function moveByKeys(cardsNow: () => readonly Card[], search: HTMLInputElement, clear: () => void): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    const isTyping = target?.matches("input, select, textarea") ?? false;
    if (event.key === "Escape" && target === search) {
      clear();
      search.blur();
      return;
    }
    if (isTyping) return;
    const cards = cardsNow();
    const at = cards.findIndex(({ element }) => target !== null && element.contains(target));
    if (event.key === "/" && search.offsetParent !== null) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "j" || event.key === "k") {
      const next = cards[event.key === "j" ? at + 1 : Math.max(0, at - 1)];
      next?.head.focus();
      // of an open call, which may be taller than the window, the beginning
      next?.head.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Escape") {
      cards[at]?.open(false);
      cards[at]?.head.focus();
    }
  });
}
