// The names of reports: an ending that no format has is a slip, and a report must not be found in another form than was thought.
import { extname } from "node:path";
import { OptionError } from "../settings/option-error.js";

/** What `ari-doctor config` and `ari-doctor diff` write. */
export const PAGE_ENDINGS: readonly string[] = [".txt", ".json"];

/**
 * A name without an ending (`report`, `/dev/null`) says nothing, and `--format` says what any name is to hold.
 * @throws OptionError where a name ends in what is none of the endings
 */
export function refuseUnknownEndings(
  output: readonly string[],
  format: string | undefined,
  endings: readonly string[],
): void {
  if (format !== undefined) return;
  for (const path of output) {
    const ending = extname(path);
    if (ending.length < 2 || endings.some((known) => path.toLowerCase().endsWith(known))) continue;
    throw new OptionError(
      `--output: ${path}: no report ends in ${ending}; it may end in ${endings.join(", ")}, or in anything with --format`,
    );
  }
}
