// The command line. Together with cli/ it is the only owner of arguments, standard output, standard error and the exit code.
// Exit code 0: nothing was found of the severity that --fail-on names, or worse; 1: something was; 2: nothing could be analysed,
// or a report or a state could not be written; 129, 130 and 143: stopped by SIGHUP, SIGINT or SIGTERM, and the report is partial.
import { CommanderError } from "commander";
import { version, warn } from "./cli/console.js";
import { makeProgram } from "./cli/program.js";
import { withRedactionLevels } from "./cli/redaction-levels.js";
import { ReaderLeft } from "./cli/standard-output.js";
import { setV8Flags } from "./cli/v8-flags.js";

setV8Flags();

try {
  const args = process.argv.slice(2);
  const program = makeProgram(version, args);
  await program.parseAsync(withRedactionLevels(args, program), { from: "user" });
} catch (error) {
  process.exitCode = failure(error);
}

/** What went wrong, in one line, and the exit code for it. */
function failure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ReaderLeft) return 0;
  warn(error instanceof Error ? error.message : String(error));
  return 2;
}
