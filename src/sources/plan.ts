// Which inputs follow each other. Files of one side, and of one Asterisk, are one log, cut by rotation: they are read in the
// order of their content. All others are read side by side.

import { byHost } from "./hosts.js";
import type { Source } from "./source.js";
import { type Survey, survey, unseen } from "./survey.js";

/** Files to be read one after the other as one log. */
export type StreamPlan = readonly Survey[];

/**
 * Surveys the inputs and puts them into streams.
 * @param warn Told of every input that is left out, and why.
 */
export async function planStreams(
  sources: readonly Source[],
  nowMs: number,
  warn: (message: string) => void,
): Promise<StreamPlan[]> {
  const streams: Survey[][] = [];
  const noLogs: string[] = [];
  const bySide = new Map<string, Survey[]>();
  for (const [index, source] of sources.entries()) {
    // standard input can be read once only: no look ahead
    const found = source.path === "-" ? unseen(source, index) : await survey(source, index, nowMs);
    if (source.searched && found.error === null && !isLog(found)) {
      noLogs.push(source.path);
      continue;
    }
    const trouble = troubleOf(found);
    if (trouble !== null) warn(trouble);
    if (found.error !== null || found.binary || found.empty) continue;
    if (found.side === null || found.first === null) streams.push([found]);
    else bySide.set(found.side, [...(bySide.get(found.side) ?? []), found]);
  }
  if (noLogs.length > 0) warn(`left out, for they are no logs of Asterisk or of a bot: ${noLogs.join(", ")}`);
  for (const files of byHost(bySide.get("asterisk") ?? [])) streams.push(inOrder(files));
  const bots = bySide.get("bot");
  if (bots) streams.push(inOrder(bots));
  return streams;
}

/**
 * Files in the order of their content. Stamps without a date, or without a year, go round: the log begins after the longest
 * pause, so that a set cut at midnight or at New Year stays in order.
 */
function inOrder(files: readonly Survey[]): Survey[] {
  const at = ({ first }: Survey): number => first?.wallMs ?? 0;
  const sorted = [...files].sort((a, b) => at(a) - at(b));
  const kind = sorted[0]?.first?.kind ?? "full";
  if (kind === "full" || sorted.some(({ first }) => first?.kind !== kind)) return sorted;
  const roundMs = kind === "time-only" ? DAY_MS : 365 * DAY_MS;
  let longest = { pauseMs: 0, after: 0 };
  sorted.forEach((file, i) => {
    const next = sorted[(i + 1) % sorted.length] as Survey;
    const pauseMs = at(next) - at(file) + (i + 1 === sorted.length ? roundMs : 0);
    if (pauseMs >= longest.pauseMs) longest = { pauseMs, after: i };
  });
  return [...sorted.slice(longest.after + 1), ...sorted.slice(0, longest.after + 1)];
}

const DAY_MS = 86_400_000;

/** Is a file that was found in a folder a log? Programs that know nothing of calls log in the forms of bots, too. */
function isLog({ side, first, ofChannels }: Survey): boolean {
  return first !== null && (side === "asterisk" || ofChannels);
}

function troubleOf({ source, error, binary, empty, side, first }: Survey): string | null {
  if (error !== null) return error;
  if (binary) return `${source.path}: is not a text log (it holds NUL bytes); left out`;
  if (empty) return `${source.path}: is empty; left out`;
  if (source.path !== "-" && side === null && first === null)
    return `${source.path}: the first lines are neither Asterisk's nor a bot's`;
  return null;
}
