// The score as text, for the terminal.
import type { Given } from "./corpus.js";
import type { ScoredCall, ScoredRun } from "./score.js";
import { by, percent, type Tally, tally } from "./tally.js";

/** What `npm run score` prints. */
export function scorePage(given: Given, { calls, citationCount, unmatchedCount }: ScoredRun): string {
  const all = tally(calls);
  return [
    `Given: ${given.words}`,
    "",
    ...by(calls, "truth").map(countLine),
    "",
    ...by(calls, "band").map((band) => `${countLine(band)}; ${rightOrCandidate(band[1])}`),
    "",
    `calls found ${percent(all.found, all.calls)}; reported calls that match no true one ${unmatchedCount}`,
    `gaps within 0.25 s ${percent(all.gapsRight, all.gaps)} of ${all.gaps}; exceedsLimit right ${percent(all.limitsRight, all.gapsRight)}`,
    `cited lines that do not stand there ${all.miscited} of ${citationCount}; confirmed without proof ${all.overclaimed}`,
    `cause right ${percent(all.right, all.calls)} of ${all.calls}; wrong ${percent(all.wrong, all.calls)}; undetermined or absent ${percent(all.candidate + all.open, all.calls)} (truth among candidates ${all.candidate})`,
    `RTP timeout falsely blamed ${all.rtpBlamed}; false alarms on healthy calls ${all.falseAlarms}`,
  ].join("\n");
}

function countLine([name, { calls, right, candidate, open, wrong }]: [string, Tally]): string {
  return `${name.padEnd(27)} ${`${right}/${calls}`.padStart(7)} right, ${candidate} among candidates, ${open} open, ${wrong} wrong`;
}

function rightOrCandidate({ tracedRightOrCandidate, traced }: Tally): string {
  return `right or among candidates ${percent(tracedRightOrCandidate, traced)} of the ${traced} that left an id`;
}

/** The calls that were not judged right in every respect, a line each. */
export function missLines(calls: readonly ScoredCall[]): string[] {
  return calls
    .filter(
      ({ outcome, gap, limit, miscited }) =>
        outcome !== "right" || gap === "wrong" || limit === "wrong" || miscited > 0,
    )
    .map(
      ({ run, call, band, truth, verdict, confidence, outcome, gap, limit, miscited }) =>
        `${outcome.padEnd(9)} ${run} ${call} [${band}]: ${truth}, told ${verdict} (${confidence}); gap ${gap}, limit ${limit}, miscited ${miscited}`,
    );
}
