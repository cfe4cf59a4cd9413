// How far the logs have been read, to the extent that judgement depends on it.
import type { LogClocks } from "../calls/clocks/log-clocks.js";
import type { LogSpans } from "../calls/facts/log-reach.js";
import type { LogStream } from "../calls/reading/stream.js";

/** Plain data: it accompanies the calls that are judged by it. */
export interface ReadSoFar {
  readonly spans: LogSpans;
  /** True if one log turned out to contain lines of several hosts. */
  readonly holdsSeveralHosts: boolean;
}

/** How far the logs have been read by now. */
export function readSoFar(streams: readonly LogStream[], clocks: LogClocks): ReadSoFar {
  return {
    spans: clocks.spans(streams.flatMap(({ parts }) => parts)),
    holdsSeveralHosts: streams.some(({ hostNames }) => hostNames.length > 1),
  };
}
