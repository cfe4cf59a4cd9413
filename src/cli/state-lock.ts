// A state belongs to one run at a time. Node has no flock(2), and many a network disk has none either: the lock is a file beside the
// state that says who has it. It appears under its name whole, by link(2), which fails where the name is taken. That of a run
// that died is taken over, by one run only, however many try.
import { createHash, randomBytes } from "node:crypto";
import {
  linkSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { isoUtc } from "../time.js";
import { cannotWrite } from "./cannot-write.js";

const holderSchema = z.object({
  what: z.literal("ari-doctor lock"),
  pid: z.int(),
  since: z.string(),
  host: z.string(),
  /** Where process numbers mean the same: a boot of a machine, and a container on it. */
  place: z.string(),
  /** When the process began, as the system counts it, for numbers of processes are reused. Null where the system does not say. */
  began: z.string().nullable(),
  token: z.string().regex(/^[0-9a-f]{16}$/),
});
type Holder = z.infer<typeof holderSchema>;

/** A run shows this often that it is alive, for runs of other machines that cannot see its process. */
const SIGN_OF_LIFE_MS = 5_000;
/** Without a sign of life for so long, a run of another machine or container is taken for dead. */
const DEAD_AFTER_MS = 60_000;
/** What follows the name of a state that is being written (state-file.ts). */
const PART = /^[0-9a-f]{8}\.part$/;
/** Others may take and release it meanwhile. */
const ATTEMPTS = 100;

/** What a lock says of a disk that takes nothing: the report is worth more than the lock. */
const FULL: ReadonlySet<string | undefined> = new Set(["ENOSPC", "EDQUOT"]);

/** The lock of a state, for this run. */
export class StateLock {
  readonly #statePath: string;
  readonly #path: string;
  readonly #own: Holder = {
    what: "ari-doctor lock",
    pid: process.pid,
    since: isoUtc(Date.now()),
    host: hostname(),
    place: place(),
    began: beganAt("self"),
    token: randomBytes(8).toString("hex"),
  };
  readonly #isHeld: boolean;
  readonly #timer: NodeJS.Timeout;

  /**
   * Takes it.
   * @param warn Told if the disk is full, so that there is none. Then nothing can be kept, either.
   * @throws Error that says who has it, and what to do if that run is no more.
   */
  constructor(statePath: string, warn: (message: string) => void) {
    this.#statePath = statePath;
    this.#path = `${statePath}.lock`;
    this.#isHeld = this.#acquire(warn);
    this.#timer = setInterval(() => this.#showLife(), SIGN_OF_LIFE_MS).unref();
    if (this.#isHeld) this.#tidy();
  }

  /** To be asked before the state is replaced. @throws Error if another run took it over, because this one seemed dead. */
  check(): void {
    if (!this.#isHeld) return;
    const now = holderOf(this.#path);
    if (now?.token === this.#own.token) return;
    const lost = now ? `was taken over by ${inWords(now)}` : "the lock of this run is gone";
    throw new Error(
      `--state: ${this.#statePath}: ${lost}, so it is left as it is; the next run reports again what this one reported`,
    );
  }

  /** Gives the state back. */
  release(): void {
    clearInterval(this.#timer);
    if (this.#isHeld && holderOf(this.#path)?.token === this.#own.token) rmSync(this.#path, { force: true });
  }

  #showLife(): void {
    const now = new Date();
    if (!this.#isHeld) return;
    try {
      utimesSync(this.#path, now, now);
    } catch {
      // check() says so if it is gone
    }
  }

  /** @returns false if the disk is full. */
  #acquire(warn: (message: string) => void): boolean {
    const offer = `${this.#path}.${this.#own.token}`;
    try {
      writeFileSync(offer, `${JSON.stringify(this.#own)}\n`, { flag: "wx", mode: 0o600 });
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) if (this.#tryWith(offer)) return true;
    } catch (error) {
      const { code, syscall } = error as NodeJS.ErrnoException;
      if (syscall === undefined) throw error;
      const message = `--state: ${cannotWrite(this.#path, error as NodeJS.ErrnoException).message}`;
      if (!FULL.has(code)) throw new Error(message);
      warn(message);
      return false;
    } finally {
      rmSync(offer, { force: true });
    }
    throw new Error(`--state: ${this.#statePath}: too many other runs want it`);
  }

  /** Removes what runs left that were killed while they took the lock or wrote the state. Nobody else is writing it now. */
  #tidy(): void {
    const [folder, name] = [dirname(this.#statePath), basename(this.#statePath)];
    for (const other of readdirSync(folder)) {
      const isPart = other.startsWith(`.${name}.`) && PART.test(other.slice(name.length + 2));
      const isOffer = other.startsWith(`${name}.lock.`) && this.#isOld(join(folder, other));
      if (isPart || isOffer) rmSync(join(folder, other), { force: true });
    }
  }

  #isOld(path: string): boolean {
    return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > DEAD_AFTER_MS;
  }

  /** @returns false if it changed hands meanwhile. @throws Error if somebody has it. */
  #tryWith(offer: string): boolean {
    if (linked(offer, this.#path)) return true;
    const first = this.#holderAt(this.#path);
    if (first === null) return false;
    // whoever follows a dead run is the only one, for its name is in the name of the claim; it may have died, too
    const claims: string[] = [];
    for (let [dead, path] = [first, this.#path]; ; ) {
      this.#refuseIfAlive(dead, path, offer);
      const claim = `${this.#path}.after-${dead.token}`;
      claims.push(claim);
      if (linked(offer, claim)) break;
      const next = this.#holderAt(claim);
      if (next === null) return false;
      [dead, path] = [next, claim];
    }
    // a run that followed it long ago has cleared its claim away
    const isStill = holderOf(this.#path)?.token === first.token;
    if (isStill) renameSync(offer, this.#path);
    for (const claim of isStill ? claims : claims.slice(-1)) rmSync(claim, { force: true });
    return isStill;
  }

  /** Null if nobody has it any more. @throws Error if it is no lock of ours. */
  #holderAt(path: string): Holder | null {
    const holder = holderOf(path);
    if (holder === undefined)
      throw new Error(`--state: ${path}: is no lock of ari-doctor; remove it if no run uses ${this.#statePath}`);
    return holder;
  }

  #refuseIfAlive(holder: Holder, path: string, offer: string): void {
    const isHere = holder.place === this.#own.place;
    // by the clock of the disk, which both runs share
    const silentMs = statSync(offer).mtimeMs - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (isHere ? !isRunning(holder) : silentMs > DEAD_AFTER_MS) return;
    throw new Error(
      `--state: ${this.#statePath}: is in use by ${inWords(holder)}; wait until that run ends, or remove ${this.#path} if no such run is there`,
    );
  }
}

function inWords({ pid, host, since }: Holder): string {
  return `process ${pid} on ${host} since ${since}`;
}

/** Null if there is none, undefined if it is something else. */
function holderOf(path: string): Holder | null | undefined {
  try {
    return holderSchema.safeParse(JSON.parse(readFileSync(path, "utf8"))).data;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? null : undefined;
  }
}

/** Gives a file a name that nothing has. @returns false if something has it. */
function linked(path: string, name: string): boolean {
  try {
    linkSync(path, name);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "ENOSYS") throw error;
  }
  // a disk without links (FAT, some network disks)
  try {
    writeFileSync(name, readFileSync(path), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function isRunning({ pid, began }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and another user's
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const now = beganAt(String(pid));
  return began === null || now === null || now === began;
}

/**
 * The 22nd field of /proc/PID/stat (proc(5)); the name before it may hold blanks and brackets. Null where the system does not say,
 * or not to us; empty for a process that is dead and only waits for its parent.
 */
function beganAt(pid: string): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? "" : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function place(): string {
  const told = [
    () => readFileSync("/proc/sys/kernel/random/boot_id", "latin1"),
    () => readlinkSync("/proc/self/ns/pid"),
  ];
  const known = told.map((ask) => {
    try {
      return ask();
    } catch {
      return "";
    }
  });
  return createHash("sha256")
    .update([hostname(), ...known].join("\n"))
    .digest("hex")
    .slice(0, 16);
}
