// docs/options.md: every option of every command, from the tables that check them.
import { helpOf, isOperand, nameOf, type Option, type OptionTable } from "../settings/option.js";
import { CONFIG_OPTIONS, DIFF_OPTIONS, MERGE_OPTIONS, RUN_OPTIONS } from "../settings/options.js";

const COMMANDS: readonly (readonly [usage: string, table: OptionTable])[] = [
  ["ari-doctor [files...]", RUN_OPTIONS],
  ["ari-doctor config", CONFIG_OPTIONS],
  ["ari-doctor merge", MERGE_OPTIONS],
  ["ari-doctor diff", DIFF_OPTIONS],
];

const HEAD = `# Options

Written by \`npm run docs\` from the table that checks them. \`ari-doctor --help\` prints the same; \`ari-doctor -h\` prints those that
are used most, on one screen.
`;

/** The document as Markdown. */
export function optionsDocument(): string {
  const names = Object.values<Option>(RUN_OPTIONS)
    .filter(({ mayBeDefault }) => mayBeDefault)
    .map((option) => `\`${nameOf(option).replace(/^--/, "")}\``);
  const tables = COMMANDS.map(([usage, table]) => `\n## \`${usage}\`\n\n${tableOf(Object.values(table))}`);
  return `${HEAD}${tables.join("")}
\`--version\` (\`-V\`) prints the version. A team may set ${names.slice(0, -1).join(", ")} and ${names.at(-1)} in a file of defaults
([outputs.md](outputs.md#defaults-for-a-team)).
`;
}

function tableOf(options: readonly Option[]): string {
  const rows = options
    .filter((option) => !isOperand(option))
    .map((option) => `| \`${option.flags}\` | ${option.group} | ${helpOf(option).replaceAll("|", "\\|")} |\n`);
  return `| Option | For | What it does |\n|---|---|---|\n${rows.join("")}`;
}
