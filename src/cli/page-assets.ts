// The script and the style of the HTML report, read from where the build left them (build/bundle.js).
import { readFileSync } from "node:fs";
import type { PageAssets } from "../report/html.js";

/** One folder up, both from this file and from the bundle. */
const folder = new URL("../page/", import.meta.url);

/** Reads what the page needs besides the report. @throws Error of node:fs if the build left nothing. */
export function readPageAssets(): PageAssets {
  return { script: read("page.js"), style: read("page.css") };
}

function read(name: string): string {
  return readFileSync(new URL(name, folder), "utf8");
}
