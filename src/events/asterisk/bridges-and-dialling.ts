// Bridges, and dialled channels.
import type { AsteriskPattern } from "../pattern.js";
import { event, NAME } from "./event-of.js";

export type BridgeOrDialEvent =
  | { readonly type: "bridge-joined"; readonly bridgeId: string; readonly bridgeKind: string }
  | { readonly type: "bridge-left"; readonly bridgeId: string; readonly bridgeKind: string }
  /** A channel replaced another one in a bridge. `replaced` is the name of the one it pushed out. */
  | { readonly type: "bridge-swapped"; readonly bridgeId: string; readonly replaced: string }
  | {
      readonly type: "dial";
      readonly state: "called" | "ringing" | "answered" | "busy" | "failed";
      readonly peer: string;
      /** For an answer: the channel that had dialled. */
      readonly caller?: string | null;
    }
  /** Dial() did not reach one of its destinations or, with `isWhole`, any of them. */
  | { readonly type: "dial-failed"; readonly why: string; readonly isWhole: boolean }
  | { readonly type: "mailbox-missing"; readonly mailbox: string };

export const bridgesAndDialling: readonly AsteriskPattern<BridgeOrDialEvent>[] = [
  {
    files: ["bridge_channel.c"],
    literal: " joined ",
    expression: new RegExp(String.raw`^Channel ${NAME} joined '[^']*' (?<kind>\S+)-bridge <(?<bridge>[^<>]+)>`),
    sample: "Channel PJSIP/trunk-0000000a joined 'simple_bridge' stasis-bridge <5de18f32-2356-4893-91c3-525f5d2710ad>",
    read: event((g) => ({ type: "bridge-joined", bridgeId: g.bridge ?? "", bridgeKind: g.kind ?? "" })),
  },
  {
    files: ["bridge_channel.c"],
    literal: " left '",
    expression: new RegExp(String.raw`^Channel ${NAME} left '[^']*' (?<kind>\S+)-bridge <(?<bridge>[^<>]+)>`),
    sample: "Channel PJSIP/1001-0000000b left 'native_rtp' stasis-bridge <5de18f32-2356-4893-91c3-525f5d2710ad>",
    read: event((g) => ({ type: "bridge-left", bridgeId: g.bridge ?? "", bridgeKind: g.kind ?? "" })),
  },
  {
    files: ["bridge_channel.c"],
    literal: " swapped with ",
    expression: new RegExp(
      String.raw`^Channel ${NAME} swapped with (?<replaced>\S+) into '[^']*' \S+-bridge <(?<bridge>[^<>]+)>`,
    ),
    sample:
      "Channel PJSIP/1001-0000000d swapped with PJSIP/trunk-0000000a into 'simple_bridge' stasis-bridge <5de18f32-2356-4893-91c3-525f5d2710ad>",
    read: event((g) => ({ type: "bridge-swapped", bridgeId: g.bridge ?? "", replaced: g.replaced ?? "" })),
  },
  {
    files: ["app_dial.c", "dial.c"],
    literal: "Called ",
    expression: /^Called (?<peer>\S+)$/,
    sample: "Called PJSIP/1001",
    read: event((g) => ({ type: "dial", state: "called", peer: g.peer ?? "" })),
  },
  {
    files: ["app_dial.c", "dial.c"],
    literal: " is ringing",
    expression: new RegExp(String.raw`^${NAME} is ringing`),
    sample: "PJSIP/1001-00000016 is ringing",
    read: event((g) => ({ type: "dial", state: "ringing", peer: g.name ?? "" })),
  },
  {
    files: ["app_dial.c", "dial.c"],
    literal: " answered",
    expression: new RegExp(String.raw`^${NAME} answered(?: (?<caller>[A-Za-z][\w.]*\/[^\s'",<>]+))?`),
    sample: "PJSIP/1001-00000016 answered PJSIP/trunk-00000015",
    read: event((g) => ({ type: "dial", state: "answered", peer: g.name ?? "", caller: g.caller ?? null })),
  },
  {
    files: ["app_dial.c", "dial.c"],
    literal: " is busy",
    expression: new RegExp(String.raw`^${NAME} is busy`),
    sample: "PJSIP/1001-00000016 is busy",
    read: event((g) => ({ type: "dial", state: "busy", peer: g.name ?? "" })),
  },
  {
    files: ["app_dial.c"],
    literal: "Everyone is busy/congested at this time (",
    expression:
      /^Everyone is busy\/congested at this time \(\d+:(?<busy>\d+)\/(?<congested>\d+)\/(?<unavailable>\d+)\)/,
    sample: "Everyone is busy/congested at this time (1:0/0/1)",
    read: event((g) => ({
      type: "dial-failed",
      why: g.busy !== "0" ? "busy" : g.congested !== "0" ? "congested" : "not available",
      isWhole: true,
    })),
  },
  {
    files: ["app_dial.c"],
    literal: "Unable to create channel of type '",
    expression: /^Unable to create channel of type '[^']*' \(cause \d+ - (?<why>[^()]*)\)/,
    sample: "Unable to create channel of type 'PJSIP' (cause 3 - No route to destination)",
    read: event((g) => ({ type: "dial-failed", why: g.why ?? "", isWhole: false })),
  },
  {
    files: ["chan_pjsip.c"],
    literal: "Unable to create PJSIP channel - ",
    expression: /^Unable to create PJSIP channel - (?<why>endpoint '[^']*' was not found)/,
    sample: "Unable to create PJSIP channel - endpoint 'gw9' was not found",
    read: event((g) => ({ type: "dial-failed", why: g.why ?? "", isWhole: false })),
  },
  {
    files: ["app_voicemail.c"],
    literal: "No entry in voicemail config file for '",
    expression: /^No entry in voicemail config file for '(?<mailbox>[^']*)'/,
    sample: "No entry in voicemail config file for '2204'",
    read: event((g) => ({ type: "mailbox-missing", mailbox: g.mailbox ?? "" })),
  },
];
