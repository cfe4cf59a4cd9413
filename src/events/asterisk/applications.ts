// Applications that return an error, after which the dialplan ends the call.
import type { AsteriskPattern } from "../pattern.js";
import { event, NAME } from "./event-of.js";

export type ApplicationEvent =
  /** Asterisk's own line about why an application returned an error. */
  | { readonly type: "dialplan-app-failed"; readonly app: string; readonly why: string }
  /** A Gosub() that Asterisk itself runs on a channel: hangup handlers, routines before and after Dial(). */
  | { readonly type: "internal-gosub"; readonly state: "start" | "complete" }
  | { readonly type: "absolute-timeout-set"; readonly until: string }
  | { readonly type: "capacity-exceeded"; readonly limit: string };

export const applications: readonly AsteriskPattern<ApplicationEvent>[] = [
  {
    files: ["pbx.c"],
    literal: "No application '",
    expression: /^(?<why>No application '(?<app>[^']*)' for extension \([^()]*\))/,
    sample: "No application 'AudioSocket' for extension (bot, 800, 3)",
    read: event((g) => ({ type: "dialplan-app-failed", app: g.app ?? "", why: g.why ?? "" })),
  },
  {
    files: ["pbx.c"],
    literal: "must be a number > 0, or valid label",
    expression: /^(?<why>Priority '[^']*' must be a number > 0, or valid label)/,
    sample: "Priority 'closed' must be a number > 0, or valid label",
    read: event((g) => ({ type: "dialplan-app-failed", app: "Goto", why: g.why ?? "" })),
  },
  {
    files: ["app_stack.c"],
    literal: "Gosub",
    expression: /^(?<why>Gosub address is invalid: '[^']*')/,
    sample: "Gosub address is invalid: 'menu,s,start'",
    read: event((g) => ({ type: "dialplan-app-failed", app: "Gosub", why: g.why ?? "" })),
  },
  {
    files: ["app_stack.c"],
    literal: "non-existent destination for gosub",
    expression: /^(?<why>Attempt to reach a non-existent destination for gosub: \([^()]*\))/,
    sample: "Attempt to reach a non-existent destination for gosub: (Context:sub-menu, Extension:s, Priority:1)",
    read: event((g) => ({ type: "dialplan-app-failed", app: "Gosub", why: g.why ?? "" })),
  },
  {
    files: ["app_stack.c"],
    literal: "Return without Gosub",
    expression: /^(?<why>Return without Gosub: stack is (?:unallocated|empty))/,
    sample: "Return without Gosub: stack is empty",
    read: event((g) => ({ type: "dialplan-app-failed", app: "Return", why: g.why ?? "" })),
  },
  {
    files: ["app_stack.c"],
    literal: " Internal Gosub(",
    expression: new RegExp(String.raw`^${NAME} Internal Gosub\(.*\) (?<state>start|complete)\b`),
    sample: "PJSIP/trunk-00000004 Internal Gosub(at-hangup,s,1) start",
    read: event((g) => ({ type: "internal-gosub", state: g.state === "start" ? "start" : "complete" })),
  },
  {
    files: ["app_audiosocket.c", "res_audiosocket.c"],
    literal: "UUID",
    expression: /^(?<why>UUID is required|Failed to parse UUID '[^']*'|No UUID for AudioSocket)/,
    sample: "UUID is required",
    read: event((g) => ({ type: "dialplan-app-failed", app: "AudioSocket", why: g.why ?? "" })),
  },
  {
    // quoted from 20.14, 21.9 and 22.4 on
    files: ["res_audiosocket.c"],
    literal: " provided",
    expression: /^(?<why>No AudioSocket server provided|No port provided for \S+)/,
    sample: "No port provided for '127.0.0.1:0'",
    read: event((g) => ({ type: "dialplan-app-failed", app: "AudioSocket", why: g.why ?? "" })),
  },
  {
    files: ["res_audiosocket.c"],
    literal: "Failed to resolve AudioSocket service using",
    expression: /^(?<why>Failed to resolve AudioSocket service using .* - requires a valid hostname and port)/,
    sample: "Failed to resolve AudioSocket service using 'media' - requires a valid hostname and port",
    read: event((g) => ({ type: "dialplan-app-failed", app: "AudioSocket", why: g.why ?? "" })),
  },
  {
    files: ["app_audiosocket.c"],
    literal: "Channel is not answered",
    expression: /^(?<why>Channel is not answered)$/,
    sample: "Channel is not answered",
    read: event((g) => ({ type: "dialplan-app-failed", app: "AudioSocket", why: g.why ?? "" })),
  },
  {
    files: ["app_audiosocket.c"],
    literal: " format to SLINEAR for channel ",
    expression: /^(?<why>Failed to set (?:read|write) format to SLINEAR) for channel /,
    sample: "Failed to set write format to SLINEAR for channel PJSIP/trunk-00000004",
    read: event((g) => ({ type: "dialplan-app-failed", app: "AudioSocket", why: g.why ?? "" })),
  },
  {
    files: ["pbx.c"],
    literal: " exceeded by '",
    expression: new RegExp(
      String.raw`^Maximum (?<limit>call limit of \d+ calls|loadavg limit of [\d.]+ load) exceeded by '${NAME}'`,
    ),
    sample: "Maximum call limit of 100 calls exceeded by 'PJSIP/trunk-00000004'!",
    read: event((g) => ({ type: "capacity-exceeded", limit: g.limit ?? "" })),
  },
  {
    files: ["func_timeout.c"],
    literal: "Channel will hangup at",
    expression: /^Channel will hangup at (?<until>.+?)\.?$/,
    sample: "Channel will hangup at 2026-11-22 16:09:55.626 UTC.",
    read: event((g) => ({ type: "absolute-timeout-set", until: g.until ?? "" })),
  },
];
