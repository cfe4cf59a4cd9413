// A command that runs on while a test writes its logs, and lines of calls to write.
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(new URL("../../bin/ari-doctor.js", import.meta.url));

/** A machine that runs other tests may be slow. */
const PATIENCE_MS = 15_000;

/** What is loaded into the command's process before the command. */
export interface Support {
  readonly module: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The command, and what it has said so far. */
export class Running {
  readonly child: ChildProcess;
  out = "";
  err = "";
  readonly #over: Promise<number | null>;

  /** @param support A module of test/support that is loaded before, and what it finds in the environment. */
  constructor(args: readonly string[], cwd: string, support?: Support) {
    const { NO_COLOR: _no, FORCE_COLOR: _force, ...env } = process.env;
    const flags = support ? ["--import", new URL(`../support/${support.module}`, import.meta.url).href] : [];
    this.child = spawn(process.execPath, [...flags, BIN, ...args], { cwd, env: { ...env, ...support?.env } });
    this.child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.out += text;
    });
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.err += text;
    });
    this.child.stdin?.on("error", () => undefined);
    this.#over = new Promise((resolve) => this.child.once("close", resolve));
  }

  /** Lines of NDJSON so far. */
  get documents(): Document[] {
    const whole = this.out.slice(0, this.out.lastIndexOf("\n") + 1);
    return whole
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Document);
  }

  /** What was said of a call so far. */
  documentsOf(channelId: string): Document[] {
    return this.documents.filter(({ ari_doctor: { call } }) => call?.channel_id === channelId);
  }

  /** Codes of the findings so far that are of a call. */
  codesOf(channelId: string): string[] {
    return this.documentsOf(channelId).map(({ event }) => event.code ?? event.action);
  }

  /** Waits until something is so. @throws where it never is. */
  async until(isSo: () => boolean, what: string): Promise<void> {
    const startMs = Date.now();
    while (!isSo()) {
      if (Date.now() - startMs > PATIENCE_MS || this.child.exitCode !== null)
        throw new Error(`never: ${what}\nout: ${this.out}\nerr: ${this.err}`);
      await aMoment(20);
    }
  }

  /** Ends it with a signal; returns its exit code. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.#over;
  }

  /** Its exit code, once it ends by itself. */
  over(): Promise<number | null> {
    return this.#over;
  }
}

interface Document {
  readonly event: {
    readonly code?: string;
    readonly action: string;
    readonly dataset: string;
    readonly original?: string;
  };
  readonly ari_doctor: {
    readonly call?: { readonly channel_id: string | null };
    readonly redaction?: { readonly level: string };
    readonly supersedes?: { readonly code: string };
    readonly provisional?: boolean;
    readonly evidence?: readonly { readonly line: number }[];
    readonly summary?: { readonly call_count: number };
  };
}

export const aMoment = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const clock = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace("T", " ");
const fine = (ms: number): string => new Date(ms).toISOString().slice(0, 23).replace("T", " ").replace(".", ",");

/** A call that Asterisk ends for want of RTP while the bot thinks. */
export class TimedOutCall {
  readonly channelId: string;
  readonly #name: string;
  readonly #callId: string;
  readonly #startMs: number;

  /** @param number Counts the calls of a log. */
  constructor(number: number, startMs: number) {
    this.#startMs = Math.floor(startMs / 1000) * 1000;
    this.channelId = `${this.#startMs / 1000}.${number}`;
    this.#name = `PJSIP/gw-${number.toString(16).padStart(8, "0")}`;
    this.#callId = `C-${(number + 1).toString(16).padStart(8, "0")}`;
  }

  #asterisk(seconds: number, rest: string): string {
    return `[${clock(this.#startMs + seconds * 1000)}] ${rest}\n`;
  }

  #bot(ms: number, rest: string): string {
    return `${fine(this.#startMs + ms)} - bot - ${rest}\n`;
  }

  get #thread(): string {
    return `VERBOSE[${500 + (Number.parseInt(this.#callId.slice(2), 16) % 400)}][${this.#callId}]`;
  }

  /** Asterisk's lines until the caller waits. */
  get begins(): string {
    const number = `7916${String(this.#startMs / 1000).slice(-7)}`;
    return (
      this.#asterisk(
        0,
        `${this.#thread} pbx.c: Executing [1000@in:1] Stasis("${this.#name}", "voicebot,1000,${number}") in new stack`,
      ) +
      this.#asterisk(
        2,
        `${this.#thread} res_musiconhold.c: Started music on hold, class 'default', on channel '${this.#name}'`,
      )
    );
  }

  /** The bot's. */
  get botBegins(): string {
    const number = `7916${String(this.#startMs / 1000).slice(-7)}`;
    return (
      this.#bot(402, `INFO - StasisStart channel=${this.channelId} caller=${number} exten=1000`) +
      this.#bot(2_101, `INFO - Channel ${this.channelId} put on hold`)
    );
  }

  /** The line that decides. */
  get notice(): string {
    return this.#asterisk(
      12,
      `NOTICE[77] res_pjsip_sdp_rtp.c: Disconnecting channel '${this.#name}' for lack of audio RTP activity in 10 seconds`,
    );
  }

  get ends(): string {
    return (
      this.#asterisk(12, `${this.#thread} res_musiconhold.c: Stopped music on hold on ${this.#name}`) +
      this.#asterisk(12, `${this.#thread} pbx.c: Spawn extension (in, 1000, 1) exited non-zero on '${this.#name}'`)
    );
  }

  /** The bot finds the channel gone. */
  get refused(): string {
    return this.#bot(
      14_410,
      `ERROR - POST /ari/channels/${this.channelId}/play/p-1?media=sound%3Abot%2Fanswer failed: 404 {"message":"Channel not found"}`,
    );
  }
}
