// What a busy server logs beside calls, and what says nothing of one: traces of registrations and qualifies, debug lines.

/** Records of noise, one of them per call of the function; each may have lines of its own. `n` makes them differ. */
const KINDS: readonly ((n: number) => string)[] = [
  (n) =>
    `VERBOSE[1201] res_pjsip_registrar.c: Added contact 'sip:${1000 + (n % 900)}@192.0.2.${n % 250}:5060' to AOR '${1000 + (n % 900)}' with expiration of 120 seconds`,
  (n) =>
    `VERBOSE[1202] res_pjsip/pjsip_options.c: Contact ${1000 + (n % 900)}/sip:${1000 + (n % 900)}@192.0.2.${n % 250}:5060 is now Reachable.  RTT: ${n % 90}.${n % 1000} msec`,
  (n) =>
    `DEBUG[1203] res_pjsip/pjsip_distributor.c: Calculated serializer pjsip/distributor-${n % 31} to use for Request msg OPTIONS/cseq=${n % 65_536} (rdata0x7f10${n % 9}001a8)`,
  (n) => `DEBUG[1204] threadpool.c: Increasing threadpool stasis's size by ${n % 5}`,
  (n) => `DEBUG[1205] stasis.c: Creating topic. name: endpoint:PJSIP/${1000 + (n % 900)}, detail: `,
  (n) => {
    const user = 1000 + (n % 900);
    return [
      `VERBOSE[1206] res_pjsip_logger.c: <--- Received SIP request (${400 + (n % 200)} bytes) from UDP:192.0.2.${n % 250}:5060 --->`,
      `REGISTER sip:pbx.example.net SIP/2.0`,
      `Via: SIP/2.0/UDP 192.0.2.${n % 250}:5060;rport;branch=z9hG4bK${n.toString(36)}`,
      `From: <sip:${user}@pbx.example.net>;tag=${(n * 31).toString(36)}`,
      `To: <sip:${user}@pbx.example.net>`,
      `Call-ID: reg${(n * 977).toString(36)}@192.0.2.${n % 250}`,
      `CSeq: ${n % 65_536} REGISTER`,
      `Contact: <sip:${user}@192.0.2.${n % 250}:5060>`,
      `Expires: 120`,
      `Max-Forwards: 70`,
      `Content-Length: 0`,
      ``,
      ``,
    ].join("\n");
  },
];

/** The n-th record of noise without its stamp: same n, same text. */
export function noise(n: number): string {
  return (KINDS[n % KINDS.length] as (n: number) => string)(Math.floor(n / KINDS.length));
}
