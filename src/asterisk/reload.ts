// How a changed file comes into force without a restart, and how to see that it did.
import type { KnownFile } from "./config/known-files.js";
import { consoleCommand } from "./console-command.js";

export interface Reload {
  readonly apply: readonly string[];
  readonly verify: readonly string[];
  /** What calls that are up keep using. */
  readonly runningCalls: string;
}

const UNTOUCHED = "Running calls are not touched.";

const RELOADS: Partial<Record<KnownFile, Reload>> = {
  "sip.conf": {
    apply: [consoleCommand("sip reload")],
    verify: [consoleCommand("sip show settings")],
    runningCalls: "Running calls keep the values that they began with.",
  },
  "pjsip.conf": {
    apply: [consoleCommand("pjsip reload")],
    verify: [consoleCommand("pjsip show endpoints")],
    runningCalls: "Running calls keep the endpoint that they began with.",
  },
  "rtp.conf": {
    apply: [consoleCommand("module reload res_rtp_asterisk.so")],
    verify: [consoleCommand("rtp show settings")],
    runningCalls: UNTOUCHED,
  },
  "ari.conf": {
    apply: [consoleCommand("module reload res_ari.so")],
    verify: [consoleCommand("ari show status")],
    runningCalls: UNTOUCHED,
  },
  "websocket_client.conf": {
    apply: [consoleCommand("module reload res_websocket_client.so")],
    verify: [],
    runningCalls: "Open connections keep the values that they were made with.",
  },
  "http.conf": {
    apply: [consoleCommand("module reload http")],
    verify: [consoleCommand("http show status")],
    runningCalls: UNTOUCHED,
  },
  "logger.conf": {
    apply: [consoleCommand("logger reload")],
    verify: [consoleCommand("logger show channels")],
    runningCalls: "Running calls are logged in the new way at once.",
  },
  "musiconhold.conf": {
    apply: [consoleCommand("moh reload")],
    verify: [consoleCommand("moh show classes")],
    runningCalls: UNTOUCHED,
  },
};

/** The commands for a file. A file that is read only at the start has just a restart. */
export function reloadOf(file: KnownFile): Reload {
  return (
    RELOADS[file] ?? {
      apply: [consoleCommand("core restart when convenient")],
      verify: [],
      runningCalls: "It is read at the start of Asterisk only.",
    }
  );
}
