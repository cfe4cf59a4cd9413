// What must hold for every user's format file: it is either refused with a message, or its expressions finish on any line in time.
import { FormsError, readOwnForms } from "../../src/formats/own-forms.js";
import { analyseTexts, type LogText } from "../support/analyse.js";
import { cpuMs, MAX_MS } from "./checks.js";

/** A file of forms as a user writes it; the fuzzer spoils it. */
export const FORMS = JSON.stringify(
  {
    formats: [
      {
        name: "our-bot",
        line: String.raw`^(?<time>[\d-]+ [\d:.]+) <(?<level>\w+)> #(?<channel>[\w.-]+)# (?<message>.*)$`,
        samples: ["2026-11-22 15:51:38.312 <inf> #1795362698.0# mute the line"],
      },
    ],
    wordings: [{ event: "bot-hold", expression: String.raw`\bmute (?:the )?line\b`, samples: ["mute the line"] }],
  },
  null,
  1,
);

/**
 * What does not hold of a file of forms over these logs; empty where all does.
 * @throws whatever the reading throws, but the refusal of the file.
 */
export async function faultsOfForms(text: string, logs: readonly LogText[]): Promise<string[]> {
  const faults: string[] = [];
  const startMs = cpuMs();
  try {
    await analyseTexts(logs, { own: readOwnForms(text, "ours.json") });
  } catch (error) {
    if (!(error instanceof FormsError)) throw error;
    if (!error.message.startsWith("ours.json: ")) faults.push(`forms refused without their place: ${error.message}`);
  }
  const ms = cpuMs() - startMs;
  if (ms > MAX_MS) faults.push(`forms took ${Math.round(ms)} ms`);
  return faults;
}
