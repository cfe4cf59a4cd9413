// What a shell needs to complete a command line of ari-doctor, from the commands and options that commander knows, so there is
// no second list to fall behind. A script does not call the tool when a key is pressed.
import type { Argument, Command, Option } from "commander";

/** The shells for which there are scripts. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof SHELLS)[number];

/** Words that an option (` --format`, `config --format`) or an argument (`explain code`) accepts, if there are only a few. */
export type Words = Readonly<Record<string, readonly string[]>>;

/** The script for a shell. */
export function completionScript(program: Command, shell: Shell, words: Words): string {
  const levels = levelsOf(program, words);
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](levels);
}

/** What is completed after a word: `words`, file names, or nothing that could be known. */
type Value = readonly string[] | "file" | "free";

interface Choice {
  /** `-o`, `--output`. */
  readonly names: readonly string[];
  readonly description: string;
  /** Null if it takes none. */
  readonly value: Value | null;
  readonly isRepeatable: boolean;
}

/** The program itself (`name` empty), or one of its commands. */
interface Level {
  readonly name: string;
  readonly description: string;
  readonly options: readonly Choice[];
  /** What comes after the options. Null if nothing does. */
  readonly operand: Value | null;
}

function levelsOf(program: Command, words: Words): readonly [Level, ...Level[]] {
  const level = (command: Command, name: string): Level => ({
    name,
    description: command.description(),
    options: command
      .createHelp()
      .visibleOptions(command)
      .map((option) => choiceOf(option, name, words)),
    operand: operandOf(command.registeredArguments[0], name, words),
  });
  return [level(program, ""), ...program.commands.map((command) => level(command, command.name()))];
}

function choiceOf(option: Option, command: string, words: Words): Choice {
  const names = [option.short, option.long].filter((name) => name !== undefined && name !== null);
  const known = words[`${command} ${option.long}`];
  const value = known ?? (/<(?:file|path)\b/.test(option.flags) ? "file" : "free");
  return {
    names,
    description: option.description,
    // what stands behind an option whose value may be left out is a file
    value: option.required ? value : null,
    isRepeatable: /may be repeated/.test(option.description),
  };
}

function operandOf(argument: Argument | undefined, command: string, words: Words): Value | null {
  if (argument === undefined) return null;
  return words[`${command} ${argument.name()}`] ?? "file";
}

function bashScript([program, ...commands]: readonly [Level, ...Level[]]): string {
  const names = commands.map(({ name }) => name).join(" ");
  return `# Completion of ari-doctor for bash. Put it in force with: source <(ari-doctor completion bash)
_ari_doctor() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command= word index
  # --format=json comes as three words
  if [[ $current == = ]]; then
    current=
  elif [[ $previous == = ]]; then
    previous=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case \${COMP_WORDS[index]} in
      ${commands.map(({ name }) => name).join("|")}) command=\${COMP_WORDS[index]}; break ;;
    esac
  done
  COMPREPLY=()
  case "$command $previous" in
${[program, ...commands].flatMap((level) => level.options.map((option) => bashValue(level, option))).join("")}  esac
  case "$command" in
${commands.map((level) => `    ${level.name}) ${bashOperands(level, [])} ;;\n`).join("")}    *) ${bashOperands(program, names.split(" "))} ;;
  esac
}
_ari_doctor_words() {
  compopt +o default 2>/dev/null
  COMPREPLY=($(compgen -W "$1" -- "$current"))
}
_ari_doctor_files() {
  compopt -o filenames 2>/dev/null
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
}
complete -o default -F _ari_doctor ari-doctor
`;
}

/** What is completed after an option: `" --format") … return ;;`. */
function bashValue({ name }: Level, { names, value }: Choice): string {
  if (value === null) return "";
  const pattern = names.map((option) => `"${name} ${option}"`).join("|");
  const then =
    value === "file" ? "_ari_doctor_files" : `_ari_doctor_words "${value === "free" ? "" : value.join(" ")}"`;
  return `    ${pattern}) ${then}; return ;;\n`;
}

function bashOperands({ options, operand }: Level, commands: readonly string[]): string {
  const flags = options.flatMap(({ names }) => names).join(" ");
  const words = [...commands, ...(operand === null || typeof operand === "string" ? [] : operand)].join(" ");
  const files = operand === "file" ? "; _ari_doctor_files" : "";
  return `if [[ $current == -* ]]; then _ari_doctor_words "${flags}"; else _ari_doctor_words "${words}"${files}; fi`;
}

function zshScript([program, ...commands]: readonly [Level, ...Level[]]): string {
  const described = commands.map(({ name, description }) => quoted(`${name}:${description}`));
  return `#compdef ari-doctor
# Completion of ari-doctor for zsh. Put it in force with: source <(ari-doctor completion zsh)
_ari_doctor() {
  local -a ari_doctor_commands
  ari_doctor_commands=(
${described.map((line) => `    ${line}\n`).join("")}  )
  case \${words[2]} in
${commands
  .map(
    (level) =>
      `    ${level.name})\n      shift words; (( CURRENT-- ))\n      _arguments \\\n${zshSpecs(level).join("")}      return ;;\n`,
  )
  .join("")}  esac
  (( CURRENT == 2 )) && [[ \${words[2]} != -* ]] && _describe command ari_doctor_commands
  _arguments \\
${zshSpecs(program).join("")}}
# as a file of $fpath it is called, sourced it is made known
if [[ \${funcstack[1]} == _ari_doctor ]]; then _ari_doctor "$@"; else compdef _ari_doctor ari-doctor; fi
`;
}

/** The arguments of `_arguments`, one per line, all but the last continued. */
function zshSpecs({ options, operand }: Level): string[] {
  const specs = options.map(({ names, description, value, isRepeatable }) => {
    const said = description.replace(/[[\]:\\\\]/g, (sign) => `\\${sign}`);
    const after = value === null ? "" : `:value:${zshAction(value)}`;
    const exclusive = isRepeatable ? "*" : `(${names.join(" ")})`;
    return names.map((name) => quoted(`${exclusive}${name}[${said}]${after}`)).join(" ");
  });
  const all = operand === null ? specs : [...specs, quoted(`*:operand:${zshAction(operand)}`)];
  return all.map((spec, index) => `      ${spec}${index === all.length - 1 ? "" : " \\"}\n`);
}

function zshAction(value: Value): string {
  return value === "file" ? "_files" : value === "free" ? " " : `(${value.join(" ")})`;
}

function fishScript([program, ...commands]: readonly [Level, ...Level[]]): string {
  const names = commands.map(({ name }) => name).join(" ");
  const level = ({ name, options, operand }: Level): string[] => {
    const when = name === "" ? `not __fish_seen_subcommand_from ${names}` : `__fish_seen_subcommand_from ${name}`;
    const start = `complete -c ari-doctor -n ${quoted(when)}`;
    const takes = operand === "file" || name === "" ? [] : [`${start} -f${fishWords(operand)}`];
    return [...options.map((option) => `${start}${fishOption(option)}`), ...takes];
  };
  const commandLines = commands.map(
    ({ name, description }) => `complete -c ari-doctor -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
  );
  return `# Completion of ari-doctor for fish. Put it in force with: ari-doctor completion fish | source
${[...commandLines, ...[program, ...commands].flatMap(level)].join("\n")}
`;
}

function fishOption({ names, description, value }: Choice): string {
  const flags = names.map((name) => (name.startsWith("--") ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`)).join("");
  const takes = value === null ? "" : value === "file" ? " -r -F" : ` -x${fishWords(value)}`;
  return `${flags}${takes} -d ${quoted(description)}`;
}

function fishWords(value: Value | null): string {
  return value === null || typeof value === "string" ? "" : ` -a ${quoted(value.join(" "))}`;
}

/** In single quotes. Both zsh and fish read it so: an inner quote is closed, escaped and opened again. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
