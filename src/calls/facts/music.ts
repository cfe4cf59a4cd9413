// Tells music on hold that was heard from music that was not. A file that Asterisk cannot open, or cannot transcode to the
// call's codec, stops the music that it has just reported as started (res/res_musiconhold.c:ast_moh_files_next).
import type { EventOf } from "../../events/event.js";
import { type Call, eventsOf } from "../call.js";
import type { TimedEvent } from "../timed-event.js";

/** Nobody hears a word in less than this. Stamps are often whole seconds. */
const HEARD_MS = 1_000;

/** Is this the stop of music that never sounded because its file could not be played? It ends neither a hold nor a call. */
export function isStillborn(call: Call, stop: TimedEvent): boolean {
  const before = call.events.slice(0, call.events.indexOf(stop));
  const start = before.findLastIndex(({ event }) => event.type === "moh-started");
  return start >= 0 && before.slice(start).some(({ event }) => event.type === "moh-file-unreadable");
}

/** Music that started and was not stopped at once. */
export function wasHeard(call: Call, start: TimedEvent): boolean {
  const after = call.events.slice(call.events.indexOf(start) + 1);
  const stop = after.find(({ event }) => event.type === "moh-stopped");
  return !stop || stop.atMs === null || start.atMs === null || stop.atMs - start.atMs >= HEARD_MS;
}

/** What follows a missing path in the same thread tells what lacked it. */
const WHOSE: ReadonlySet<string> = new Set([
  "moh-file-unreadable",
  "moh-stopped",
  "sound-unreadable",
  "playback-failed",
  "playing",
]);

/** Codec paths that a sound lacked. A path that music lacked does not affect sounds. */
export function pathsOfSounds(call: Call): readonly TimedEvent<EventOf<"no-translation-path">>[] {
  return eventsOf(call, "no-translation-path").filter((path) => !isOfMusic(call, path));
}

/** Codec paths that music on hold lacked. */
export function pathsOfMusic(call: Call): readonly TimedEvent<EventOf<"no-translation-path">>[] {
  return eventsOf(call, "no-translation-path").filter((path) => isOfMusic(call, path));
}

function isOfMusic(call: Call, path: TimedEvent): boolean {
  const at = call.events.indexOf(path);
  const asterisks = ({ event }: TimedEvent): boolean => event.sourceIndex === path.event.sourceIndex;
  const next = call.events.slice(at + 1).find((timed) => asterisks(timed) && WHOSE.has(timed.event.type));
  if (next?.event.type === "moh-file-unreadable") return true;
  // the file's line may be lost; music that starts, lacks a path and stops tells the same
  const last = call.events
    .slice(0, at)
    .findLast((timed) => asterisks(timed) && timed.event.type !== "no-translation-path");
  return (
    last?.event.type === "moh-started" &&
    next?.event.type === "moh-stopped" &&
    (next.atMs === null || path.atMs === null || next.atMs - path.atMs < HEARD_MS)
  );
}
