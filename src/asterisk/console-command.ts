// A command of Asterisk's console, ready to be pasted into a shell. Names of endpoints come from logs and from files of others.
import { shellWord } from "../io/shell-word.js";

/** What a shell reads even between double quotes. */
const READ_BY_A_SHELL = /["$`\\!\n]/;

/** `pjsip reload` -> `asterisk -rx "pjsip reload"`. */
export function consoleCommand(command: string): string {
  return `asterisk -rx ${READ_BY_A_SHELL.test(command) ? shellWord(command) : `"${command}"`}`;
}
