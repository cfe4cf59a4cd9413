// --call, --since and --until in words; and of which calls all events are asked for.
import type { Options } from "../options.js";
import { isoUtc } from "../time.js";

/** Did the user ask for the events of calls that went well, too? */
export function wantsAllTimelines({ all, verbose, call }: Options): boolean {
  return all || verbose || call !== undefined;
}

/** The options that leave calls out, as given. */
export function chosenBy({ call, since, until }: Options): string {
  const named = [
    call === undefined ? null : `--call ${call}`,
    since === undefined ? null : `--since ${isoUtc(since)}`,
    until === undefined ? null : `--until ${isoUtc(until)}`,
  ];
  return named.filter((option) => option !== null).join(" ");
}
