// One thing to do, as Markdown: what to change is visible, commands and code to copy are beneath it.
import type { Recommendation } from "../../verdict/verdict.js";
import { currentOf, placeOfChange, settingOf } from "../words/change.js";
import { code, codeBlock, prose } from "./safe-markdown.js";

/** The recommendation but for its title. */
export function renderRecommendation(recommendation: Recommendation): string[] {
  const { reason, risk, current, appliesTo, snippets } = recommendation;
  const place = placeOfChange(recommendation);
  const setting = settingOf(recommendation);
  const now = currentOf(recommendation);
  const facts = [
    place === null ? null : `Where: ${code(place)}`,
    setting === null
      ? null
      : `Change: ${code(setting)}${now === null ? "" : ` (now ${current === null ? now : code(now)})`}`,
    appliesTo === undefined ? null : `For: ${prose(appliesTo)}`,
    risk === null ? null : `Risk: ${prose(risk)}`,
  ].filter((fact) => fact !== null);
  return [
    prose(reason),
    "",
    ...facts.map((fact) => `- ${fact}`),
    ...commandBlocks(recommendation),
    ...(snippets === undefined
      ? []
      : ["", ...codeBlock(linesOf(snippets.python), "python"), "", ...codeBlock(linesOf(snippets.node), "js")]),
  ];
}

/** A block for each purpose: what is copied with one stroke must not put in force, show and undo it at once. */
function commandBlocks({ apply, verify, undo = [] }: Recommendation): string[] {
  const blocks: readonly (readonly [purpose: string, commands: readonly string[]])[] = [
    ["Apply", apply],
    ["Check", verify],
    ["Undo it afterwards", undo],
  ];
  return blocks.flatMap(([purpose, commands]) =>
    commands.length === 0 ? [] : ["", `${purpose}:`, "", ...codeBlock(commands, "sh")],
  );
}

function linesOf(snippet: string): string[] {
  return snippet.trimEnd().replaceAll("\t", "    ").split(/\r?\n/);
}
