// The script and the style of the HTML report, read from where the build left them. The script's files are modules for the
// compiler and the reader; in the page they are one script, for a page from the disk may load none.
import { readFileSync } from "node:fs";
import type { PageAssets } from "./report/html.js";

const folder = new URL("./report/html/browser/", import.meta.url);

/** The modules of the page's script, each after those that it needs. */
const MODULES = [
  "page-data",
  "element",
  "words",
  "model",
  "clipboard",
  "charts",
  "timeline-layout",
  "timeline",
  "call-card",
  "call-list",
  "run-sections",
  "main",
] as const;

/** Reads what the page needs beside the report. @throws Error of node:fs where the build left nothing. */
export function readPageAssets(): PageAssets {
  const script = MODULES.map((name) => withoutModuleWords(read(`${name}.js`))).join("");
  return { script: `(() => {\n"use strict";\n${script}})();`, style: read("page.css") };
}

/** Names are the same in all modules, so imports fall away: import { a, b } from "./b.js"; / export const c = 1; */
function withoutModuleWords(code: string): string {
  return code.replace(/^import [^;\r\n\u2028\u2029]*;\n/gm, "").replace(/^export (?:\{\};\n)?/gm, "");
}

function read(name: string): string {
  return readFileSync(new URL(name, folder), "utf8");
}
