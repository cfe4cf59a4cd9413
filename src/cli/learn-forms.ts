// `ari-doctor formats --learn`: reads both logs, and prints what the bot's words were learnt to mean as a file for --formats.

import { analyse } from "../pipeline.js";
import { learntForms } from "../report/learnt-forms.js";
import { safeText } from "../report/safe-text.js";
import { OptionError } from "../settings/option-error.js";
import { RUN_OPTIONS } from "../settings/options.js";
import { parseSettings } from "../settings/parse.js";
import { warn } from "./console.js";
import { defaultsFor } from "./defaults-file.js";
import { ownForms, sourcesOf } from "./inputs.js";
import { requestOf } from "./run.js";

/** The file. What to check in it goes to standard error. @throws OptionError if nothing was learnt. */
export async function learnForms(files: readonly string[], flags: Readonly<Record<string, unknown>>): Promise<string> {
  const settings = parseSettings(RUN_OPTIONS, { ...(await defaultsFor(RUN_OPTIONS, flags)), ...flags, files });
  const leftOut: string[] = [];
  const own = await ownForms(settings.formats);
  const sources = (await sourcesOf(settings, (message) => leftOut.push(message))).map((source) =>
    own ? { ...source, formats: own.formats } : source,
  );
  const outcome = await analyse({ ...requestOf(settings, sources, own, leftOut), sumsOnly: true });
  outcome.close();
  for (const message of leftOut) warn(message);
  const { words } = outcome;
  if (words.size === 0)
    throw new OptionError(
      "--learn: no words were learnt. It takes Asterisk's log with VERBOSE and the bot's, of three calls or more, with lines that name their call; words that are known already are not learnt",
    );
  for (const [template, { type, callCount, togetherCount }] of words)
    warn(
      `${type}: ${safeText(template)} (${callCount} calls)${togetherCount > 1 ? `; ${togetherCount} kinds of lines always stand together there, this is the first: check that it is the one` : ""}`,
    );
  return learntForms(words);
}
