// What a run reads: sources from the arguments, the user's own forms, and a check that no report replaces them.
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { readOwnForms } from "../formats/own-forms.js";
import { OptionError } from "../settings/option-error.js";
import type { Settings } from "../settings/options.js";
import { findFiles } from "../sources/find-files.js";
import { fileSource, ShortFiles, type Source, streamSource } from "../sources/source.js";
import { progress, warn } from "./console.js";

/** What is read, in the order given. Standard input if nothing is given. `warnOf` is told what was left out. */
export async function sourcesOf(settings: Settings, warnOf: (message: string) => void): Promise<Source[]> {
  const given = { asterisk: settings.asterisk, bot: settings.bot, auto: settings.files } as const;
  const sources: Source[] = [];
  // logs that grow are opened anew
  const shortFiles = settings.follow || settings.state !== undefined ? undefined : new ShortFiles();
  for (const role of ["asterisk", "bot", "auto"] as const) {
    for (const { path, searched } of await findFiles(given[role], warnOf))
      sources.push(
        path === "-"
          ? streamSource(process.stdin, role, tellProgress)
          : fileSource(path, role, searched, tellProgress, shortFiles),
      );
  }
  for (const { path, name } of settings.host) {
    const at = sources.findIndex((source) => source.path === path);
    if (at < 0) throw new OptionError(`--host: ${path} is no input`);
    sources[at] = { ...(sources[at] as Source), host: name };
  }
  return namesInput(settings) ? sources : [streamSource(process.stdin, "auto", tellProgress)];
}

function namesInput({ asterisk, bot, files }: Pick<Settings, "asterisk" | "bot" | "files">): boolean {
  return asterisk.length + bot.length + files.length > 0;
}

/** Where standard input is a terminal, says that it is read; to be called where it is. Returns whether it is one. */
export function tellWhoTypes(settings?: Settings): boolean {
  if (!process.stdin.isTTY) return false;
  warn("reading standard input… (Ctrl-D ends it)");
  if (settings !== undefined && !namesInput(settings)) warn('no log is named; "ari-doctor -h" says how');
  return true;
}

function tellProgress(path: string, bytes: number): void {
  progress.at(path, bytes);
}

/** What will be read from disk, or null if a pipe does not say. What cannot be looked at is reported when it is read. */
export function bytesOf(sources: readonly Source[]): number | null {
  if (sources.some(({ onceOnly }) => onceOnly)) return null;
  return sources.reduce((sum, { path }) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** The forms that the user added. Null if there are none. */
export async function ownForms(path: string | undefined): Promise<ReturnType<typeof readOwnForms> | null> {
  if (path === undefined) return null;
  const forms = await import("../formats/own-forms.js");
  return forms.readOwnForms(readFileSync(path, "utf8"), path);
}

/** A report must never replace a log. */
export function refuseToOverwriteInput(output: readonly string[], inputs: readonly string[]): void {
  const place = (path: string): string => (existsSync(path) ? realpathSync(path) : resolve(path));
  const taken = new Set(inputs.flatMap((path) => (path === "-" ? [] : [place(path)])));
  const given = new Set<string>();
  for (const path of output) {
    const target = path === "-" ? path : place(path);
    if (taken.has(target)) throw new OptionError(`--output: ${path} is an input; the report would replace it`);
    if (given.has(target)) throw new OptionError(`--output: ${path} is given twice`);
    given.add(target);
  }
}
