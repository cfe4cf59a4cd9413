// What to do against a flood of SIP requests, for a call and for the run.

/** What to do against a flood of requests. */
export const keepFloodAway = {
  kind: "config" as const,
  title: "Keep the flood away from PJSIP",
  reason:
    "Each OPTIONS or REGISTER from a stranger takes a task before it is refused, and a full queue makes PJSIP ignore calls.",
  risk: "A filter that is too wide also drops your trunks; let their addresses pass first.",
  proposed: "a firewall or fail2ban rule for sources that match no endpoint; slower monitoring probes",
  appliesTo: "chan_pjsip, all versions",
  apply: [],
  verify: ['asterisk -rx "core show taskprocessors"', "grep -c 'No matching endpoint found' /var/log/asterisk/full"],
};
