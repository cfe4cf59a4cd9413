// How a run is ended by the user.

/**
 * Aborted by the first SIGINT or SIGTERM, with the exit code that shells expect; a second one ends the process at once.
 * Standard input may not say another word, so it is closed.
 */
export function interruption(): AbortSignal {
  const stop = new AbortController();
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)
    process.once(signal, () => {
      stop.abort(code);
      process.stdin.destroy();
    });
  return stop.signal;
}
