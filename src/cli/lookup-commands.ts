// The commands that print what the tool knows: schema, formats, rules, explain, capture-plan, completion.
import { Argument, type Command } from "commander";
import { completionScript, SHELLS, type Shell } from "../completion.js";
import { listForms } from "../formats/list.js";
import { traceLines } from "../formats/trace.js";
import { readLineBatches } from "../lines.js";
import { OptionError } from "../options.js";
import { configJsonSchema } from "../report/config-schema.js";
import { FORMATS } from "../report/formats.js";
import { jsonSchema } from "../report/schema.js";
import { capturePlan } from "../rules/capture-plan.js";
import { similarRules } from "../rules/did-you-mean.js";
import { allRules, explainRule, findRule, listRules } from "../rules/explain.js";
import { FAIL_ON } from "../severity-limit.js";
import { fileSource, streamSource } from "../sources/source.js";
import { ownForms } from "./inputs.js";
import { print } from "./standard-output.js";

/** Adds the commands that only print what the tool knows. */
export function addLookupCommands(program: Command): void {
  program
    .command("schema")
    .description("print the JSON Schema of the report")
    .option("--config", "that of the report of `ari-doctor config`")
    .action(({ config }: { config?: boolean }) =>
      print([`${JSON.stringify(config ? configJsonSchema() : jsonSchema(), null, 2)}\n`]),
    );

  program
    .command("formats")
    .description("list the log formats that are known, or show how each line of a log is read")
    .option("--test <file>", "show for each line its format, time, level, channel and event, or why it has none")
    .action(async (_flags: unknown, command: Command) => {
      const { test, formats } = command.optsWithGlobals<{ test?: string; formats?: string }>();
      const own = ownForms(formats);
      if (test === undefined) return print([listForms(own)]);
      const source = test === "-" ? streamSource(process.stdin, "auto") : fileSource(test, "auto");
      const lines = traceLines(readLineBatches(source.open()), "auto", own, Date.now());
      return print(lines);
    });

  program
    .command("rules")
    .description("list every rule: code, name, severity, meaning")
    .action(() => print([listRules()]));

  program
    .command("explain <code>")
    .description("say what a rule means, what proves it, what rules it out and what to do (code or name)")
    .action((code: string) => {
      const rule = findRule(code);
      if (!rule) throw new OptionError(`no rule is called ${code}; ${otherwise(code)}"ari-doctor rules" lists them`);
      return print([explainRule(rule)]);
    });

  program
    .command("capture-plan")
    .description("print what to log at the next reproduction, ready to copy")
    .action(() => print([capturePlan()]));

  program
    .command("completion")
    .description("print a script that lets a shell complete options, for example: source <(ari-doctor completion bash)")
    .addArgument(new Argument("<shell>", "the shell").choices(SHELLS))
    .action((shell: Shell) => print([completionScript(program, shell, COMPLETED_WORDS)]));
}

/** Options and arguments that take one of so many words. */
const COMPLETED_WORDS = {
  "--format": FORMATS,
  "config --format": ["terminal", "json"],
  "--fail-on": FAIL_ON,
  "--color": ["auto", "always", "never"],
  "explain code": allRules().map(({ code }) => code),
  "completion shell": SHELLS,
};

/** What else the user may have meant, ready to be read on; empty where nothing is like it. */
function otherwise(code: string): string {
  const names = similarRules(code).map((rule) => `${rule.code} (${rule.name})`);
  return names.length === 0 ? "" : `did you mean ${names.join(" or ")}? `;
}
