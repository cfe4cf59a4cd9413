// Hang-ups from outside, and the core: start, stop, the logger.
import type { AsteriskPattern } from "../pattern.js";
import { event, NAME } from "./event-of.js";

export type HangUpOrCoreEvent =
  | { readonly type: "soft-hangup"; readonly flag: number }
  | { readonly type: "channel-allocated"; readonly address: string }
  | { readonly type: "channel-topic"; readonly address: string }
  | { readonly type: "ami-hangup"; readonly manager: string }
  | { readonly type: "log-opened"; readonly version: string }
  /** A line that Asterisk prints while it starts, and at no other time. */
  | { readonly type: "asterisk-starting" }
  | { readonly type: "asterisk-ready" }
  | { readonly type: "asterisk-ended"; readonly cleanly: boolean }
  | { readonly type: "cli-connected" }
  | { readonly type: "cli-disconnected" }
  | { readonly type: "log-discarding" }
  | { readonly type: "log-resumed"; readonly discardedCount: number };

export const hangUps: readonly AsteriskPattern<HangUpOrCoreEvent>[] = [
  {
    files: ["manager.c"],
    literal: "hanging up channel:",
    expression: new RegExp(String.raw`^(?:HTTP )?Manager '(?<manager>[^']*)' from \S+, hanging up channel: ${NAME}`),
    sample: "Manager 'monitor' from 127.0.0.1, hanging up channel: PJSIP/trunk-00000019",
    read: event((g) => ({ type: "ami-hangup", manager: g.manager ?? "" })),
  },
  {
    files: ["channel.c"],
    literal: "Soft-Hanging (",
    expression: new RegExp(String.raw`^Soft-Hanging \((?<flag>0x[0-9a-f]+)\) up channel '${NAME}'`),
    sample: "Soft-Hanging (0x20) up channel 'PJSIP/trunk-00000003'",
    read: event((g) => ({ type: "soft-hangup", flag: Number(g.flag) })),
  },
  {
    files: ["channel.c"],
    literal: "' allocated",
    expression: new RegExp(String.raw`^Channel (?<address>\S+) '${NAME}' allocated`),
    sample: "Channel 0x7f8a3c01b2c0 'PJSIP/trunk-00000003' allocated",
    read: event((g) => ({ type: "channel-allocated", address: g.address ?? "" })),
  },
  {
    files: ["stasis.c"],
    literal: "Topic 'channel:",
    expression: /^Topic 'channel:(?<id>[^']+)': (?<address>\S+) created/,
    sample: "Topic 'channel:1795363779.0': 0x7f8a3c01b2c0 created",
    read: event((g) => ({ type: "channel-topic", address: g.address ?? "" })),
  },
  {
    files: ["logger.c", "asterisk.c"],
    literal: " built by ",
    expression: /^Asterisk (?<version>\S+) built by /,
    sample: "Asterisk 20.20.1 built by root @ vm on a x86_64 running Linux on 2026-11-22 15:26:05 UTC",
    read: event((g) => ({ type: "log-opened", version: g.version ?? "" })),
  },
  {
    // printed by load_pbx: the first line of a start that is the same in all versions (main/pbx.c)
    files: ["pbx.c"],
    literal: "Asterisk PBX Core Initializing",
    expression: /^Asterisk PBX Core Initializing/,
    sample: "Asterisk PBX Core Initializing",
    read: event(() => ({ type: "asterisk-starting" })),
  },
  {
    files: ["pbx.c"],
    literal: "Registering builtin functions:",
    expression: /^Registering builtin functions:/,
    sample: "Registering builtin functions:",
    read: event(() => ({ type: "asterisk-starting" })),
  },
  {
    files: ["loader.c"],
    literal: "Asterisk Dynamic Loader Starting",
    expression: /^Asterisk Dynamic Loader Starting/,
    sample: "Asterisk Dynamic Loader Starting:",
    read: event(() => ({ type: "asterisk-starting" })),
  },
  {
    // printed only at a start, never by `module load` (main/loader.c:load_modules)
    files: ["loader.c"],
    literal: " modules will be loaded",
    expression: /^\d+ modules will be loaded/,
    sample: "312 modules will be loaded.",
    read: event(() => ({ type: "asterisk-starting" })),
  },
  {
    // the core's own channel type; drivers register theirs whenever their module is loaded (main/channel.c:ast_channels_init)
    files: ["channel.c"],
    literal: "Registered channel type 'Surrogate'",
    expression: /^Registered channel type 'Surrogate'/,
    sample: "Registered channel type 'Surrogate' (Surrogate channel used to pull channel from an application)",
    read: event(() => ({ type: "asterisk-starting" })),
  },
  {
    files: ["message.c"],
    literal: "Message handler 'dialplan' registered",
    expression: /^Message handler 'dialplan' registered/,
    sample: "Message handler 'dialplan' registered.",
    read: event(() => ({ type: "asterisk-starting" })),
  },
  {
    files: ["asterisk.c"],
    literal: "Asterisk Ready.",
    expression: /^Asterisk Ready\./,
    sample: "Asterisk Ready.",
    read: event(() => ({ type: "asterisk-ready" })),
  },
  {
    files: ["asterisk.c"],
    literal: "cleanly ending",
    expression: /^Asterisk (?<how>un)?cleanly ending \(\d+\)/,
    sample: "Asterisk cleanly ending (0).",
    read: event((g) => ({ type: "asterisk-ended", cleanly: g.how === undefined })),
  },
  {
    files: ["asterisk.c"],
    literal: "Remote UNIX connection",
    expression: /^Remote UNIX connection(?<gone> disconnected)?$/,
    sample: "Remote UNIX connection disconnected",
    read: event((g) => ({ type: g.gone ? "cli-disconnected" : "cli-connected" })),
  },
  {
    files: ["logger", "logger.c"],
    literal: "Log queue threshold",
    expression: /^Log queue threshold \(\d+\) exceeded/,
    sample: "Log queue threshold (1000) exceeded.  Discarding new messages.",
    read: event(() => ({ type: "log-discarding" })),
  },
  {
    files: ["logger", "logger.c"],
    literal: "Logging resumed",
    expression: /^Logging resumed\. {1,2}(?<count>\d+) messages? discarded/,
    sample: "Logging resumed.  17 messages discarded.",
    read: event((g) => ({ type: "log-resumed", discardedCount: Number(g.count) })),
  },
];
