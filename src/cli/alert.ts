// --alert: a command of the user's that is run with a finding on its standard input. There is no shell, and nothing from a log
// is ever an argument or in the environment. It may fail or hang: that is reported, and the analysis goes on.
import { type ChildProcess, spawn } from "node:child_process";

/** How a command is run. */
export interface AlertSettings {
  /** Executable and arguments. */
  readonly command: readonly string[];
  readonly everyMs: number;
  readonly timeoutMs: number;
  readonly clockMs: () => number;
  readonly warn: (message: string) => void;
}

/** The words of a command line: split at spaces, or taken whole if arguments are given separately. */
export function commandWords(command: string, args: readonly string[]): string[] {
  return args.length > 0 ? [command, ...args] : command.split(" ").filter((word) => word !== "");
}

/** Runs the command, one at a time and not too often. */
export class Alert {
  readonly #settings: AlertSettings;
  #running: Promise<void> | null = null;
  #startedMs = Number.NEGATIVE_INFINITY;
  /** What was not passed on since the last run: how many, and the latest of them. */
  #left: { count: number; latest: string } | null = null;

  constructor(settings: AlertSettings) {
    this.#settings = settings;
  }

  /** Passes a finding on, or counts it if the last run was a moment ago. @param document One JSON object. */
  raise(document: string): void {
    const { everyMs, clockMs } = this.#settings;
    if (this.#running !== null || clockMs() - this.#startedMs < everyMs) {
      this.#left = { count: (this.#left?.count ?? 0) + 1, latest: document };
      return;
    }
    this.#start(document, this.#left?.count ?? 0);
    this.#left = null;
  }

  /** Passes on what was left out, once it is time. */
  catchUp(): void {
    const { everyMs, clockMs } = this.#settings;
    if (this.#left === null || this.#running !== null || clockMs() - this.#startedMs < everyMs) return;
    this.#startLeft();
  }

  /** Waits for the running command, then tells it what was left out. */
  async close(): Promise<void> {
    await this.#running;
    if (this.#left !== null) this.#startLeft();
    await this.#running;
  }

  #startLeft(): void {
    if (this.#left === null) return;
    const { count, latest } = this.#left;
    this.#left = null;
    this.#start(latest, count - 1);
  }

  #start(document: string, leftOutCount: number): void {
    this.#startedMs = this.#settings.clockMs();
    this.#running = this.#run({ ...JSON.parse(document), alert: { left_out_count: leftOutCount } }).then((fault) => {
      this.#running = null;
      if (fault !== null) this.#settings.warn(`--alert: ${this.#settings.command[0]}: ${fault}`);
    });
  }

  /** Runs the command to its end. @returns what went wrong, or null. */
  #run(document: object): Promise<string | null> {
    const { timeoutMs } = this.#settings;
    const [file = "", ...args] = this.#settings.command;
    return new Promise((resolve) => {
      // a group of its own, so that whatever it starts ends with it
      const child = spawn(file, args, { stdio: ["pipe", "ignore", "inherit"], detached: true, shell: false });
      const timer = setTimeout(() => {
        kill(child);
        done(`ended after ${timeoutMs / 1000} s, because it did not end by itself`);
      }, timeoutMs);
      const done = (fault: string | null): void => {
        clearTimeout(timer);
        resolve(fault);
      };
      child.once("error", ({ message }) => done(message));
      child.once("exit", (code, signal) => done(code === 0 ? null : `failed with ${signal ?? `exit code ${code}`}`));
      // it may not read its input
      child.stdin.on("error", () => undefined);
      child.stdin.end(`${JSON.stringify(document)}\n`);
    });
  }
}

function kill(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL"); // where there are no groups
  }
}
