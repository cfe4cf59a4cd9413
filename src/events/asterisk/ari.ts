// ARI requests, responses and events, as `ari set debug` prints them.

import type { AsteriskPattern } from "../pattern.js";
import { type AriDebugEvent, ariEventReading, ariRequestReading, ariResponseReading } from "./ari-debug.js";

export const ariDebug: readonly AsteriskPattern<AriDebugEvent>[] = [
  {
    files: ["res_ari.c"],
    literal: "ARI request received",
    expression: /^<--- ARI request received from: (?<client>\S+) --->/,
    sample: "<--- ARI request received from: 127.0.0.1:57114 --->",
    read: ariRequestReading,
  },
  {
    files: ["res_ari.c"],
    literal: "Sending ARI response",
    expression: /^<--- Sending ARI response to (?<client>\S+) --->/,
    sample: "<--- Sending ARI response to 127.0.0.1:57114 --->",
    read: ariResponseReading,
  },
  {
    files: ["ari_websockets.c", "resource_events.c"],
    literal: "Sending ARI event",
    expression: /^<--- Sending ARI event to (?<client>\S+) --->/,
    sample: "<--- Sending ARI event to 127.0.0.1:57106 --->",
    read: ariEventReading,
  },
];
