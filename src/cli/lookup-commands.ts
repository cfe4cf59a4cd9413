// The commands that print what the tool knows: schema, formats, rules, explain, capture-plan, completion.
import { Argument, type Command } from "commander";
import { nameOf, type OptionTable } from "../settings/option.js";
import { OptionError } from "../settings/option-error.js";
import { CONFIG_OPTIONS, DIFF_OPTIONS, MERGE_OPTIONS, RUN_OPTIONS } from "../settings/options.js";
import { completionScript, SHELLS, type Shell, type Words } from "./completion.js";
import { print } from "./standard-output.js";

/** Adds the commands that only print what the tool knows. */
export function addLookupCommands(program: Command): void {
  program
    .command("schema")
    .description("print the JSON Schema of the report")
    .option("--config", "that of the report of `ari-doctor config`")
    .option("--diff", "that of the comparison of `ari-doctor diff`")
    .action(async (which: { config?: boolean; diff?: boolean }) => {
      return print([`${JSON.stringify(await schemaOf(which), null, 2)}\n`]);
    });

  program
    .command("formats")
    .description("list the known log formats, show how each line of a log is read, or learn a bot's words")
    .option("--test <file>", "show for each line its format, time, level, channel and event, or why it has none")
    .option("--learn <files...>", "learn a bot's words from Asterisk's log, and print them as a file for --formats")
    .action(async (_flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<{ test?: string; formats?: string; learn?: string[] }>();
      const { test, formats, learn } = flags;
      if (learn !== undefined) {
        const { learnForms } = await import("./learn-forms.js");
        return print([await learnForms(learn, flags)]);
      }
      const { ownForms, tellWhoTypes } = await import("./inputs.js");
      const own = await ownForms(formats);
      if (test === undefined) {
        const { listForms } = await import("../formats/list.js");
        return print([listForms(own)]);
      }
      const { fileSource, streamSource } = await import("../sources/source.js");
      const { readLineBatches } = await import("../io/lines.js");
      const { traceLines } = await import("../formats/trace.js");
      if (test === "-") tellWhoTypes();
      const source = test === "-" ? streamSource(process.stdin, "auto") : fileSource(test, "auto");
      return print(traceLines(readLineBatches(source.open(), undefined, source.isStream), "auto", own, Date.now()));
    });

  program
    .command("rules")
    .description("list every rule: code, name, severity, meaning")
    .action(async () => {
      const { listRules } = await import("../rules/explain.js");
      return print([listRules()]);
    });

  program
    .command("explain")
    .argument("<code>", "a rule: RTP101, no-ack")
    .description("explain a rule: what it means, what proves it, what rules it out and what to do (code or name)")
    .action(async (code: string) => {
      const { explainRule, findRule } = await import("../rules/explain.js");
      const rule = findRule(code);
      if (!rule)
        throw new OptionError(`no rule is called ${code}; ${await otherwise(code)}"ari-doctor rules" lists them`);
      return print([explainRule(rule)]);
    });

  program
    .command("capture-plan")
    .description("print what to log next time, ready to copy")
    .action(async () => {
      const { capturePlan } = await import("../rules/capture-plan.js");
      return print([capturePlan()]);
    });

  program
    .command("completion")
    .description("print a completion script for your shell, for example: source <(ari-doctor completion bash)")
    .addArgument(new Argument("<shell>", "the shell").choices(SHELLS))
    .action(async (shell: Shell) => print([completionScript(program, shell, await completedWords(program))]));
}

/** The JSON Schema that was asked for. */
async function schemaOf({ config, diff }: { config?: boolean; diff?: boolean }): Promise<unknown> {
  if (diff) return (await import("../report/diff/diff-schema.js")).diffJsonSchema();
  if (config) return (await import("../report/config-schema.js")).configJsonSchema();
  return (await import("../report/schema.js")).jsonSchema();
}

/** Options and arguments that take one of a few words. */
async function completedWords(program: Command): Promise<Words> {
  const { allRules } = await import("../rules/explain.js");
  const { wordsOf } = await import("../settings/parse.js");
  const ofOptions = (command: string, table: OptionTable): [string, readonly string[]][] =>
    Object.values(table).flatMap((option) => {
      const words = wordsOf(option);
      return words === null ? [] : [[`${command} --${nameOf(option)}`, words]];
    });
  return {
    ...Object.fromEntries([
      ...ofOptions("", RUN_OPTIONS),
      ...ofOptions("config", CONFIG_OPTIONS),
      ...ofOptions("merge", MERGE_OPTIONS),
      ...ofOptions("diff", DIFF_OPTIONS),
    ]),
    "explain code": allRules().map(({ code }) => code),
    "completion shell": SHELLS,
    "help command": program.commands.map((command) => command.name()),
  };
}

/** What else the user may have meant, as a continuation of the sentence. Empty if nothing is similar. */
async function otherwise(code: string): Promise<string> {
  const { similarRules } = await import("../rules/did-you-mean.js");
  const names = similarRules(code).map((rule) => `${rule.code} (${rule.name})`);
  return names.length === 0 ? "" : `did you mean ${names.join(" or ")}? `;
}
