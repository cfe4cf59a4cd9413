// SIGINT and SIGTERM: the first ends the reading, and what was read is reported; a second one ends the process at once.
import { constants } from "node:os";

type Signal = "SIGINT" | "SIGTERM";

/** A run that the user may end. */
export interface Interruption {
  readonly stop: AbortSignal;
  /** The exit code that shells expect; null where there was no signal. */
  exitCode(): number | null;
  /** To be called when all is written. */
  over(): void;
}

/** Exit, flushing included, takes less. */
const EXIT_MS = 500;

/** Listens for the signals from now on. */
export function interruption(): Interruption {
  const stop = new AbortController();
  let met: Signal | null = null;
  const listen = (signal: Signal): void => {
    met ??= signal;
    stop.abort();
    // it may not say another word
    process.stdin.destroy();
  };
  process.once("SIGINT", listen).once("SIGTERM", listen);
  return {
    stop: stop.signal,
    exitCode: () => (met === null ? null : 128 + constants.signals[met]),
    over: () => {
      const signal = met;
      // A read that hangs keeps the process, process.exit included, which waits for libuv's threads. Where there is one,
      // the loop still turns then, and the signal has its own way.
      if (signal !== null) setTimeout(() => process.kill(process.pid, signal), EXIT_MS).unref();
    },
  };
}
