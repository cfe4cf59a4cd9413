import { expect, test } from "vitest";
import { filesInWords, shortNames } from "../../src/report/words/short-names.js";

test.each<[paths: string[], names: string[], inWords: string]>([
  [["/srv/logs/full", "/srv/logs/bot.log"], ["full", "bot.log"], "full, bot.log in /srv/logs"],
  [["a/full", "b/full"], ["a/full", "b/full"], "full in a; full in b"],
  [["C:\\logs\\full", "C:\\logs\\bot.log"], ["full", "bot.log"], "full, bot.log in C:\\logs"],
  [["C:\\a\\full", "C:\\b\\full"], ["a\\full", "b\\full"], "full in C:\\a; full in C:\\b"],
  [["\\\\pbx\\logs\\full"], ["full"], "full in \\\\pbx\\logs"],
  [["-", "bot.log"], ["stdin", "bot.log"], "stdin, bot.log"],
])("files %j are called %j", (paths, names, inWords) => {
  expect(paths.map((path) => shortNames(paths).get(path))).toEqual(names);
  expect(filesInWords(paths, 9)).toBe(inWords);
});
