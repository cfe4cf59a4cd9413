// What is offered for a shell must be shell: commands, with what is said of them behind `#`, and nothing that one would not run in
// one go.
import { execFileSync } from "node:child_process";
import { expect } from "vitest";

/**
 * The programs that our texts tell people to run. `bash -n` takes prose for commands ("in the bot, log it"), so the first word of
 * each command must be one of these.
 */
export const PROGRAMS =
  /^(?:ari-doctor|asterisk|cat|coredumpctl|cp|curl|docker|echo|flock|git|grep|jq|journalctl|less|ls|man|nc|node|npm|npx|openssl|patch|printf|rm|sh|sleep|sort|source|sox|ss|ssh|sudo|systemctl|tail|tcpdump|umask|wc|websocat|apt-get|\.ci\/\w+|set|alert|exec)(?![\w-])/;

/** What a tool is put on with, and what takes it off again: never in one paste. */
const ON_AND_OFF: readonly (readonly [RegExp, RegExp])[] = [
  [/\b(?:logger|debug|debug all) on\b/, /\b(?:logger|debug|debug all) off\b/],
  [/\bcore set debug [1-9]/, /\bcore set debug 0/],
];

/** What is wrong with pieces of shell, a line each; the same piece is looked at once. */
export function shellFaults(pieces: Iterable<string>): string[] {
  const all = [...new Set(pieces)];
  return [...syntaxFaults(all), ...all.flatMap(faultsOf)];
}

/** Holds the advice of a report, or of a part of one, to that; what was seen before is not parsed again. */
export function expectShell(part: unknown): void {
  const pieces = shellOfReport(part).filter((piece) => !seen.has(piece));
  for (const piece of pieces) seen.add(piece);
  expect(shellFaults(pieces)).toEqual([]);
}

const seen = new Set<string>();

/** By one shell for all pieces: each is parsed on its own, none is run. */
function syntaxFaults(pieces: readonly string[]): string[] {
  if (pieces.length === 0) return [];
  const script = 'for piece; do bash -n -c "$piece" 2>&1 || printf "in: %s\\n" "$piece"; done';
  const out = execFileSync("bash", ["--norc", "-c", script, "bash", ...pieces], { encoding: "utf8" });
  return out.split("\n").filter((line) => line !== "");
}

function faultsOf(piece: string): string[] {
  const faults: string[] = [];
  const whole = piece.replace(/\\\n\s*/g, " ").replace(/'[^']*'|"(?:\\.|[^"\\])*"/gs, (quoted) =>
    // what is between quotes may be anything; on and off are looked for in the text as it stands
    "Q".repeat(quoted.length),
  );
  for (const line of whole.split("\n")) {
    const [command = ""] = line.split(/(?:^|\s)#/);
    for (const part of command.split(/\|\|?|&&|;/)) {
      // a group of commands: `(a; b)`
      const words = part
        .trim()
        .replace(/^\(/, "")
        .replace(/^(?:[A-Z_]+=\S*\s+)+/, "");
      if (words === "" || /^[A-Z_]+=/.test(words)) continue;
      if (!PROGRAMS.test(words)) faults.push(`no program that is known: ${words}`);
    }
    if (/\S {3,}\S/.test(command.trim())) faults.push(`prose beside a command: ${line}`);
  }
  for (const [on, off] of ON_AND_OFF)
    if (on.test(piece) && off.test(piece)) faults.push(`on and off at once: ${piece}`);
  return faults;
}

/** The commands in a report, or in a part of one, in whatever it lies: a piece for each purpose. */
export function shellOfReport(part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  if (Array.isArray(part)) return part.flatMap(shellOfReport);
  const { how, language, ...rest } = part as Record<string, unknown>;
  return [
    ...(typeof how === "string" && language === "sh" ? [how] : []),
    ...Object.entries(rest).flatMap(([key, value]) =>
      PURPOSES.has(key) && Array.isArray(value) ? (value.length === 0 ? [] : [value.join("\n")]) : shellOfReport(value),
    ),
  ];
}

const PURPOSES = new Set(["apply", "verify", "undo"]);

/** The shell blocks of a Markdown text: those called so, and what is typed at a prompt. */
export function shellOfMarkdown(markdown: string): string[] {
  return [...markdown.matchAll(/^( *(?:> )?)(`{3,})(\w*)\n([\s\S]*?)^ *(?:> )?\2 *$/gm)].flatMap(
    ([, indent = "", , language = "", body = ""]) => {
      const lines = body
        .split("\n")
        .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()));
      if (/^(?:sh|bash|shell)$/.test(language)) return [lines.join("\n").trimEnd()];
      if (language === "console") return lines.flatMap((line) => (line.startsWith("$ ") ? [line.slice(2)] : []));
      return [];
    },
  );
}
