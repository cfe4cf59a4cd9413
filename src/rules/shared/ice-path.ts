// How to give ICE a path, for a call, and for the run if the lines name no call.
import type { Recommendation } from "../../verdict/verdict.js";

/** How to give ICE a path. */
export const findIcePath: Recommendation = {
  kind: "config",
  title: "Give ICE a path",
  reason:
    "Asterisk offers the addresses that it has. Behind NAT it needs a STUN server, and callers behind strict firewalls need TURN.",
  risk: null,
  file: "/etc/asterisk/rtp.conf",
  section: "general",
  option: "stunaddr, turnaddr",
  current: null,
  proposed: "a server that both sides can reach; ice_support=yes on the endpoint",
  appliesTo: "all versions",
  apply: ['asterisk -rx "module reload res_rtp_asterisk.so"'],
  verify: ['asterisk -rx "rtp show settings"'],
};
