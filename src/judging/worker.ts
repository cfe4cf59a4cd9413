// The thread that judges, beside the one that reads: see thread.ts, which starts it.
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { type FromJudge, HAS_COME, HAS_GONE, JUDGED_COUNT, type ThreadSetup, type ToJudge } from "./messages.js";
import { ReplayingDesk } from "./replaying-desk.js";

/** Most rows go to the disk at once: there the other thread finds them. */
const ROWS_HERE = 64;

const { given, state, ...setup } = workerData as ThreadSetup;
const port = parentPort as MessagePort;
const tell = (message: FromJudge): void => port.postMessage(message);
const replaying = new ReplayingDesk(setup, given, async (lines) => tell({ what: "lines", lines }), ROWS_HERE);
const { desk } = replaying;
let hasFailed = false;

function hear(message: ToJudge): void {
  if (message === "finish") {
    void finish();
    return;
  }
  replaying.take(message);
  void desk.settled();
  tellOfFailure();
  Atomics.add(state, JUDGED_COUNT, 1);
  Atomics.notify(state, JUDGED_COUNT);
}

function tellOfFailure(): void {
  if (hasFailed || desk.failure === null) return;
  hasFailed = true;
  // an error loses its code on the way
  const { code, message } = desk.failure.cause as NodeJS.ErrnoException;
  tell({ what: "failure", reason: { code, message } });
}

async function finish(): Promise<void> {
  const { rows: _, ...judged } = await desk.finish();
  tell({ what: "finished", judged, rows: desk.book.rows.move() });
  desk.end();
  port.close();
}

Atomics.store(state, HAS_COME, 1);
port.on("message", (message: ToJudge) => {
  try {
    hear(message);
  } catch (error) {
    // the other thread may wait, and hears of nothing else meanwhile
    Atomics.store(state, HAS_GONE, 1);
    Atomics.notify(state, JUDGED_COUNT);
    throw error;
  }
});
