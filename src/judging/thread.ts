// Judging on a thread of its own, beside the reading. What is handed on reaches it in the same order, with what judging has to
// know of the logs by then, so that the report is the one of a single thread. The thread starts once there is enough to judge.
import { Worker } from "node:worker_threads";
import type { JoinedHalves } from "../calls/call-sink.js";
import type { GivenClocks } from "../calls/clock.js";
import { LogClocks } from "../calls/log-clocks.js";
import type { CallEvent } from "../events/event.js";
import { keepHeapsSmall, THREAD_LIMITS } from "../small-heap.js";
import { SpoolError } from "../spool.js";
import { type Batch, BatchWriter, ROOM_BYTES, replay } from "./batch.js";
import { type AllJudged, Desk, type DeskSetup, type Judging, type Print } from "./desk.js";
import { KeptRows } from "./kept-rows.js";
import type { FromJudge, ThreadSetup, ToJudge } from "./messages.js";
import type { ReadSoFar } from "./read-so-far.js";

/** Batches that are on their way at one time: calls come in bursts, but what waits takes room. */
const ROOMS = 24;
/** A thread takes a tenth of a second to start: what is read, or judged, in less time is judged sooner without. */
const PIECES_WITHOUT = 32;
const BATCHES_WITHOUT = 8;
/** A thread that judges nothing for so long has gone; what there is to say of that, it says itself. */
const GIVE_UP_AFTER_MS = 30_000;

/** Hands on to the thread. */
export class JudgingThread implements Judging {
  readonly takesBytes = true;
  readonly #setup: DeskSetup;
  readonly #given: GivenClocks;
  readonly #clocks: LogClocks;
  readonly #readSoFar: () => ReadSoFar;
  /** Both threads see the same memory: nothing is copied, and nothing thrown away. */
  readonly #memory = new SharedArrayBuffer(ROOMS * ROOM_BYTES);
  readonly #writer: BatchWriter;
  #batchCount = 0;
  #pieceCount = 0;
  /** Those that wait for the thread to be worth its start. */
  #waiting: Batch[] = [];
  #thread: RunningThread | null = null;
  readonly #print: Print;
  /** Lines are printed one after the other, also while the reading waits for more of a log. */
  #printing: Promise<void> = Promise.resolve();
  #failure: SpoolError | null = null;

  /**
   * @param clocks Of the joiner that hands the halves on.
   * @param given What the user says of them.
   * @param readSoFar How far the logs have been read by now.
   * @param print Told of findings as soon as the thread has them.
   */
  constructor(setup: DeskSetup, clocks: LogClocks, given: GivenClocks, readSoFar: () => ReadSoFar, print: Print) {
    this.#print = print;
    this.#setup = setup;
    this.#clocks = clocks;
    this.#given = given;
    this.#readSoFar = readSoFar;
    this.#writer = new BatchWriter(
      () => new Uint8Array(this.#memory, (this.#batchCount % ROOMS) * ROOM_BYTES, ROOM_BYTES),
      () => this.#post(),
    );
  }

  get failure(): SpoolError | null {
    return this.#failure;
  }

  addRunEvent(event: CallEvent, streamIndex: number): void {
    this.#writer.addRunEvent(event, streamIndex);
  }

  clocksAreSet(): void {
    this.#writer.clocksAreSet();
  }

  forgetBefore(utcMs: number): void {
    this.#writer.forgetBefore(utcMs);
  }

  add(joined: JoinedHalves): void {
    this.#writer.add(joined);
  }

  end(): void {
    this.#post();
  }

  async settled(): Promise<void> {
    if (this.#writer.hasCalls) this.#post();
    this.#pieceCount += 1;
    // long before there is anything to judge: until then it starts
    if (this.#pieceCount === PIECES_WITHOUT) this.#start();
    await this.#printing;
  }

  async finish(): Promise<AllJudged> {
    this.#post();
    if (this.#thread === null) return this.#judgeHere();
    const { judged, rows } = await this.#thread.finish();
    await this.#printing;
    return { ...judged, rows: new KeptRows(0, this.#setup.question.asJson === true, rows) };
  }

  /** There was little to judge. */
  async #judgeHere(): Promise<AllJudged> {
    const clocks = new LogClocks(this.#given);
    let read = this.#readSoFar();
    const desk = new Desk(this.#setup, clocks, () => read, this.#print);
    for (const batch of this.#waiting) {
      read = batch.read;
      replay(batch, clocks, desk);
    }
    this.#failure = desk.failure;
    desk.end();
    return desk.finish();
  }

  #post(): void {
    this.#writer.take(this.#readSoFar(), this.#clocks, (batch) => {
      this.#batchCount += 1;
      this.#hand(batch);
    });
  }

  #hand(batch: Batch): void {
    if (this.#thread) this.#thread.post(batch);
    else this.#waiting.push(batch);
    if (this.#waiting.length >= BATCHES_WITHOUT || this.#setup.question.asLines) this.#start();
  }

  #start(): void {
    if (this.#thread === null)
      this.#thread = new RunningThread(this.#setup, this.#given, (message) => this.#hear(message));
    for (const batch of this.#waiting) this.#thread.post(batch);
    this.#waiting = [];
  }

  #hear(message: FromJudge): void {
    if (message.what === "lines") {
      this.#printing = this.#printing.then(() => this.#print(message.lines));
      // its reader may leave: heard by who waits for it
      this.#printing.catch(() => undefined);
    } else if (message.what === "failure") this.#failure = new SpoolError(message.reason);
  }
}

type Finished = Extract<FromJudge, { what: "finished" }>;

/** The thread, and how far it is behind. */
class RunningThread {
  readonly #worker: Worker;
  readonly #judgedCount = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  readonly #finished: Promise<Finished>;
  #postedCount = 0;

  constructor(setup: DeskSetup, given: GivenClocks, hear: (message: FromJudge) => void) {
    const workerData: ThreadSetup = { ...setup, given, judgedCount: this.#judgedCount };
    // it gives its spool away: the file must stay open when it ends
    this.#worker = new Worker(new URL("./worker.js", import.meta.url), {
      workerData,
      trackUnmanagedFds: false,
      resourceLimits: THREAD_LIMITS,
    });
    this.#worker.once("online", keepHeapsSmall);
    this.#finished = new Promise((resolve, reject) => {
      this.#worker.on("message", (message: FromJudge) => {
        if (message.what === "finished") resolve(message);
        else hear(message);
      });
      this.#worker.on("error", reject);
      this.#worker.on("exit", () => reject(new Error("the thread that judges ended early")));
    });
    // heard once all is read, by finish; a run that ends before does not wait for it
    this.#finished.catch(() => undefined);
    this.#worker.unref();
  }

  /** Hands a batch over; waits until there is room for the next one. */
  post(batch: Batch): void {
    this.#send(batch);
    this.#postedCount += 1;
    for (;;) {
      const judgedCount = Atomics.load(this.#judgedCount, 0);
      if (this.#postedCount - judgedCount < ROOMS) return;
      if (Atomics.wait(this.#judgedCount, 0, judgedCount, GIVE_UP_AFTER_MS) === "timed-out") return;
    }
  }

  async finish(): Promise<Finished> {
    this.#worker.ref();
    this.#send("finish");
    return this.#finished;
  }

  #send(message: ToJudge): void {
    this.#worker.postMessage(message);
  }
}
