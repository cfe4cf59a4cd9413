// What --help and the manual page say beside the options: examples, exit codes, files, the environment. Data, so that both say
// the same; the tests hold the examples to what a shell takes.

/** What somebody wants, and the commands for it, each with what it does. */
export interface ExampleGroup {
  readonly wish: string;
  readonly commands: readonly (readonly [command: string, does?: string])[];
}

export const EXAMPLES: readonly ExampleGroup[] = [
  {
    wish: "Why did calls die?",
    commands: [
      ["ari-doctor /var/log/asterisk/full bot.log --config /etc/asterisk"],
      ["ari-doctor full bot.log --call 1757572606.0", "one call, all lines"],
      ["ari-doctor full bot.log --since 2026-11-22T15:00:00Z", "from then on"],
      ["ari-doctor full bot.log --quiet", "one line per problem"],
    ],
  },
  {
    wish: "Logs that are elsewhere",
    commands: [
      ["ssh pbx cat /var/log/asterisk/full | ari-doctor - bot.log"],
      ["cat full bot.log | ari-doctor --rtp-timeout 60"],
    ],
  },
  {
    wish: "A report for others",
    commands: [
      ["ari-doctor full bot.log -o incident.html -o incident.json -o incident.md"],
      ["ari-doctor full bot.log --redact=strict -o incident.html", "for a ticket: masked"],
      ["ari-doctor full bot.log --all -o archive.json", "healthy calls whole"],
    ],
  },
  {
    wish: "As it happens",
    commands: [
      ["ari-doctor --follow /var/log/asterisk/full bot.log --every 1h"],
      ["ssh pbx tail -F /var/log/asterisk/full | ari-doctor --follow - bot.log"],
    ],
  },
  {
    wish: "Every five minutes",
    commands: [["ari-doctor /var/log/asterisk/full bot.log --state doctor.state --quiet"]],
  },
  {
    wish: "Several hosts or days, before and after a change",
    commands: [["ari-doctor merge pbx1.json pbx2.json -o both.html"], ["ari-doctor diff before.json after.json"]],
  },
  {
    wish: "In a script",
    commands: [["ari-doctor full bot.log --fail-on error --quiet || alert"]],
  },
  {
    wish: "Is the configuration right, and would this advice help?",
    commands: [["ari-doctor config /etc/asterisk --advice sip_general_custom.conf"]],
  },
  {
    wish: "What does a code mean, what should be logged next time?",
    commands: [["ari-doctor explain RTP101"], ["ari-doctor capture-plan"]],
  },
  {
    wish: "Options completed with the tab key",
    commands: [["source <(ari-doctor completion bash)"]],
  },
];

export const EXIT_CODES: readonly (readonly [code: string, means: string])[] = [
  ["0", "nothing was found of the severity that --fail-on names"],
  ["1", "something was found"],
  ["2", "nothing could be analysed, or a report could not be written"],
  ["129, 130, 143", "stopped by SIGHUP, SIGINT, SIGTERM; what was read is reported"],
];

export const FILES: readonly (readonly [file: string, means: string])[] = [
  ["ari-doctor.config.json", "defaults for options, looked for in the current folder"],
];

export const ENVIRONMENT: readonly (readonly [variable: string, means: string])[] = [
  ["NO_COLOR", "no colour on a terminal, unless --color is given"],
  ["COLUMNS", "the width of the page, where standard output is no terminal"],
  ["TMPDIR", "the folder of temporary files, which have no names and go with the process"],
];

/** Where what a command does begins. */
const DOES_COLUMN = 57;

/** What --help ends with. */
export function helpEnd(): string {
  const examples = EXAMPLES.flatMap(({ wish, commands }) => [
    wish,
    ...commands.map(([command, does]) =>
      does === undefined ? `  ${command}` : `${`  ${command}`.padEnd(DOES_COLUMN)}# ${does}`,
    ),
  ]);
  const codes = EXIT_CODES.map(([code, means]) => `  ${code.padEnd("129, 130, 143".length)}  ${means}`);
  return ["", "Exit codes:", ...codes, "", ...examples].join("\n");
}
