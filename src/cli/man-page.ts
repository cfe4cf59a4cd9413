// The manual page, man/ari-doctor.1, from what --help is made of: the commands as commander knows them and the tables of help-text.ts.
// `npm run docs` writes it, a test holds it to this. In the macros of man(7), which groff and mandoc both know.
import { readFileSync } from "node:fs";
import type { Argument, Command, Option } from "commander";
import { version } from "./console.js";
import { ENVIRONMENT, EXAMPLES, EXIT_CODES, FILES } from "./help-text.js";
import { makeProgram } from "./program.js";

/** The page of this version, dated as the changelog dates it. */
export function currentManPage(): string {
  const changelog = readFileSync(new URL("../../CHANGELOG.md", import.meta.url), "utf8");
  const [date = ""] = /\b\d{4}-\d\d-\d\d\b/.exec(changelog) ?? [];
  return manPage(makeProgram(version, []), date);
}

function manPage(program: Command, date: string): string {
  const commands = program.commands;
  return [
    `.TH ARI\\-DOCTOR 1 "${date}" "ari\\-doctor ${roff(version)}" "User Commands"`,
    section("NAME"),
    "ari\\-doctor \\- say why the calls of an Asterisk voice bot died",
    section("SYNOPSIS"),
    ".B ari\\-doctor",
    operandsOf(program),
    ...commands.flatMap((command) => [".br", `.B ari\\-doctor ${roff(command.name())}`, operandsOf(command)]),
    section("DESCRIPTION"),
    roff(program.description()),
    ...program.registeredArguments.map(operand),
    section("OPTIONS"),
    ...optionGroups(program),
    section("COMMANDS"),
    ...commands.flatMap((command) => [
      `.SS ${roff(command.name())}`,
      sentence(command.description()),
      ...command.registeredArguments.map(operand),
      ...ownOptions(command).map(option),
    ]),
    section("EXIT STATUS"),
    ...EXIT_CODES.map(([code, means]) => item(`.B ${roff(code)}`, means)),
    section("SIGNALS"),
    item(".B SIGUSR1", "with --follow: print a summary of all that was found so far"),
    section("ENVIRONMENT"),
    ...ENVIRONMENT.map(([variable, means]) => item(`.B ${roff(variable)}`, means)),
    section("FILES"),
    ...FILES.map(([file, means]) => item(`.I ${roff(file)}`, means)),
    section("EXAMPLES"),
    ...EXAMPLES.flatMap(({ wish, commands: examples }) => [
      item(roff(wish), ""),
      ".nf",
      ...examples.map(([command, does]) => roff(does === undefined ? command : `${command}   # ${does}`)),
      ".fi",
    ]),
    section("SEE ALSO"),
    ".BR asterisk (8).",
    roff(
      '"ari-doctor explain CODE" says what a code of a report means, "ari-doctor capture-plan" what to log next time.',
    ),
  ]
    .filter((line) => line !== "")
    .map((line) => `${line}\n`)
    .join("");
}

const section = (name: string): string => `.SH ${name}`;

/** A term, and what is said of it. */
function item(term: string, said: string): string {
  return [".TP", term, ...(said === "" ? [] : [roff(said)])].join("\n");
}

function operand(argument: Argument): string {
  return item(`.I ${roff(argument.name())}`, argument.description);
}

/** `[options] files...`, as it stands behind a command's name. */
function operandsOf(command: Command): string {
  const operands = command.registeredArguments.map((argument) => {
    const name = `\\fI${roff(argument.name())}\\fR${argument.variadic ? "..." : ""}`;
    return argument.required ? name : `[${name}]`;
  });
  const options = command.parent === null || ownOptions(command).length > 0 ? ["[\\fIoptions\\fR]"] : [];
  return [...options, ...operands].join(" ");
}

/** The options of the program under their headings, as in --help. */
function optionGroups(program: Command): string[] {
  const groups = new Map<string, Option[]>();
  for (const one of program.createHelp().visibleOptions(program)) {
    const heading = (one.helpGroupHeading ?? "Other:").replace(/:$/, "");
    groups.set(heading, [...(groups.get(heading) ?? []), one]);
  }
  return [...groups].flatMap(([heading, options]) => [`.SS ${heading}`, ...options.map(option)]);
}

/** All but --help, which each command has. */
function ownOptions(command: Command): Option[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== "--help");
}

/** `-o, --output <file>` */
function option({ flags, description }: Option): string {
  const [, names = flags, value = ""] = /^([^<[]*?) ?([<[].*)?$/.exec(flags) ?? [];
  const bold = names.split(", ").map((name) => `\\fB${roff(name)}\\fR`);
  return item(bold.join(", ") + (value === "" ? "" : ` \\fI${roff(value.replace(/^<|>$/g, ""))}\\fR`), description);
}

/** With a capital and a full stop, as a sentence of a page. */
function sentence(text: string): string {
  const end = /[.?!]$/.test(text) ? "" : ".";
  return roff(text.charAt(0).toUpperCase() + text.slice(1) + end);
}

/** Text as roff shows it: its own signs escaped, a hyphen that can be copied, all else by its number. */
function roff(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll("'", "\\(aq")
    .replaceAll("^", "\\(ha")
    .replaceAll("~", "\\(ti")
    .replace(/[^\n -~]/gu, (sign) => `\\[u${sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}]`)
    .replace(/^(?=[.'])/gm, "\\&");
}
