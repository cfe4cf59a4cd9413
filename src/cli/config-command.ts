// ari-doctor config: says what a configuration puts in force and what is wrong in it.
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { ConfigTree } from "../asterisk/config/read.js";
import { rtpLimits } from "../asterisk/config/rtp-limits.js";
import { writeFolder } from "../asterisk/config/write-folder.js";
import { auditConfig, type LogFacts } from "../audit.js";
import { DEFAULTS_FILE } from "../defaults.js";
import { type ConfigOptions, parseConfigOptions, parseOptions } from "../options.js";
import { analyse } from "../pipeline.js";
import { changeFolder } from "../report/change-folder.js";
import { renderConfig } from "../report/config-page.js";
import { isFailure } from "../severity-limit.js";
import { fileSource } from "../sources/source.js";
import { columns, inColor, version, warn } from "./console.js";
import { defaultsFor } from "./defaults-file.js";
import { refuseToOverwriteInput } from "./inputs.js";
import { writeWhole } from "./outputs.js";
import { readTree, refuseConfigFolder, sessionLengths } from "./settings.js";
import { collect, EXIT_ZERO_HELP, FAIL_ON_HELP, FOLLOW_INCLUDES, WRITE_CONFIG } from "./shared-options.js";
import { print, unlessReaderLeft } from "./standard-output.js";

/** Adds `ari-doctor config`. */
export function addConfigCommand(program: Command): void {
  program
    .command("config")
    .description("say what a configuration puts in force, what is wrong in it, and what a pasted snippet would do")
    .argument("[paths...]", "a folder such as /etc/asterisk, or files of it")
    .option("--advice <file>", "a snippet that you were told to paste: what each of its lines would do")
    .option("--log <file>", "a log of Asterisk or the bot, to see it with (may be repeated)", collect)
    .option("--diff", "print the changes alone, as a unified diff for patch -p0; nothing is written")
    .option("--follow-includes", FOLLOW_INCLUDES)
    .option("--write-config <folder>", WRITE_CONFIG)
    .option("--asterisk-version <version>", "the version that runs it, such as 20.20.1 (default: the log's)")
    .option("--format <format>", "terminal or json (default: terminal, or json where -o names a .json file)")
    .option("-o, --output <file>", "write the report to a file instead of standard output")
    .option("--fail-on <severity>", FAIL_ON_HELP)
    .option("--exit-zero", EXIT_ZERO_HELP)
    .option("--color <when>", "auto (the default), always or never (NO_COLOR is honoured)")
    .option("--defaults <file>", `a file of defaults for these options (default: ${DEFAULTS_FILE}, where there is one)`)
    .option("--no-defaults", "take the defaults of no file")
    .action(async (paths: string[], flags: Record<string, unknown>) => {
      const { failOn, color } = defaultsFor(flags);
      process.exitCode = await runConfig(parseConfigOptions({ failOn, color, ...flags, paths }));
    });
}

/** Audits a configuration; returns the exit code. */
async function runConfig(options: ConfigOptions): Promise<number> {
  refuseToOverwriteInput(options.output === undefined ? [] : [options.output], [
    ...options.paths,
    ...options.log,
    ...(options.advice === undefined ? [] : [options.advice]),
  ]);
  if (options.writeConfig !== undefined) refuseConfigFolder(options.writeConfig, options.paths);
  const tree = readTree(options.paths, options.followIncludes);
  const advice =
    options.advice === undefined ? null : { file: options.advice, text: readFileSync(options.advice, "utf8") };
  if (tree.files.length === 0 && tree.version === null && advice === null) {
    warn("no configuration was read");
    return 2;
  }
  const logs = options.log.length === 0 ? null : await readLogs(options.log, tree);
  const { report, faults } = auditConfig({
    tree,
    advice,
    logs,
    asteriskVersion: options.asteriskVersion ?? logs?.asteriskVersion ?? tree.version,
    toolVersion: version,
  });
  if (options.writeConfig !== undefined)
    writeFolder(options.writeConfig, changeFolder(tree, faults, logs?.remarks ?? []));
  const text = options.diff
    ? report.patch
    : (options.format ?? (options.output?.endsWith(".json") ? "json" : "terminal")) === "json"
      ? `${JSON.stringify(report, null, 2)}\n`
      : renderConfig(report, { columns: columns(), color: inColor(options.color, options.output ?? null) });
  if (options.output !== undefined) await writeWhole(options.output, text);
  else await print([text]).catch(unlessReaderLeft);
  const found =
    report.findings.some(({ severity }) => isFailure(severity, options.failOn)) ||
    (isFailure("warning", options.failOn) && report.advice.some(({ effect }) => effect !== "works"));
  return found && !options.exitZero ? 1 : 0;
}

/** What the logs tell that bears on the configuration. */
async function readLogs(
  paths: readonly string[],
  tree: ConfigTree,
): Promise<LogFacts & { readonly asteriskVersion: string | null }> {
  const outcome = await analyse({
    sources: paths.map((path) => fileSource(path, "auto")),
    flags: { rtpTimeoutSeconds: null, rtpHoldTimeoutSeconds: null },
    config: rtpLimits(tree),
    configTree: tree,
    sessionExpiresSeconds: sessionLengths(tree),
    answerBudgetSeconds: parseOptions({ files: [] }).answerBudget,
    allTimelines: false,
    command: "ari-doctor",
    toolVersion: version,
    nowMs: Date.now(),
    keep: () => true,
    warn,
  });
  try {
    let longestGapSeconds: number | null = null;
    for (const { gaps } of outcome.calls())
      for (const { seconds } of gaps) longestGapSeconds = Math.max(longestGapSeconds ?? 0, seconds);
    const { callCount, causeCounts, healthyCount } = outcome.frame.summary;
    return {
      incident: { callCount, causeCounts: { ...causeCounts, none: healthyCount }, longestGapSeconds },
      ...outcome.audit,
      asteriskVersion: outcome.asteriskVersion,
    };
  } finally {
    outcome.close();
  }
}
