// The page: reads its data, draws itself, and follows the address.
import { callListOf } from "./call-list.js";
import { chartsOf } from "./charts.js";
import { h } from "./element.js";
import { firstScreenOf, headOf } from "./first-screen.js";
import { modelOf } from "./model.js";
import type { PageData } from "./page-data.js";
import { adviceOf, footerOf, notesOf, runFindingsOf, whatWasReadOf } from "./run-sections.js";

function drawPage(): void {
  const model = modelOf(JSON.parse(document.getElementById("data")?.textContent ?? "") as PageData);
  const list = callListOf(model);
  const run = [chartsOf(model), runFindingsOf(model)];
  const main = h(
    "main",
    {},
    headOf(model),
    firstScreenOf(model, list.showCause),
    notesOf(model),
    // one or two calls are open, and nobody should have to look for them
    ...(list.isShort ? [list.element, ...run] : [...run, list.element]),
    adviceOf(model),
    whatWasReadOf(model),
    footerOf(model),
  );
  const skip = h("a", { class: "skip", href: "#calls" }, "Skip to the calls");
  const announcer = h("p", { id: "announcer", class: "offscreen", role: "status" });
  document.getElementById("page")?.replaceChildren(skip, main, announcer);

  const follow = (): void => {
    const id = /^#call=(.*)$/.exec(location.hash)?.[1];
    if (id !== undefined) list.showCall(unescaped(id));
  };
  addEventListener("hashchange", follow);
  follow();
  let restore = (): void => undefined;
  addEventListener("beforeprint", () => {
    restore = list.openForPrint();
  });
  addEventListener("afterprint", () => restore());
}

/** a truncated link is no reason to fail */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

drawPage();
