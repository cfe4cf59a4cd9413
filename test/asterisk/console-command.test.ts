// What a shell makes of the commands: asked of a real one, in which `asterisk` prints what it was given.
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { consoleCommand } from "../../src/asterisk/console-command.js";

const received = (command: string): string =>
  execFileSync("bash", ["--norc", "-c", `asterisk() { printf '%s' "$2"; }; ${command}`], { encoding: "utf8" });

describe("a command of Asterisk's console", () => {
  it("stands in double quotes, as people write it", () => {
    expect(consoleCommand("pjsip show endpoint trunk")).toBe('asterisk -rx "pjsip show endpoint trunk"');
  });

  it.each(["$(touch owned)", "`touch owned`", '"; touch owned; "', "it's $HOME", "a\\", "x\ntouch owned"])(
    "reaches Asterisk whole where an endpoint is called %j",
    (name) => {
      expect(received(consoleCommand(`pjsip show endpoint ${name}`))).toBe(`pjsip show endpoint ${name}`);
    },
  );
});
