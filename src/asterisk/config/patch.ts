// Turns changes of single lines into one unified diff over the files that were read, and the resulting texts. The diff has no
// context lines. They would quote what surrounds a change, and that may be a password.

import { withoutSecret } from "./cite.js";
import type { ConfigTree } from "./read.js";

/** One line of a file, replaced or removed. */
export interface LineChange {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Null removes the line. */
  readonly after: string | null;
}

// all control characters except the tab, other line ends, and what reverses the direction of text
const ACTS = /[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** The changes that can be made, by file and line. If there are two for one line, the first wins. */
function changesByFile(tree: ConfigTree, changes: readonly LineChange[]): Map<string, Map<number, string | null>> {
  const byFile = new Map<string, Map<number, string | null>>();
  for (const { file, line, after } of changes) {
    const before = linesOf(tree, file)?.[line - 1];
    // a patch must quote the line that it changes, so one with a secret is left to its owner
    if (before === undefined || withoutSecret(before) !== before) continue;
    // nor may a file name or a line make a hunk of its own, or control the terminal that shows the patch
    if (ACTS.test(file) || ACTS.test(before.replace(/\r$/, "")) || ACTS.test(after ?? "")) continue;
    const own = byFile.get(file) ?? new Map<number, string | null>();
    byFile.set(file, own);
    if (!own.has(line)) own.set(line, after === null || !before.endsWith("\r") ? after : `${after}\r`);
  }
  return byFile;
}

/**
 * The changes as a unified diff for `patch -p0`. Empty if there are none.
 * @param nameOf The name of a file in it; by default its path.
 */
export function unifiedDiff(
  tree: ConfigTree,
  changes: readonly LineChange[],
  nameOf: (file: string) => string = (file) => file,
): string {
  return [...changesByFile(tree, changes)]
    .map(([file, own]) => diffOf(nameOf(file), linesOf(tree, file) ?? [], own))
    .join("");
}

/** The text of a file after the changes. Null if it was not read. */
export function changedText(tree: ConfigTree, file: string, changes: readonly LineChange[]): string | null {
  const own = changesByFile(tree, changes).get(file) ?? new Map<number, string | null>();
  const before = linesOf(tree, file);
  if (before === undefined) return null;
  const lines = before.map((line, index) => (own.has(index + 1) ? (own.get(index + 1) ?? null) : line));
  // unlike a last line without a line feed, the line before it has one
  const end = lines.at(-1) === null ? [""] : [];
  return [...lines.filter((line) => line !== null), ...end].join("\n");
}

function diffOf(file: string, lines: readonly string[], changes: ReadonlyMap<number, string | null>): string {
  const hunks: string[] = [];
  let removed = 0;
  for (const [line, after] of [...changes].sort(([a], [b]) => a - b)) {
    // diff(1) counts a removed line as standing after the one before it
    const at = line - removed - (after === null ? 1 : 0);
    const end = line === lines.length ? "\n\\ No newline at end of file\n" : "\n";
    hunks.push(`@@ -${line} +${at}${after === null ? ",0" : ""} @@\n-${lines[line - 1]}${end}`);
    if (after === null) removed += 1;
    else hunks.push(`+${after}${end}`);
  }
  return `--- ${file}\n+++ ${file}\n${hunks.join("")}`;
}

function linesOf(tree: ConfigTree, file: string): readonly string[] | undefined {
  for (const { texts } of tree.files) {
    const text = texts.get(file);
    if (text !== undefined) return text.split("\n");
  }
  return undefined;
}
