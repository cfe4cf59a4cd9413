// The command that made a report, given again with something more: for the reader who wants to see what is left out.
import { shellWord } from "../../io/shell-word.js";

/** Options that say where a report goes and in which form; each takes a value. */
const OF_OUTPUT = /^(?:-o|--output|--format|--limit)$/;
const OF_OUTPUT_WITH_VALUE = /^(?:-o.+|--(?:output|format|limit)=.*)$/;

/** `ari-doctor full bot.log --quiet`, to be pasted; without what sent that report into a file. */
export function againWith(command: readonly string[], ...more: readonly string[]): string {
  const words = command.length === 0 ? ["ari-doctor", "LOGS"] : command;
  const kept = words.filter(
    (word, index) =>
      !OF_OUTPUT.test(word) && !OF_OUTPUT_WITH_VALUE.test(word) && !OF_OUTPUT.test(words[index - 1] ?? ""),
  );
  return [...kept, ...more].map(shellWord).join(" ");
}
