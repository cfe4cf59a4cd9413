// --call, --since and --until in words.
import type { Settings } from "../settings/options.js";
import { isoUtc } from "../time.js";

/** The options that leave calls out, as given. */
export function chosenBy({ call, sinceMs, untilMs }: Settings): string {
  const named = [
    call === undefined ? null : `--call ${call}`,
    sinceMs === undefined ? null : `--since ${isoUtc(sinceMs)}`,
    untilMs === undefined ? null : `--until ${isoUtc(untilMs)}`,
  ];
  return named.filter((option) => option !== null).join(" ");
}
