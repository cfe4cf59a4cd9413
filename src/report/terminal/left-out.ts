// What the page says about problem calls that it does not draw.
import { count } from "../words/rows.js";
import { type Page, paragraph } from "./page.js";
import type { Choice } from "./worst.js";

/** The calls that are only counted, by cause, and how to see them. Nothing if all are drawn. */
export function renderLeftOut({ leftOut }: Choice, page: Page): string[] {
  const calls = [...leftOut.values()].reduce((sum, some) => sum + some, 0);
  if (calls === 0) return [];
  const causes = [...leftOut]
    .sort(([, a], [, b]) => b - a)
    .map(([cause, some]) => `${some} ${cause === "none" ? "that went well but for a warning" : cause}`);
  return [
    "",
    "━".repeat(page.width),
    ...paragraph(page, `${count(calls, "more call")} with a problem not drawn: ${causes.join(", ")}.`, { lead: "" }),
    ...paragraph(page, "--limit N draws more, --call ID one of them, --quiet lists them, --verbose draws all.", {
      lead: "",
      paint: page.style.quiet,
    }),
  ];
}
