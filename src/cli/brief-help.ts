// The one screen of -h: how the tool is called, what is asked of it most, and where the rest is.
import type { Option, OptionTable } from "../settings/option.js";
import { EXAMPLES } from "./help-text.js";

const COLUMNS = 80;

/** The screen, within 24 lines of 80 columns: the prompt that follows has room. */
export function briefHelp(table: OptionTable, commands: readonly string[]): string {
  const rows = Object.values<Option>(table).flatMap(({ flags, brief }) =>
    brief === undefined ? [] : [[flags.startsWith("--") ? `    ${flags}` : flags, brief] as const],
  );
  const width = Math.max(...rows.map(([flags]) => flags.length));
  const [first, elsewhere] = EXAMPLES.map(({ commands: [example] }) => example?.[0] ?? "");
  const lead = "Commands: ";
  return [
    "Usage: ari-doctor [options] [files...]",
    "Says why the calls of an Asterisk voice bot died, from the logs of both.",
    "",
    `  ${first}`,
    `  ${elsewhere}`,
    "",
    ...rows.map(([flags, brief]) => `  ${flags.padEnd(width)}  ${brief}`),
    "",
    ...folded(commands.join(", "), COLUMNS - lead.length).map(
      (line, index) => (index === 0 ? lead : " ".repeat(lead.length)) + line,
    ),
    "Exit codes: 0 nothing found, 1 something found, 2 nothing could be analysed.",
    "All options: ari-doctor --help. A command's: ari-doctor help COMMAND.",
    "",
  ].join("\n");
}

function folded(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= width) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  return lines;
}
