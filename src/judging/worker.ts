// The thread that judges, beside the one that reads: see thread.ts, which starts it.
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { LogClocks } from "../calls/log-clocks.js";
import { type Batch, replay } from "./batch.js";
import { Desk } from "./desk.js";
import type { FromJudge, ThreadSetup, ToJudge } from "./messages.js";
import type { ReadSoFar } from "./read-so-far.js";

const { given, judgedCount, ...setup } = workerData as ThreadSetup;
const port = parentPort as MessagePort;
const clocks = new LogClocks(given);
let readSoFar: ReadSoFar = { spans: { asterisk: null, bot: null }, holdsSeveralHosts: false };
// most go to the disk at once: there the other thread finds them
const ROWS_IN_MEMORY = 64;
const desk = new Desk(setup, clocks, () => readSoFar, print, undefined, ROWS_IN_MEMORY);
let hasFailed = false;

function tell(message: FromJudge): void {
  port.postMessage(message);
}

async function print(lines: string): Promise<void> {
  tell({ what: "lines", lines });
}

function judge(batch: Batch): void {
  readSoFar = batch.read;
  replay(batch, clocks, desk);
  void desk.settled();
  tellOfFailure();
  Atomics.add(judgedCount, 0, 1);
  Atomics.notify(judgedCount, 0);
}

function tellOfFailure(): void {
  if (hasFailed || desk.failure === null) return;
  hasFailed = true;
  // an error loses its code on the way
  const { code, message } = desk.failure.cause as NodeJS.ErrnoException;
  tell({ what: "failure", reason: { code, message } });
}

async function finish(): Promise<void> {
  const { rows, ...judged } = await desk.finish();
  tell({ what: "finished", judged, rows: desk.book.rows.move() });
  desk.end();
  port.close();
}

port.on("message", (message: ToJudge) => {
  if (message === "finish") void finish();
  else judge(message);
});
