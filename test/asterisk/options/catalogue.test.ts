// The catalogue of options: each entry is complete, and those that the rules advise on are there with their defaults.
import { describe, expect, test } from "vitest";
import { KNOWN_FILES } from "../../../src/asterisk/config/known-files.js";
import {
  counterpartOf,
  isComplete,
  isKnownTo,
  optionCatalogue,
  optionNamed,
  optionsCalled,
  readVersion,
} from "../../../src/asterisk/options/catalogue.js";

/** A file of Asterisk's source and the function, or functions, that read the option. */
const SOURCE = /^(?:[\w-]+\/)+[\w-]+\.c:[a-z_]+(?:, [a-z_]+)*$/;

/** A file of Asterisk's source, or a header, and what in it holds the default: never the XML documentation. */
const DEFAULT_SOURCE = /^(?:[\w-]+\/)+[\w-]+\.[ch]:[A-Za-z_\d]+(?:, [a-z_]+)*$/;

const DRIVERS: Readonly<Record<string, string>> = { "sip.conf": "chan_sip", "pjsip.conf": "chan_pjsip" };

describe("each entry", () => {
  test.each([...new Set(optionCatalogue.map(({ file }) => file))])("of %s is complete", (file) => {
    for (const option of optionCatalogue.filter((one) => one.file === file)) {
      const what = `${option.objects.join("/")} ${option.name}`;
      expect(option.name, what).toMatch(/^[a-z0-9][a-z0-9_-]*$/);
      expect(KNOWN_FILES).toContain(file);
      expect(option.objects.length, what).toBeGreaterThan(0);
      expect(option.driver, what).toBe(DRIVERS[file] ?? null);
      expect(option.source, what).toMatch(SOURCE);
      if (option.default === null) expect(option.defaultSource, what).toBeNull();
      else expect(option.defaultSource, what).toMatch(DEFAULT_SOURCE);
      if (option.range !== null) {
        expect(option.kind, what).toBe("number");
        expect(option.range.min, what).toBeLessThan(option.range.max);
      }
      if (option.kind === "number" && option.default !== null) expect(option.default, what).toMatch(/^\d+$/);
      if (option.kind === "yes-no" && option.default !== null) expect(option.default, what).toMatch(/^(?:yes|no)$/);
      for (const release of option.since) expect(readVersion(release), what).not.toBeNull();
      if (option.note !== null) expect(option.note, what).toMatch(/^[%A-Za-z].*\.$/s);
    }
  });

  test("is there once per object", () => {
    const places = optionCatalogue.flatMap(({ file, objects, name }) =>
      objects.map((object) => `${file} ${object} ${name}`),
    );
    expect(places.filter((place, at) => places.indexOf(place) !== at)).toEqual([]);
  });
});

test.each([
  ["sip.conf", "general", "rtptimeout", "0", "s"],
  ["sip.conf", "peer", "rtpholdtimeout", "0", "s"],
  ["sip.conf", "peer", "rtpkeepalive", "0", "s"],
  ["sip.conf", "general", "session-expires", "1800", "s"],
  ["sip.conf", "peer", "timert1", "500", "ms"],
  ["sip.conf", "general", "use_q850_reason", "no", null],
  ["pjsip.conf", "endpoint", "rtp_timeout", "0", "s"],
  ["pjsip.conf", "endpoint", "rtp_timeout_hold", "0", "s"],
  ["pjsip.conf", "endpoint", "rtp_keepalive", "0", "s"],
  ["pjsip.conf", "endpoint", "moh_passthrough", "no", null],
  ["pjsip.conf", "endpoint", "timers_sess_expires", "1800", "s"],
  ["pjsip.conf", "endpoint", "rtp_port_end", "0", null],
  ["websocket_client.conf", "websocket_client", "connection_timeout", "500", "ms"],
  ["websocket_client.conf", "websocket_client", "reconnect_attempts", null, null],
  ["pjsip.conf", "endpoint", "sub_min_expiry", "0", "s"],
  ["rtp.conf", "general", "stunaddr_reresolve_ttl_0", "no", null],
  ["pjsip.conf", "aor", "qualify_timeout", "3.0", "s"],
  ["pjsip.conf", "global", "keep_alive_interval", "90", "s"],
  ["pjsip.conf", "system", "timer_b", "32000", "ms"],
  ["pjsip.conf", "transport", "tcp_keepalive_interval_time", "1", "s"],
  ["pjsip.conf", "transport", "websocket_write_timeout", "100", "ms"],
  ["rtp.conf", "general", "rtpend", "31000", null],
  ["rtp.conf", "general", "rtcpinterval", "5000", "ms"],
  ["ari.conf", "general", "websocket_write_timeout", "100", "ms"],
  ["ari.conf", "user", "read_only", "no", null],
  ["http.conf", "general", "sessionlimit", "100", null],
  ["http.conf", "general", "session_keep_alive", "15000", "ms"],
  ["logger.conf", "general", "display_callids", "yes", null],
  ["logger.conf", "general", "logger_queue_limit", "1000", null],
  ["asterisk.conf", "options", "maxcalls", "0", null],
  ["cdr.conf", "csv", "loguniqueid", "no", null],
] as const)("%s [%s] knows %s, by default %s", (file, object, name, otherwise, unit) => {
  expect(optionNamed(file, object, name.toUpperCase())).toMatchObject({ default: otherwise, unit });
});

test.each(["autodestruct", "stasis_timeout"])("no file knows %s", (name) => {
  expect(optionsCalled(name)).toEqual([]);
});

test.each(["rtp.conf", "ari.conf", "stasis.conf", "asterisk.conf", "http.conf"] as const)(
  "%s has no RTP timeout",
  (file) => {
    expect(
      optionCatalogue.filter((option) => option.file === file && /rtp_?(?:hold)?_?timeout/.test(option.name)),
    ).toEqual([]);
  },
);

test("is whole for the objects in which unknown names are called so, and for no other", () => {
  expect(isComplete("pjsip.conf", "endpoint")).toBe(true);
  expect(isComplete("pjsip.conf", "phoneprov")).toBe(false);
  expect(isComplete("stasis.conf", "declined_message_types")).toBe(false);
});

test.each([
  ["sip.conf", "general", "rtptimeout", "20.20.1", true],
  ["sip.conf", "general", "rtptimeout", "21.0.0", false],
  ["pjsip.conf", "endpoint", "rtp_timeout", "18.0.0", true],
  ["pjsip.conf", "endpoint", "rtp_port_start", "20.19.0", false],
  ["pjsip.conf", "endpoint", "rtp_port_start", "20.20.1", true],
  ["pjsip.conf", "endpoint", "rtp_port_start", "21.12.0", false], // 21 had ended when it came
  ...(["18.26.4", "20.19.0", "21.12.0", "22.9.0", "23.3.0"] as const).map(
    (version) => ["rtp.conf", "general", "stunaddr_reresolve_ttl_0", version, false] as const,
  ),
  ...(["20.20.0", "22.10.1", "23.4.1", "24.0.0"] as const).map(
    (version) => ["rtp.conf", "general", "stunaddr_reresolve_ttl_0", version, true] as const,
  ),
  ["pjsip.conf", "endpoint", "suppress_moh_on_sendonly", "18.26.4", false],
  ["pjsip.conf", "endpoint", "suppress_moh_on_sendonly", "23.0.0", true],
  ["logger.conf", "general", "rotatetimestamp", "23.0.0", false],
] as const)("%s [%s] %s in Asterisk %s: %s", (file, object, name, text, known) => {
  const option = optionNamed(file, object, name);
  const version = readVersion(text);
  if (option === undefined || version === null) throw new Error("no such entry");
  expect(isKnownTo(option, version)).toBe(known);
});

test.each([
  ["20.20.1", [20, 20, 1]],
  ["22.10.1-rc1", [22, 10, 1]],
  ["18.9-cert4", null],
  ["certified/18.9-cert4", null],
  ["GIT-master-f0c1c1a7", null],
  ["", null],
])("reads the version %s", (text, version) => {
  expect(readVersion(text)).toEqual(version);
});

test("knows what the other driver calls an option", () => {
  const sip = optionNamed("sip.conf", "general", "rtpholdtimeout");
  const pjsip = optionNamed("pjsip.conf", "endpoint", "rtp_timeout");
  expect(sip && counterpartOf(sip)).toBe("rtp_timeout_hold of the endpoint");
  expect(pjsip && counterpartOf(pjsip)).toBe("rtptimeout");
});
