// Which inputs follow each other. Files of one side whose times do not overlap are one log, cut by rotation: they are read one
// after the other, in the order of their content. All others are read side by side.
import type { Source } from "./source.js";
import { type Survey, survey } from "./survey.js";

/** Files to be read one after the other as one log. */
export type StreamPlan = readonly Survey[];

/**
 * Surveys the inputs and puts them into streams.
 * @param warn Told of every input that is left out, and why.
 */
export async function planStreams(sources: readonly Source[], year: number, warn: (message: string) => void): Promise<StreamPlan[]> {
  const streams: Survey[][] = [];
  const bySide = new Map<string, Survey[]>();
  for (const [index, source] of sources.entries()) {
    // standard input can be read once only: no look ahead
    const found: Survey = source.path === "-" ? { source, sourceIndex: index, side: null, firstMs: null, empty: false, binary: false, error: null } : await survey(source, index, year);
    const trouble = troubleOf(found);
    if (trouble !== null) warn(trouble);
    if (found.error !== null || found.binary || found.empty) continue;
    if (found.side === null || found.firstMs === null) streams.push([found]);
    else bySide.set(found.side, [...(bySide.get(found.side) ?? []), found]);
  }
  for (const files of bySide.values()) streams.push([...files].sort((a, b) => (a.firstMs ?? 0) - (b.firstMs ?? 0)));
  return streams;
}

function troubleOf({ source, error, binary, empty, side, firstMs }: Survey): string | null {
  if (error !== null) return error;
  if (binary) return `${source.path}: is not a text log (it holds NUL bytes); left out`;
  if (empty) return `${source.path}: is empty; left out`;
  if (source.path !== "-" && side === null && firstMs === null) return `${source.path}: the first lines are neither Asterisk's nor a bot's`;
  return null;
}
