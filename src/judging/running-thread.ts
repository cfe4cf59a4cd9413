// The thread that judges, as the one that reads sees it: what was posted, how far it is behind, and whether it is still there.
import { Worker } from "node:worker_threads";
import type { GivenClocks } from "../calls/clock.js";
import { THREAD_LIMITS } from "../small-heap.js";
import type { Batch } from "./batch.js";
import type { DeskSetup } from "./desk.js";
import {
  type FromJudge,
  HAS_COME,
  HAS_GONE,
  JUDGED_COUNT,
  STATE_LENGTH,
  type ThreadSetup,
  type ToJudge,
} from "./messages.js";

type Finished = Extract<FromJudge, { what: "finished" }>;

/** A machine that was put to sleep may be late; but a thread that died without a word must not be waited for over and over. */
const PATIENCE_MS = 30_000;
/** It starts in a tenth of a second. */
const PATIENCE_AT_START_MS = 3_000;

/** A thread that runs. */
export class RunningThread {
  readonly #worker: Worker;
  readonly #state = new Int32Array(new SharedArrayBuffer(STATE_LENGTH * Int32Array.BYTES_PER_ELEMENT));
  readonly #finished: Promise<Finished>;
  #error: Error | null = null;
  #isWaitedFor = true;

  /** @param hear Told of all that it says but its last word. @throws Error where the system gives no thread. */
  constructor(setup: DeskSetup, given: GivenClocks, hear: (message: FromJudge) => void) {
    const workerData: ThreadSetup = { ...setup, given, state: this.#state };
    this.#worker = new Worker(new URL("./worker.js", import.meta.url), {
      workerData,
      // it gives its spool away: the file must stay open when it ends
      trackUnmanagedFds: false,
      resourceLimits: THREAD_LIMITS,
    });
    this.#finished = new Promise((resolve, reject) => {
      const fail = (error: Error): void => {
        this.#error ??= error;
        reject(this.#error);
      };
      this.#worker.on("message", (message: FromJudge) => {
        if (message.what === "finished") resolve(message);
        else hear(message);
      });
      this.#worker.on("error", fail);
      this.#worker.on("exit", () => fail(new Error("the thread that judges ended early")));
    });
    // heard by check, or once all is read; a run that ends before does not wait for it
    this.#finished.catch(() => undefined);
    this.#worker.unref();
  }

  /** Hands a batch over. */
  post(batch: Batch): void {
    this.#send(batch);
  }

  /** @throws Error of the thread, where it has gone. */
  check(): void {
    if (this.#error) throw this.#error;
  }

  /** Waits until a batch, counted from 0, has been judged. @returns false where that cannot be waited for. */
  hasJudged(batch: number): boolean {
    const sinceMs = performance.now();
    for (;;) {
      const patienceMs = Atomics.load(this.#state, HAS_COME) === 1 ? PATIENCE_MS : PATIENCE_AT_START_MS;
      const judgedCount = Atomics.load(this.#state, JUDGED_COUNT);
      if (judgedCount > batch) return true;
      this.#isWaitedFor &&= Atomics.load(this.#state, HAS_GONE) === 0 && performance.now() - sinceMs < patienceMs;
      if (!this.#isWaitedFor) return false;
      Atomics.wait(this.#state, JUDGED_COUNT, judgedCount, 1_000);
    }
  }

  /** All that it has judged, once it has. @throws Error of the thread, where it has gone. */
  async finish(): Promise<Finished> {
    this.#worker.ref();
    this.#send("finish");
    return this.#finished;
  }

  #send(message: ToJudge): void {
    this.#worker.postMessage(message);
  }
}
