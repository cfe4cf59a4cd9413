// What `ari-doctor formats` prints: every known form and envelope with a sample line, from the tables that read them.
import type { Envelope } from "../records/envelopes/envelope.js";
import { envelopes } from "../records/envelopes/index.js";
import { allFormats } from "../records/recognition.js";
import type { LogFormat, OwnForms } from "../records/record.js";
import { safeText } from "../report/safe-text.js";
import { wordingTypes } from "./own-forms.js";

/** The list, the user's own forms first. */
export function listForms(own: OwnForms | null): string {
  const of = (side: LogFormat["side"]): string[] => allFormats.filter((format) => format.side === side).map(entry);
  const parts: [title: string, entries: string[]][] = [
    [
      "Your own",
      [...(own?.formats ?? []).map(entry), ...(own?.wordings ?? []).map(({ type, samples }) => row(type, samples[0]))],
    ],
    ["Asterisk's logs", of("asterisk")],
    ["Bots' logs", of("bot")],
    ["What may be around the lines", envelopes.map(envelopeEntry)],
  ];
  const listed = parts.filter(([, entries]) => entries.length > 0);
  const wordings = `Events that a wording in --formats may stand for:\n  ${wordingTypes.join("\n  ")}`;
  return `${listed.map(([title, entries]) => `${title}\n${entries.join("\n")}`).join("\n\n")}\n\n${wordings}\n`;
}

const NAME_COLUMNS = 24;

function entry({ name, samples }: LogFormat): string {
  return row(name, samples[0]);
}

function envelopeEntry({ name, samples }: Envelope): string {
  return row(name, samples[0]?.[0]);
}

function row(name: string, sample = ""): string {
  return `  ${name.padEnd(NAME_COLUMNS)}  ${safeText(sample)}`;
}
