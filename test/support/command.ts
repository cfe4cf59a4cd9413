// The built command (`npm test` builds it first), run for what it says and ends with. `inOwnProcess` starts it as a user does;
// `command` runs it in a process that has loaded it before, at a tenth of the cost. How a process dies, is killed, streams or
// fails to write is looked at in one of its own.
import { type ChildProcess, fork, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What bin/ starts. */
export const BIN = at("../../bin/ari-doctor.js");

/** A run: its arguments, the folder it is started in, and what differs from a plain run in a pipe of 80 columns. */
export interface CommandRun {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Its standard input. */
  readonly input?: string;
}

/** What came of it. */
export interface CommandOutcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Neither colour nor width of the terminal that runs the tests. */
function environment(env: CommandRun["env"]): NodeJS.ProcessEnv {
  const { NO_COLOR: _no, FORCE_COLOR: _force, COLUMNS: _columns, ...rest } = process.env;
  return { ...rest, ...env };
}

/** Runs the command in a process of its own. */
export function inOwnProcess({ args, cwd, env, input = "" }: CommandRun): Promise<CommandOutcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [BIN, ...args], { cwd, env: environment(env) });
    const text = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      text.out += piece;
    });
    child.stderr.setEncoding("utf8").on("data", (piece: string) => {
      text.err += piece;
    });
    child.stdin.on("error", () => undefined).end(input); // a run that wants no input may be over by now
    child.on("close", (code) => resolve({ code, ...text }));
  });
}

/** One for all test files of a worker, which run one after the other; it ends with the worker. */
let warm: ChildProcess | undefined;
let last: Promise<unknown> = Promise.resolve();

/** Runs the command, after the runs that were asked for before. */
export function command(run: CommandRun): Promise<CommandOutcome> {
  const outcome = last.then(() => inWarmProcess(run));
  last = outcome.catch(() => undefined);
  return outcome;
}

function inWarmProcess({ args, cwd, env, input = "" }: CommandRun): Promise<CommandOutcome> {
  warm ??= fork(at("warm-command.mjs"), { execArgv: [], silent: true });
  const child = warm;
  return new Promise((resolve, reject) => {
    const died = (code: number | null): void => {
      warm = undefined;
      reject(new Error(`the command ended its process, with ${code}: ${args.join(" ")}`));
    };
    child.once("exit", died);
    child.once("message", (outcome) => {
      child.off("exit", died);
      resolve(outcome as CommandOutcome);
    });
    child.send({ args, cwd, env: environment(env), input });
  });
}
