import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readConfig } from "../../../src/asterisk/config/read.js";
import { memoryIo } from "./memory-io.js";

const read = (files: Record<string, string>, paths = ["/etc/asterisk"]) => readConfig(paths, memoryIo(files));

const entries = (tree: ReturnType<typeof read>) =>
  tree.files.flatMap((file) =>
    file.sections.map(({ name, entries: own }) => [name, own.map(({ key, value }) => `${key}=${value}`)]),
  );

describe("what is read", () => {
  it("reads the files it knows and passes over the rest", () => {
    const tree = read({
      "/etc/asterisk/sip.conf": "[general]\nrtptimeout=30",
      "/etc/asterisk/rtp.conf": "[general]\nrtpstart=10000",
      "/etc/asterisk/voicemail.conf": "[general]",
      "/etc/asterisk/sip.conf.bak": "[general]\nrtptimeout=99",
      "/etc/asterisk/keys/key.conf": "x",
    });
    expect(tree.files.map(({ name, paths, partial }) => [name, paths, partial])).toEqual([
      ["rtp.conf", ["/etc/asterisk/rtp.conf"], false],
      ["sip.conf", ["/etc/asterisk/sip.conf"], false],
    ]);
    expect(tree.problems).toEqual([]);
  });

  it("takes single files, and a folder with a slash at its end", () => {
    const files = { "/a/sip.conf": "[general]", "/b/pjsip.conf": "[general]" };
    expect(read(files, ["/a/sip.conf", "/b/"]).files.map(({ paths }) => paths)).toEqual([
      ["/a/sip.conf"],
      ["/b/pjsip.conf"],
    ]);
  });

  it.each<[what: string, path: string, message: RegExp]>([
    ["a path that does not exist", "/nowhere", /it does not exist/],
    ["a file that does not exist", "/etc/asterisk/pjsip.conf", /it does not exist/],
    ["a file it does not know", "/etc/asterisk/notes.txt", /passed over/],
    ["a folder without configuration", "/empty", /holds no Asterisk configuration/],
    ["a binary file", "/bin/sip.conf", /binary/],
  ])("reports %s and reads the rest", (_what, path, message) => {
    const files = {
      "/etc/asterisk/sip.conf": "[general]",
      "/etc/asterisk/notes.txt": "",
      "/empty/readme": "",
      "/bin/sip.conf": "\0\u0001",
    };
    const tree = read(files, [path, "/etc/asterisk/sip.conf"]);
    expect(tree.problems).toEqual([
      { file: path, line: null, effect: "noted", message: expect.stringMatching(message) },
    ]);
    expect(tree.files.map(({ paths }) => paths)).toEqual([["/etc/asterisk/sip.conf"]]);
  });

  it("calls an include missing only where the whole folder was given", () => {
    const files = {
      "/etc/asterisk/sip.conf": '[general]\n#include "sip_nat.conf"\nrtpkeepalive=3\n[a](base)\ntype=peer',
    };
    const effects = (path: string) => read(files, [path]).problems.map(({ line, effect }) => [line, effect]);
    expect(effects("/etc/asterisk")).toEqual([
      [2, "refused"],
      [4, "refused"],
    ]);
    expect(effects("/etc/asterisk/sip.conf")).toEqual([
      [2, "noted"],
      [4, "noted"],
    ]);
  });

  it("uses the first of two files of one name and says so", () => {
    const tree = read({ "/a/sip.conf": "[general]", "/b/sip.conf": "[general]" }, ["/a", "/b"]);
    expect(tree.files).toHaveLength(1);
    expect(tree.problems).toMatchObject([{ file: "/b/sip.conf", message: expect.stringContaining("/a/sip.conf") }]);
  });

  it("reads a real folder", () => {
    const folder = mkdtempSync(join(tmpdir(), "ari-doctor-config-"));
    writeFileSync(join(folder, "sip.conf"), "[general]\n#include peers.conf\n");
    writeFileSync(join(folder, "peers.conf"), "rtptimeout=30\n");
    const tree = readConfig([folder]);
    rmSync(folder, { recursive: true });
    expect(entries(tree)).toEqual([["general", ["rtptimeout=30"]]]);
    expect(readConfig([folder]).problems).toMatchObject([{ message: expect.stringContaining("does not exist") }]);
  });
});

describe("a folder made to lead elsewhere", () => {
  const folder = mkdtempSync(join(tmpdir(), "ari-doctor-config-"));
  const etc = join(folder, "etc");
  afterAll(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(etc, "own"), { recursive: true });
  writeFileSync(join(folder, "secret"), "[general]\nrtptimeout=7\n");
  writeFileSync(join(etc, "own", "peers.conf"), "rtpkeepalive=3\n");
  symlinkSync(join(folder, "secret"), join(etc, "link.conf"));
  symlinkSync(join(etc, "own", "peers.conf"), join(etc, "peers.conf"));

  it.each([
    ["by its letters", "#include ../secret"],
    ["by a whole path", `#include ${join(folder, "secret")}`],
    ["by a pattern", "#include ../sec*"],
    ["by a link", "#include link.conf"],
    ["by a pattern that finds a link", "#include li*.conf"],
  ])("%s: is followed when asked only", (_how, include) => {
    writeFileSync(join(etc, "sip.conf"), `[general]\n${include}\n#include peers.conf\n`);
    const kept = readConfig([etc]);
    expect(entries(kept)).toEqual([["general", ["rtpkeepalive=3"]]]);
    expect(kept.problems).toMatchObject([{ line: 2, message: expect.stringContaining("--follow-includes") }]);
    const followed = readConfig([etc], undefined, { followIncludes: true });
    expect(JSON.stringify(entries(followed))).toContain("rtptimeout=7");
    expect(followed.problems).toEqual([]);
  });

  it("a filter that would backtrack for ever is not tried", () => {
    writeFileSync(join(etc, "sip.conf"), `[a]\nx=${"a".repeat(40)}!\n[a](+x=(a+)+$)\n`);
    const startMs = performance.now();
    expect(readConfig([etc]).problems).toMatchObject([{ line: 3 }]);
    expect(performance.now() - startMs).toBeLessThan(1_000);
  });

  it("a pattern of many stars is done with at once", () => {
    writeFileSync(join(etc, "a".repeat(200)), "");
    writeFileSync(join(etc, "sip.conf"), `[general]\n#include ${"*a".repeat(60)}b\n`);
    const startMs = performance.now();
    readConfig([etc]);
    expect(performance.now() - startMs).toBeLessThan(1_000);
  });
});

describe("includes", () => {
  it.each<[what: string, main: string, others: Record<string, string>, sections: unknown]>([
    [
      "go on in the open section",
      '[a]\nk=1\n#include "b.conf"\nk=3',
      { "b.conf": "k=2" },
      [["a", ["k=1", "k=2", "k=3"]]],
    ],
    [
      "take <name> and a bare name",
      "[a]\n#include <b.conf>\n#include c.conf",
      { "b.conf": "k=1", "c.conf": "k=2" },
      [["a", ["k=1", "k=2"]]],
    ],
    [
      "leave the includer in its own section",
      "[a]\n#include b.conf\nk=2",
      { "b.conf": "[b]\nk=1" },
      [
        ["a", ["k=2"]],
        ["b", ["k=1"]],
      ],
    ],
    [
      "start where the one before ended",
      "[a]\n#include b.conf\n#include c.conf",
      { "b.conf": "[b]\nk=1", "c.conf": "k=2" },
      [
        ["a", []],
        ["b", ["k=1", "k=2"]],
      ],
    ],
    [
      "follow a pattern in order",
      "[a]\n#include conf.d/*.conf",
      { "conf.d/2.conf": "k=2", "conf.d/1.conf": "k=1", "conf.d/x.txt": "k=3" },
      [["a", ["k=1", "k=2"]]],
    ],
    [
      "follow /etc/asterisk in a copy of it",
      "[a]\n#include /etc/asterisk/b.conf",
      { "b.conf": "k=1" },
      [["a", ["k=1"]]],
    ],
    [
      "start at the root from a subfolder",
      "[a]\n#include d/b.conf",
      { "d/b.conf": "#include c.conf", "c.conf": "k=1" },
      [["a", ["k=1"]]],
    ],
    ["may be missing with #tryinclude", "[a]\n#tryinclude b.conf\nk=1", {}, [["a", ["k=1"]]]],
    [
      "bring in templates",
      "#include b.conf\n[a](t)",
      { "b.conf": "[t](!)\nk=1" },
      [
        ["t", ["k=1"]],
        ["a", ["k=1"]],
      ],
    ],
  ])("%s", (_what, main, others, sections) => {
    const files = Object.fromEntries(Object.entries(others).map(([name, text]) => [`/copy/${name}`, text]));
    const tree = read({ "/copy/sip.conf": main, ...files }, ["/copy"]);
    expect(entries(tree)).toEqual(sections);
    expect(tree.problems).toEqual([]);
  });

  it.each<[what: string, line: string, others: Record<string, string>, effect: string, message: RegExp]>([
    ["a missing file", "#include b.conf", {}, "refused", /b\.conf cannot be read: it does not exist/],
    ["a pattern without a match", "#include b*.conf", {}, "refused", /no file matches/],
    ["a way out", "#include ../../etc/passwd", {}, "noted", /leaves \/etc\/asterisk/],
    ["an absolute way out", "#include /var/www/sip.conf", { "/var/www/sip.conf": "k=2" }, "noted", /leaves/],
    ["a way out by detour", "#include /etc/asterisk/../passwd", {}, "noted", /leaves/],
    ["a binary file", "#include b.conf", { "/etc/asterisk/b.conf": "\0" }, "refused", /binary/],
    ["itself", "#include sip.conf", {}, "ignored", /includes \/etc\/asterisk\/sip\.conf into itself/],
  ])("report %s and go on", (_what, line, others, effect, message) => {
    const tree = read({ "/etc/asterisk/sip.conf": `[a]\n${line}\nk=1`, ...others });
    expect(tree.problems).toEqual([
      { file: "/etc/asterisk/sip.conf", line: 2, effect, message: expect.stringMatching(message) },
    ]);
    expect(entries(tree)).toEqual([["a", ["k=1"]]]);
  });

  it("end a loop over several files", () => {
    const tree = read({
      "/etc/asterisk/sip.conf": "[a]\n#include b.conf",
      "/etc/asterisk/b.conf": "k=1\n#include sip.conf\nk=2",
    });
    expect(entries(tree)).toEqual([["a", ["k=1", "k=2"]]]);
    expect(tree.problems).toMatchObject([{ file: "/etc/asterisk/b.conf", line: 2 }]);
  });

  it("end at ten levels, as in Asterisk", () => {
    const level = (index: number) => [`/etc/asterisk/${index}.conf`, `k=${index}\n#include ${index + 1}.conf`];
    const chain = Object.fromEntries(Array.from({ length: 12 }, (_, index) => level(index + 2)));
    const tree = read({ "/etc/asterisk/sip.conf": "[a]\n#include 2.conf", ...chain });
    expect(tree.files[0]?.paths).toHaveLength(10);
    expect(tree.problems).toMatchObject([
      { file: "/etc/asterisk/10.conf", message: expect.stringContaining("deeper") },
    ]);
  });

  it("end when they multiply", () => {
    const level = (index: number) => [`/etc/asterisk/${index}.conf`, `#include ${index + 1}.conf\n`.repeat(9)];
    const bomb = Object.fromEntries(Array.from({ length: 9 }, (_, index) => level(index + 1)));
    const tree = read({ "/etc/asterisk/sip.conf": "[a]\n#include 1.conf", ...bomb, "/etc/asterisk/10.conf": "k=1" });
    expect(tree.files[0]?.paths.length).toBe(1000);
  });
});

describe("FreePBX parts", () => {
  it("stand in for a file that is missing", () => {
    const tree = read({ "/x/sip_general_custom.conf": "rtptimeout=300" }, ["/x/sip_general_custom.conf"]);
    expect(tree.files).toMatchObject([{ name: "sip.conf", partial: true, paths: ["/x/sip_general_custom.conf"] }]);
    expect(entries(tree)).toEqual([["general", ["rtptimeout=300"]]]);
    expect(tree.problems).toEqual([]);
  });

  it("are not read twice, nor beside the file that includes them", () => {
    const part = { "/x/pjsip.endpoint_custom_post.conf": "[1000](+)\nrtp_timeout=60" };
    const endpoint = { "/x/pjsip.endpoint.conf": "[1000]\ntype=endpoint\n#include pjsip.endpoint_custom_post.conf" };
    const main = { "/x/pjsip.conf": "#include pjsip.endpoint.conf" };
    const merged = [["1000", ["type=endpoint", "rtp_timeout=60"]]];
    expect(entries(read({ ...part, ...endpoint }, ["/x"]))).toEqual(merged);
    expect(entries(read({ ...part, ...endpoint, ...main }, ["/x"]))).toEqual(merged);
  });

  it("say where a header of their own would undo them", () => {
    const tree = read({ "/x/sip_general_custom.conf": "[general]\nrtptimeout=300" }, ["/x"]);
    expect(entries(tree)).toEqual([["general", ["rtptimeout=300"]]]);
    expect(tree.problems).toMatchObject([
      { line: 1, effect: "noted", message: expect.stringContaining("second [general]") },
    ]);
  });
});
