// Who is contacted, and where: users and hosts in SIP addresses, mail addresses and URLs, host names, IP and MAC addresses.
import { createRequire } from "node:module";
import { MASK, type Masks, maskFound } from "./masks.js";

/** Every top-level domain there is, and those of networks of one's own. Required, for Node 20 warns of an import of JSON. */
const domains: ReadonlySet<string> = new Set([
  ...(createRequire(import.meta.url)("tlds") as string[]),
  ..."local lan internal intranet corp home localdomain example invalid test onion".split(" "),
]);

/** Those that files, loggers and fields of objects end in, too: app.in, run.sh, call.media.play. */
const WORDS: ReadonlySet<string> = new Set(
  "in is it to me my no so do at as be by us am id py sh rs pl md cc ps ml info name call calls play run stream audio video media events host hosting app bot map data zip mov cab date day now new one live work works tools systems network phone mobile chat voice zone page pages link links click search open here list".split(
    " ",
  ),
);
/** Of these, those in which no field of an object ends. */
const TELLING_OF_THREE: ReadonlySet<string> = new Set(["info", "by", "am", "us", "app"]);

const HOST = String.raw`(?!${MASK})(?<host>[\p{L}\d](?:[\p{L}\d_.-]*[\p{L}\d])?)`;
const LABEL = String.raw`[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?`;
const MAIL_USER = String.raw`[\p{L}\d_.+’'&=~-]`;

const hostPatterns: readonly RegExp[] = [
  // sip:79162298921@pbx:5060     sips%3Abot%40pbx
  new RegExp(
    String.raw`(?<before>(?<![\w-])(?:sips?|xmpp|pres|im)(?::|%3A)(?:[^\s@:;<>"'%]{1,200}(?:;[^\s@<>"']{0,80})?(?::[^\s@<>"']{0,200})?(?:@|%40))?)(?!\d+;|\d+>)${HOST}`,
    "giu",
  ),
  // wss://bot@pbx:8089/ari
  new RegExp(String.raw`(?<before>\w:\/\/(?:[^\s/@"'<>]+@)?)${HOST}`, "gu"),
  // Call-ID: 6c042fcc5cd4@pbx
  new RegExp(String.raw`(?<before>\bcall[_-]?id\\*["']?\s*[:=]\s*\\*["']?[^\s@"'<>;,]+@)${HOST}`, "giu"),
  // ivan@example.anything     ivan%40example.anything     but no 1000@from-trunk, which is a context
  new RegExp(
    String.raw`(?<before>(?:(?<=${MAIL_USER})|(?<=#\d{1,9}))(?:@|%40))(?!${MASK})(?<host>(?:${LABEL}\.)+(?:\p{L}{2,}|xn--[a-z\d-]+))`,
    "giu",
  ),
  // ssh -p 2222 user#1@pbx     user#1@pbx:~$     scp full user#1@pbx:/tmp
  new RegExp(
    String.raw`(?<before>\b(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id)\b(?:\s[^\s@]{1,80}){0,8}\s[^\s@:]{1,80}@)${HOST}`,
    "gu",
  ),
  new RegExp(String.raw`(?<before>\bssh\s{1,3}(?:-[a-z]\s\S{1,80}\s){1,4})${HOST}(?![@\w])`, "gu"),
  new RegExp(String.raw`(?<before>(?<![\w.-])[\w.#-]{1,80}@)${HOST}(?=:[~/])`, "gu"),
  new RegExp(String.raw`(?<before><[\w.+#-]{1,80}@)${HOST}(?=>)`, "gu"),
  new RegExp(String.raw`(?<before>#\d{1,9}\s{0,2}[(\[](?:at|@|собака)[)\]]\s{0,2})${HOST}`, "giu"),
  new RegExp(
    String.raw`(?<before>\b(?:ping6?|telnet|dig|nslookup|traceroute|mtr|tracert|resolve|resolving|lookup|host|server|machine|gateway|upstream)\s{1,3})(?=[^\s:=]*[\d-])(?=[^\s:=]*\p{L})${HOST}`,
    "giu",
  ),
  // host=pbx     "hostname": "pbx"     db_host: pbx     realm="pbx"     systemname = pbx
  new RegExp(
    String.raw`(?<before>(?:\b|[a-z\d]_)(?:host|hostname|realm|domain|systemname|remote_?(?:host|addr|address)|received|maddr|fqdn)\\*["']?\s*[:=]\s*\\*["']?)(?!(?:null|none|true|false)\b)${HOST}`,
    "giu",
  ),
  // server=pbx     "proxy": "pbx"     but no Server: Asterisk PBX 20
  new RegExp(
    String.raw`(?<before>(?<![\w-])(?:[a-z\d]{1,20}[_-])?(?:server|proxy|outboundproxy|gateway|upstream|broker|nameserver|machine)(?:_name|_addr(?:ess)?|_host)?(?:=|\\*["']\s*:\s*\\*["'])\\*["']?)(?!(?:null|none|true|false|yes|no)\b)${HOST}`,
    "giu",
  ),
  // pbx:5060, of known ports     connect to pbx-2:6380
  /(?<before>(?<![\p{L}\d_.:/@%#-]))(?!(?:s?ports?|sip|pjsip|line|pid|id|rtp|rtcp|tcp|udp|tls|wss?|https?|ari|ami)\b)(?<host>\p{L}[\p{L}\d-]*)(?=:(?:5060|5061|5038|5039|8080|8088|8089|3478|5349|5432|3306|6379|27017|9092|4573|1935|443|22)(?!\d))/giu,
  /(?<before>\b(?:to|from|at|via|with|on|host|server|peer|reach) )(?<host>\p{L}[\p{L}\d.-]*[\p{L}\d])(?=:\d{2,5}(?![\d.]))(?!(?:port|line|pid|id)\b)/gu,
  // Via: SIP/2.0/UDP pbx:5060
  new RegExp(String.raw`(?<before>SIP\/2\.0\/(?:UDP|TCP|TLS|WSS?)\s+)${HOST}`, "giu"),
  // c=IN IP4 pbx
  new RegExp(String.raw`(?<before>\bIN IP[46] )${HOST}(?![\p{L}\d:._-])`, "gu"),
  // Nov 22 15:52:38 pbx asterisk[501]:     2026-11-22T15:52:38+00:00 pbx asterisk[501]:
  new RegExp(
    String.raw`(?<before>(?:[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\S{2,24}) )${HOST}(?= [\w.\/-]+\[\d+\]:)`,
    "gu",
  ),
];
// pbx.example.com
const dotted = new RegExp(
  String.raw`(?<before>(?<![\p{L}\d_.@-]))(?<host>(?:${LABEL}\.)+(?:\p{L}{2,63}|xn--[a-zA-Z\d-]{2,59}))(?![\p{L}\d_-]|\.[\p{L}\d_-])`,
  "gu",
);

/** Is a dotted word a host? log.info is none, pbx.example.info is; call.media.play is none, pbx-1.example.play is. */
function isDottedHost(word: string): boolean {
  const labels = word.toLowerCase().split(".");
  const ending = labels.at(-1) ?? "";
  if (!domains.has(ending) && !ending.startsWith("xn--")) return false;
  if (!WORDS.has(ending)) return true;
  return labels.length > 2 && (TELLING_OF_THREE.has(ending) || /[\d-]/.test(word));
}

// sip:79162298921:pass@pbx     tel:+79162298921     sip:ivan;phone-context=x@pbx
const sipUser =
  /(?<before>(?<![\w-])(?:sips?|tel|xmpp|pres|im)(?::|%3A))(?<user>[^\s@:;<>"'%]+)(?<parameters>;[^\s@<>"':]{0,80})?(?<password>:[^\s@<>"']+)?(?=@|%40)/gi;
// <tel:+4930555378>
const telUser = /(?<before>(?<![\w-])tel(?::|%3A))(?<user>\+?[\d().-]{3,24})/gi;
// ivan/sip:ivan@pbx: the name of an AOR before its contact
const aorUser = /(?<before>(?<![\p{L}\d_/-]))(?<user>[\p{L}\d_.-]{1,80})(?=\/sips?:)/giu;
// ivan@example.com, ivan%40example.com, but not Call-ID: 6c042fcc5cd4@example.com
const mailUser = new RegExp(
  String.raw`(?<before>\bcall[_-]?id\\*["']?\s*[:=]\s*\\*["']?)?(?<user>(?<![#\p{L}\d_.+%’-])(?:"[^"@\s]{1,60}"|${MAIL_USER}+))(?=(?:@|%40)(?:${LABEL}\.)+(?:\p{L}{2,}|xn--[a-z\d-]+))`,
  "giu",
);
// ssh ivan@pbx     scp full ivan@pbx:/tmp     ivan@pbx:~$
const shellUsers: readonly RegExp[] = [
  /(?<before>\b(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id)\b(?:\s[^\s@]{1,80}){0,8}\s)(?<user>[^\s@:#]{1,80})(?=@[\p{L}\d])/gu,
  /(?<before>\bssh\s(?:[^\n]{0,80}\s)?-l\s{0,2})(?<user>[^\s@:#-][^\s@:#]{0,80})/gu,
  /(?<before>(?<![\p{L}\d_.-]))(?<user>[\p{L}\d_.-]{1,80})(?=@[\p{L}\d.-]{1,80}:[~/])/gu,
  // <ivan@mail>     ivan (at) mail.example
  /(?<before><)(?<user>[\p{L}\d_.+-]{1,80})(?=@[\p{L}\d.-]{1,80}>)/gu,
  /(?<before>(?<![\p{L}\d_.+-]))(?<user>[\p{L}\d_.+-]{1,80})(?=\s{0,2}[([](?:at|@|собака)[)\]]\s{0,2}[\p{L}\d])/giu,
];
// username=ivan     AccountID="ivan"     "user": "ivan"     user: ivan, but no user=phone, and no "user: hello there"
const userField =
  /(?<before>(?<![\p{L}\d-])(?:[a-z\d]{1,20}_)?(?:user(?:_?name)?|fromuser|defaultuser|authuser|contact_?user|login|account_?(?:id|name|code)|authid|sip_?user|subscriber(?:_?id)?|aor|uname)(?:\\*["']\s{0,2}[:=]\s{0,2}\\*["']|\s{0,2}=>?\s{0,2}\\*["']?|:\s{0,2}(?=[^\s,;)}\]|]{1,80}(?:[,;)}\]|]|\s*$))))(?!(?:phone|ip|dialog|null|none|true|false|yes|no|asterisk)\b|[a-z]+#\d|\d{1,4}\b)(?<user>[\p{L}\d_+][\p{L}\d_.+-]{0,80})(?![\p{L}\d_/(@-])/giu;

// 192.0.2.10     ARI percent-encodes: bot%40192.0.2.10
const ipv4 = /(?:(?<=%[\dA-F]{2})|(?<![\d.]))(?:\d{1,3}\.){3}\d{1,3}(?![\d]|\.\d)/g;
// ip-10-0-0-1     ec2-10-0-0-1     10-0-0-1.dyn
const dashed =
  /(?<![\w-])(?:[a-z][a-z\d]{0,20}-)(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)-){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w-])|(?<![\w-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)-){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?=\.[a-z])/gi;
// ::ffff:192.0.2.10     2001:db8::10     fe80::ace     fe80:0:0:0:1:2:3:4     00:1b:44:11:3a:b7
const ipv6 =
  /(?<![\w:.])(?:::(?:ffff:){0,2}(?:\d{1,3}\.){3}\d{1,3}|(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?:[\da-f]{1,4}:){1,6}(?::[\da-f]{1,4}){1,6}|(?:[\da-f]{1,4}:){2,7}:|[\da-f]{3,4}::|::(?:[\da-f]{1,4}:){0,6}[\da-f]{1,4}|(?:[\da-f]{2}:){5}[\da-f]{2})(?![\w:])/gi;
// 00-1b-44-11-3a-b7     001b.4411.3ab7     mac=001b44113ab7     SEP001B44113AB7     001b44113ab7.cfg
const bareMac = /(?<![\w-])(?=\d*[A-F])(?=[A-F]*\d)[\dA-F]{12}(?![\w-])/g;
const mac =
  /(?<![\w-])(?:[\da-f]{2}-){5}[\da-f]{2}(?![\w-])|(?<![\w.])(?:[\da-f]{4}\.){2}[\da-f]{4}(?![\w.])|(?<=\b(?:mac|hwaddr|ether|lladdr|phone|device|station|handset)(?:[_ -]?addr(?:ess)?)?["']?[ :=]{1,3}["']?)[\da-f]{12}(?![\da-z])|(?<=\b(?:SEP|SIP|ATA))[\da-f]{12}(?![\da-z])|(?<![\w:.-])(?:[\da-f]{4}:){2}[\da-f]{4}(?![\w:.-])|(?<![\da-z])[\da-f]{12}(?=\.(?:cfg|xml|cnf|boot|ini)\b)/gi;

/** The machine itself, or none. It reveals nothing about anybody, and it helps to see that the bot runs next to Asterisk. */
const OWN = /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|255\.\d+\.\d+\.\d+|::1)$/i;
const FOUR_NUMBERS = /^(?:\d{1,3}\.){3}\d{1,3}$/;

/** Names that many hosts have, but that a report also uses for other things. */
const ORDINARY =
  /^(?:asterisk|freepbx|pbx|bot|voicebot|server|localhost|local|worker|backend|frontend|general|default|trunk|phone|proxy|gateway|voice|dynamic|host|docker|sip|pjsip|ari|test|prod|stage|dev)$/i;

/** The hosts that a text names in a place for hosts. Those named like words of every report are left out. */
export function hostsIn(text: string): string[] {
  const placed = hostPatterns.flatMap((pattern) => [...text.matchAll(pattern)]);
  const named = text.includes(".") ? [...text.matchAll(dotted)] : [];
  return [
    ...placed.map(({ groups }) => groups?.host ?? ""),
    ...named.map(({ groups }) => groups?.host ?? "").filter(isDottedHost),
  ].filter(isTelling);
}

/** Is this a host name that may be searched for anywhere? */
export function isTelling(host: string): boolean {
  return host.length > 2 && !ORDINARY.test(host) && !OWN.test(host) && !FOUR_NUMBERS.test(host) && !/^\d+$/.test(host);
}

/** Masks users and hosts that their surroundings identify as such. `joinIds`: first parts of SIP Call-IDs, which stay. */
export function maskHosts(text: string, masks: Masks, joinIds: ReadonlySet<string>): string {
  const asUser = (user: string): string => maskUser(user, masks);
  const users = [aorUser, userField, telUser, ...shellUsers].reduce(
    (told, pattern) => maskFound(told, pattern, asUser),
    text
      .replace(sipUser, (...match) => {
        const { before, user, parameters, password } = match.at(-1) as Record<string, string | undefined>;
        return `${before}${asUser(user ?? "")}${parameters ?? ""}${password === undefined ? "" : `:${masks.of("secret", password)}`}`;
      })
      .replace(mailUser, (whole, before: string | undefined, user: string) =>
        before !== undefined || joinIds.has(user) ? whole : asUser(user),
      ),
  );
  const placed = hostPatterns.reduce(
    (told, pattern) => maskFound(told, pattern, (host) => maskHost(host, masks)),
    users,
  );
  return maskFound(placed, dotted, (word) => (isDottedHost(word) ? maskHost(word, masks) : word));
}

/** Masks IP and MAC addresses. */
export function maskAddresses(text: string, masks: Masks): string {
  const mask = (address: string): string => (OWN.test(address) ? address : masks.of("address", address));
  return text.replace(ipv6, mask).replace(mac, mask).replace(bareMac, mask).replace(ipv4, mask).replace(dashed, mask);
}

function maskUser(user: string, masks: Masks): string {
  return masks.of(/^\+?\d{5,}$/.test(user) ? "number" : "user", user);
}

/** The mask of a host, or of the address that stands for one. */
export function maskHost(host: string, masks: Masks): string {
  if (OWN.test(host)) return host;
  return masks.of(FOUR_NUMBERS.test(host) ? "address" : "host", host);
}
