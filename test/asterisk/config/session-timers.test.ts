import { expect, it } from "vitest";
import { readConfig } from "../../../src/asterisk/config/read.js";
import { sessionTimers } from "../../../src/asterisk/config/session-timers.js";
import { memoryIo } from "./memory-io.js";

const read = (name: string, text: string) => readConfig([`/a/${name}`], memoryIo({ [`/a/${name}`]: text }));

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
