// The plan of a run that follows its logs. What exists is put into streams as usual (plan.ts). What is missing, empty or not to be
// read for now is a stream of its own until its content shows what it is.
import { closeSync, openSync, statSync } from "node:fs";
import { type Look, planStreams } from "./plan.js";
import { isPlain, type Source } from "./source.js";
import { type Survey, unseen } from "./survey.js";

/** A file or pipe of a stream. `grows` if more may come. */
export interface GrowingSurvey extends Survey {
  readonly grows: boolean;
}

// full.1, full-20260911, full.2026-09-11.gz
const ROTATED_NAME = /[-._](?:\d{1,3}|\d{4}-\d\d-\d\d|\d{6,})(?:\.\w{1,4})?$/;

/** Does the name show that it is a piece of a rotated log? */
export function isRotatedName(path: string): boolean {
  return ROTATED_NAME.test(path);
}

/** Surveys the inputs and puts them into streams, as {@link planStreams} does. */
export async function planGrowing(sources: readonly Source[], look: Look): Promise<GrowingSurvey[][]> {
  const later = new Set(sources.filter((source) => !source.onceOnly && isStillToCome(source.path)));
  const present = sources.map((source) => (later.has(source) ? { ...source, onceOnly: true } : source));
  const plan = await planStreams(present, look);
  return Promise.all(
    plan.map((files) =>
      Promise.all(
        files.map(async (file) => {
          const source = sources[file.sourceIndex] as Source;
          if (later.has(source)) return { ...unseen(source, file.sourceIndex), grows: true };
          const isRotated = files.length > 1 && isRotatedName(source.path);
          return { ...file, source, grows: source.onceOnly === true || (!isRotated && (await isPlain(source.path))) };
        }),
      ),
    ),
  );
}

/** Not there, empty, or not to be read for now: whoever rotates logs may give the permission a moment later. */
function isStillToCome(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined || (found.isFile() && (found.size === 0 || !canBeOpened(path)));
}

function canBeOpened(path: string): boolean {
  try {
    closeSync(openSync(path, "r"));
    return true;
  } catch {
    return false;
  }
}
