// Judging on a thread of its own, beside the reading. What is handed on reaches it in the same order, with what judging has to
// know of the logs by then, so that the report is the one of a single thread. The thread starts once there is enough to judge.
import type { JoinedHalves } from "../calls/call-sink.js";
import type { GivenClocks } from "../calls/clock.js";
import type { LogClocks } from "../calls/log-clocks.js";
import type { CallEvent } from "../events/event.js";
import { SpoolError } from "../spool.js";
import { type Batch, BatchWriter, ROOM_BYTES } from "./batch.js";
import type { AllJudged, DeskSetup, Judging, Print } from "./desk.js";
import { KeptRows } from "./kept-rows.js";
import type { FromJudge } from "./messages.js";
import type { ReadSoFar } from "./read-so-far.js";
import { ReplayingDesk } from "./replaying-desk.js";
import { RunningThread } from "./running-thread.js";

/** A thread takes a tenth of a second to start, and as long to get going: so many batches are judged sooner without. */
const BATCHES_WITHOUT = 64;
/** Batches that are on their way at one time: calls come in bursts, but what waits takes room. */
const ROOMS = 24;

/** Hands on to the thread. */
export class JudgingThread implements Judging {
  readonly takesBytes = true;
  readonly #setup: DeskSetup;
  readonly #given: GivenClocks;
  readonly #clocks: LogClocks;
  readonly #readSoFar: () => ReadSoFar;
  readonly #print: Print;
  /** Both threads see the same memory: nothing is copied, and nothing thrown away. */
  readonly #memory = new SharedArrayBuffer(ROOMS * ROOM_BYTES);
  readonly #writer: BatchWriter;
  #batchCount = 0;
  /** Those that wait for the thread to be worth its start. */
  #waiting: Batch[] = [];
  #thread: RunningThread | null = null;
  /** Judges here, where there was little to judge or the system gives no thread. */
  #here: ReplayingDesk | null = null;
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
    this.#setup = setup;
    this.#clocks = clocks;
    this.#given = given;
    this.#readSoFar = readSoFar;
    this.#print = print;
    this.#writer = new BatchWriter(
      () => this.#room(),
      () => this.#post(),
    );
  }

  get failure(): SpoolError | null {
    return this.#failure ?? this.#here?.desk.failure ?? null;
  }

  /** It starts before there is anything to judge, and is there when there is. */
  expectMany(): void {
    this.#start();
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

  /** @throws Error of the thread, where it has gone. */
  async settled(): Promise<void> {
    if (this.#writer.hasCalls) this.#post();
    // lines are wanted at once, and there is more to read
    if (this.#setup.question.asLines && this.#waiting.length > 0) this.#start();
    this.#thread?.check();
    await this.#printing;
    await this.#here?.desk.settled();
  }

  async finish(): Promise<AllJudged> {
    this.#post();
    if (this.#thread === null) return this.#finishHere();
    const { judged, rows } = await this.#thread.finish();
    await this.#printing;
    return { ...judged, rows: new KeptRows(0, this.#setup.question.asJson === true, rows) };
  }

  async #finishHere(): Promise<AllJudged> {
    const { desk } = this.#judgeHere();
    const judged = await desk.finish();
    desk.end();
    return judged;
  }

  #judgeHere(): ReplayingDesk {
    this.#here ??= new ReplayingDesk(this.#setup, this.#given, this.#print);
    for (const batch of this.#waiting) this.#here.take(batch);
    this.#waiting = [];
    return this.#here;
  }

  /** The next room, once what stood in it is judged; where that takes too long, a new one. */
  #room(): Uint8Array {
    const isFree = this.#thread?.hasJudged(this.#batchCount - ROOMS) ?? this.#waiting.length < ROOMS;
    if (!isFree) return new Uint8Array(ROOM_BYTES);
    return new Uint8Array(this.#memory, (this.#batchCount % ROOMS) * ROOM_BYTES, ROOM_BYTES);
  }

  #post(): void {
    this.#writer.take(this.#readSoFar(), this.#clocks, (batch) => {
      this.#batchCount += 1;
      if (this.#thread) this.#thread.post(batch);
      else if (this.#here) this.#here.take(batch);
      else {
        this.#waiting.push(batch);
        if (this.#waiting.length >= BATCHES_WITHOUT) this.#start();
      }
    });
  }

  #start(): void {
    if (this.#thread || this.#here) return;
    try {
      this.#thread = new RunningThread(this.#setup, this.#given, (message) => this.#hear(message));
    } catch {
      // a limit of the system, on threads or on memory: one thread does as well
      this.#judgeHere();
      return;
    }
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
