// Debian's Chromium for the tests of the page. Where there is none they are skipped, and say so.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Browser } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** Where the browser is; null where there is none. `CHROMIUM` names another. */
export function chromiumPath(): string | null {
  const named = process.env.CHROMIUM;
  if (named) return named;
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((path) => existsSync(path)) ?? null;
}

/** Starts it. As root, as in a container, it has no sandbox of its own. */
export async function startChromium(path: string): Promise<Browser> {
  const { chromium } = await import("playwright-core");
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: path, args });
}
