// Music on hold that cannot play: there is no class at all, or not the one that is asked for by name.

import { configObjects } from "../../asterisk/config/objects.js";
import type { ConfigTree } from "../../asterisk/config/read.js";
import { fileNamed, firstEntry, lastEntry } from "../../asterisk/config/sections.js";
import { reloadOf } from "../../asterisk/reload.js";
import { defineConfig } from "../rule.js";

export const noMusicClass = defineConfig({
  code: "CFG203",
  name: "no-music-class",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning:
      "The file musiconhold.conf has no class to play on hold, or not the one that an endpoint or peer asks for.",
    impact:
      "A held caller hears nothing, and Asterisk sends nothing: some far ends cut such a call. If there is a class default, it plays instead of the missing one.",
    evidence:
      "`musiconhold.conf` was read completely and has no class default that sets a mode; or moh_suggest, mohinterpret or mohsuggest names a class that it does not have.",
    excludedBy:
      "`musiconhold.conf` not read, or only in part (`#exec`, an include outside the folder), or `extconfig.conf` keeps classes in a database: the classes may be there.",
    fix: "Define `[default]` with `mode=files` and a directory that holds music in the codec of the calls, then `moh reload`.",
    references: ["res/res_musiconhold.c:load_moh_classes", "main/channel.c:ast_moh_start"],
  },
  *check({ tree }) {
    const classes = classesOf(tree);
    if (classes === null) return;
    const [path = "musiconhold.conf"] = fileNamed(tree, "musiconhold.conf")?.paths ?? [];
    const advice = (name: string) => ({
      kind: "config" as const,
      title: `Define the music class ${name}`,
      reason: "On hold Asterisk sends music, or nothing.",
      risk: null,
      file: path,
      section: name,
      option: "mode, directory",
      current: null,
      proposed: "mode=files and directory=moh",
      ...commands,
    });
    if (!classes.has("default")) {
      yield {
        message: "musiconhold.conf has no class default, so a hold plays nothing unless another class is asked for.",
        places: [{ file: path, line: 1 }],
        advice: [advice("default")],
      };
    }
    const told = new Set<string>();
    for (const { entries, kind, name } of configObjects(tree)) {
      for (const option of MUSIC_OPTIONS[kind] ?? []) {
        const entry = lastEntry(entries, option);
        if (entry === null || classes.has(entry.value.toLowerCase()) || isBuiltIn(entry.value)) continue;
        if (told.has(`${entry.file}:${entry.line}`)) continue;
        told.add(`${entry.file}:${entry.line}`);
        yield {
          message: `${option}=${entry.value} of [${name}]: musiconhold.conf has no such class.`,
          places: [entry],
          advice: [advice(entry.value)],
        };
      }
    }
  },
});

const { apply, verify } = reloadOf("musiconhold.conf");
const commands = { apply: [...apply], verify: [...verify] };

const MUSIC_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  endpoint: ["moh_suggest"],
  general: ["mohinterpret", "mohsuggest"],
  peer: ["mohinterpret", "mohsuggest"],
};

/** An empty name means default. A missing default is reported by itself. passthrough is a keyword of chan_sip. */
function isBuiltIn(name: string): boolean {
  return name === "" || /^(?:default|passthrough)$/i.test(name);
}

/** Are there classes in a database too (res/res_musiconhold.c:local_ast_moh_start, ast_check_realtime)? */
function inDatabase(tree: ConfigTree): boolean {
  const settings = fileNamed(tree, "extconfig.conf")?.sections.find(({ name }) => name.toLowerCase() === "settings");
  return settings !== undefined && firstEntry(settings.entries, "musiconhold") !== null;
}

/** Names of the loaded classes. Null if not all are known. */
function classesOf(tree: ConfigTree): ReadonlySet<string> | null {
  const file = fileNamed(tree, "musiconhold.conf");
  if (file === null || file.partial || inDatabase(tree)) return null;
  if (tree.problems.some((problem) => file.paths.includes(problem.file))) return null;
  const classes = configObjects(tree).filter((object) => object.file === "musiconhold.conf");
  return new Set(
    classes.filter(({ entries }) => lastEntry(entries, "mode") !== null).map(({ name }) => name.toLowerCase()),
  );
}
