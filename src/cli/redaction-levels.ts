// `--redact full bot.log`: commander would take the file for the level.
import { existsSync } from "node:fs";
import type { Command } from "commander";
import { attributeOf } from "../settings/option.js";
import { REDACTION_LEVELS, RUN_OPTIONS } from "../settings/options.js";

const REDACT = `--${attributeOf(RUN_OPTIONS.redact)}`;

/** The words of a command line, with the level that --redact means where it names none: `--redact=kinds`. */
export function withRedactionLevels(args: readonly string[], program: Command): string[] {
  const valued = new Set<string | null | undefined>(
    [program, ...program.commands].flatMap(({ options }) =>
      options.flatMap(({ required, short, long }) => (required ? [short, long] : [])),
    ),
  );
  const told: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] as string;
    if (arg === "--") return [...told, ...args.slice(i)];
    const before = args[i - 1];
    if (arg !== REDACT || (before !== undefined && valued.has(before))) {
      told.push(arg);
      continue;
    }
    const next = args[i + 1] ?? "";
    const isLevel = REDACTION_LEVELS.some((level) => level === next) && !existsSync(next);
    told.push(`${REDACT}=${isLevel ? next : RUN_OPTIONS.redact.without}`);
    if (isLevel) i += 1;
  }
  return told;
}
