// A word in the place of a command -> the command that was meant.
import type { Command } from "commander";
import { closestName } from "../rules/shared/closest.js";
import { OptionError } from "../settings/option-error.js";

/** A beginning that is shorter may be that of anything. */
const SHORTEST_BEGINNING = 4;

/** The command that is like this word, or begins with it; null where there is none. */
export function meantCommand(word: string, program: Command): string | null {
  const names = program.commands.map((command) => command.name());
  const begun = word.length < SHORTEST_BEGINNING ? [] : names.filter((name) => name.startsWith(word));
  return closestName(word, names) ?? (begun.length === 1 ? (begun[0] ?? null) : null);
}

/** To be asked of the first operand where no file is called so. @throws OptionError where it is a mistyped command */
export function refuseMistypedCommand(word: string, program: Command): void {
  // what looks like a path or a pattern is one
  const meant = /^[a-z-]+$/i.test(word) ? meantCommand(word, program) : null;
  if (meant !== null) throw new OptionError(`${word}: did you mean ${meant}? There is no file of that name`);
}
