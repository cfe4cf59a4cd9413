// SIGINT, SIGTERM, and SIGHUP (the terminal or the ssh session has gone): the first one ends the reading, and what was read is
// reported. A second one ends the process at once.
import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
type Signal = (typeof SIGNALS)[number];

/** A run that the user may end. */
export interface Interruption {
  readonly stop: AbortSignal;
  /** The exit code that shells expect. Null if there was no signal. */
  exitCode(): number | null;
  /** To be called when everything is written. */
  over(): void;
}

/** Exiting takes less than this, including flushing. */
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
  for (const signal of SIGNALS) process.once(signal, listen);
  return {
    stop: stop.signal,
    exitCode: () => (met === null ? null : 128 + constants.signals[met]),
    over: () => {
      const signal = met;
      // a hanging read keeps the process alive, even at process.exit, which waits for libuv's threads; but then the loop still
      // runs, and the signal takes its default effect
      if (signal !== null) setTimeout(() => process.kill(process.pid, signal), EXIT_MS).unref();
    },
  };
}
