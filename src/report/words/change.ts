// A change of a configuration in words: the same on every page, in a ticket and on the terminal.
import type { Recommendation } from "../../verdict/verdict.js";

type Change = Pick<Recommendation, "file" | "section" | "option" | "current" | "proposed">;

/** `/etc/asterisk/pjsip.conf [trunk]`; null where it is told for no file. */
export function placeOfChange({ file, section }: Change): string | null {
  const parts = [file, section === undefined ? undefined : `[${section}]`].filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join(" ");
}

/**
 * `rtp_timeout = 60`; null where nothing is to be set. What is no name, such as "the priority after Stasis()", can be given no
 * value: what to write there says enough.
 */
export function settingOf({ option, proposed }: Change): string | null {
  const isName = option !== undefined && /^[\w-]+$/.test(option);
  return isName && proposed !== undefined ? `${option} = ${proposed}` : (proposed ?? option ?? null);
}

/** What stands there now; null where there is nothing to set, or nothing was read. */
export function currentOf({ option, current }: Change): string | null {
  return option === undefined || current === undefined ? null : (current ?? "not known");
}
