import { expect, it } from "vitest";
import { loggerConf, receives } from "../../../src/asterisk/config/logger-conf.js";
import { musicOnHoldClasses } from "../../../src/asterisk/config/moh-conf.js";
import { readConfig } from "../../../src/asterisk/config/read.js";
import { sessionTimers } from "../../../src/asterisk/config/session-timers.js";
import { memoryIo } from "./memory-io.js";

const read = (name: string, text: string) => readConfig([`/a/${name}`], memoryIo({ [`/a/${name}`]: text }));

it("reads where each level goes", () => {
  const text =
    "[general]\ndateformat=%F %T.%3q\ndateformat=%T\n[logfiles]\nconsole => notice,warning\nfull => [json]NOTICE,verbose(3)\nall => *";
  const conf = loggerConf(read("logger.conf", text));
  expect(conf?.dateFormat).toBe("%F %T.%3q");
  expect(conf?.channels.map(({ name, formatter, levels, line }) => [name, formatter, levels, line])).toEqual([
    ["console", "default", ["notice", "warning"], 5],
    ["full", "json", ["notice", "verbose"], 6],
    ["all", "default", ["*"], 7],
  ]);
  expect(conf?.channels.map((channel) => receives(channel, "VERBOSE"))).toEqual([false, true, true]);
});

it("tells no logger.conf from an empty one", () => {
  expect(loggerConf(read("sip.conf", ""))).toBeNull();
  expect(loggerConf(read("logger.conf", ""))).toEqual({ dateFormat: null, channels: [] });
});

it("reads the music classes", () => {
  const text = "[general]\ncachertclasses=yes\n[base](!)\nmode=files\n[default](base)\ndirectory=moh\n[silent]";
  expect(musicOnHoldClasses(read("musiconhold.conf", text))).toMatchObject([
    { name: "default", mode: "files", directory: "moh", line: 5 },
    { name: "silent", mode: null, directory: null },
  ]);
  expect(musicOnHoldClasses(read("musiconhold.conf", "[general]"))).toEqual([]);
  expect(musicOnHoldClasses(read("sip.conf", ""))).toBeNull();
});

it("reads the session timers of both drivers", () => {
  const rows = (name: string, text: string) =>
    sessionTimers(read(name, text)).map(({ scope, mode, expires }) => `${scope} ${mode} ${expires.seconds}`);
  expect(
    rows(
      "sip.conf",
      "[general]\nsession-expires=600\n[a]\ntype=peer\nsession-timers=Refuse\n[b]\ntype=peer\nsession-expires=90",
    ),
  ).toEqual(["general accept 600", "a refuse 600", "b accept 90"]);
  expect(rows("pjsip.conf", "[a]\ntype=endpoint\n[b]\ntype=endpoint\ntimers=always\ntimers_sess_expires=90")).toEqual([
    "a yes 1800",
    "b always 90",
  ]);
  expect(rows("sip_custom.conf", "[a]\ntype=peer")).toEqual(["a null null"]);
});
