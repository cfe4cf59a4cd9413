// Who is contacted, and where: users and hosts in SIP addresses, mail addresses and URLs, host names, IP and MAC addresses.
import { MASK, type Masks } from "./masks.js";

const HOST = String.raw`(?!${MASK})(?<host>[A-Za-z\d](?:[\w.-]*[A-Za-z\d])?)`;
/** Endings of host names. Two-letter words that loggers and files end in (app.in, run.sh) are left out. */
const ENDING =
  "(?:com|net|org|biz|edu|gov|eu|ru|su|ua|by|kz|uz|am|ge|de|fr|uk|us|ca|ch|nl|es|pl|cz|sk|se|dk|fi|pt|br|mx|ar|cl|cn|jp|kr|au|nz|za|tr|il|ir|ae|cloud|telecom|local|lan|internal|intranet|corp|home|localdomain|example|invalid|arpa|xn--[a-z\\d-]+)";
// log.info is no host, pbx.example.info is
const DOTTED = String.raw`[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)*\.(?:${ENDING}|[A-Za-z\d-]+\.info)`;

const hostPatterns: readonly RegExp[] = [
  // sip:79162298921@pbx:5060     sips%3Abot%40pbx
  new RegExp(
    String.raw`(?<before>(?<![\w-])sips?(?::|%3A)(?:[^\s@:;<>"'%]+(?::[^\s@<>"']*)?(?:@|%40))?)(?!\d+;|\d+>)${HOST}`,
    "gi",
  ),
  // wss://bot@pbx:8089/ari
  new RegExp(String.raw`(?<before>\w:\/\/(?:[^\s/@"'<>]+@)?)${HOST}`, "g"),
  // Call-ID: 6c042fcc5cd4@pbx
  new RegExp(String.raw`(?<before>\bcall[_-]?id\\*["']?\s*[:=]\s*\\*["']?[^\s@"'<>;,]+@)${HOST}`, "gi"),
  // host=pbx     "hostname": "pbx"     realm="pbx"     systemname = pbx
  new RegExp(
    String.raw`(?<before>\b(?:host|hostname|realm|domain|systemname|remote_?(?:host|addr|address)|received|maddr)\\*["']?\s*[:=]\s*\\*["']?)(?!(?:null|none|true|false)\b)${HOST}`,
    "gi",
  ),
  // Via: SIP/2.0/UDP pbx:5060
  new RegExp(String.raw`(?<before>SIP\/2\.0\/(?:UDP|TCP|TLS|WSS?)\s+)${HOST}`, "gi"),
  // c=IN IP4 pbx
  new RegExp(String.raw`(?<before>\bIN IP[46] )${HOST}`, "g"),
  // Nov 22 15:52:38 pbx asterisk[501]:     2026-11-22T15:52:38+00:00 pbx asterisk[501]:
  new RegExp(
    String.raw`(?<before>(?:[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\S{2,24}) )${HOST}(?= [\w./-]+\[\d+\]:)`,
    "g",
  ),
  // pbx.example.com
  new RegExp(String.raw`(?<before>(?<![\w.-]))(?<host>${DOTTED})(?![\w-]|\.[\w-])`, "gi"),
];

// sip:79162298921:pass@pbx     tel:+79162298921
const sipUser =
  /(?<before>(?<![\w-])(?:sips?|tel)(?::|%3A))(?<user>[^\s@:;<>"'%]+)(?<password>:[^\s@<>"']+)?(?=@|%40)/gi;
// ivan@example.com, but not Call-ID: 6c042fcc5cd4@example.com
const mailUser = new RegExp(
  String.raw`(?<before>\bcall[_-]?id\\*["']?\s*[:=]\s*\\*["']?)?(?<user>(?<![#\w.+%-])[\w.+-]+)(?=@${DOTTED}(?![\w-]))`,
  "gi",
);
// 192.0.2.10     ARI percent-encodes: bot%40192.0.2.10
const ipv4 = /(?:(?<=%[\dA-F]{2})|(?<![\d.]))(?:\d{1,3}\.){3}\d{1,3}(?![\d]|\.\d)/g;
// 2001:db8::10     fe80:0:0:0:1:2:3:4     00:1b:44:11:3a:b7
const ipv6 =
  /(?<![\w:.])(?:(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?=[\da-f:]*\d)(?:[\da-f]{1,4}:){1,6}(?::[\da-f]{1,4}){1,6}|(?:[\da-f]{1,4}:){2,7}:|::(?:[\da-f]{1,4}:){0,6}[\da-f]{1,4}|(?:[\da-f]{2}:){5}[\da-f]{2})(?![\w:])/gi;

/** The machine itself, or none. It reveals nothing about anybody, and it helps to see that the bot runs next to Asterisk. */
const OWN = /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|255\.\d+\.\d+\.\d+|::1)$/i;
const FOUR_NUMBERS = /^(?:\d{1,3}\.){3}\d{1,3}$/;

/** Names that many hosts have, but that a report also uses for other things. */
const ORDINARY =
  /^(?:asterisk|freepbx|pbx|bot|voicebot|server|localhost|local|worker|backend|frontend|general|default|trunk|phone|proxy|gateway|voice|dynamic|host|docker|sip|pjsip|ari|test|prod|stage|dev)$/i;

/** The hosts that a text names in a place for hosts. Those named like words of every report are left out. */
export function hostsIn(text: string): string[] {
  return hostPatterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ groups }) => (isTelling(groups?.host ?? "") ? [groups?.host ?? ""] : [])),
  );
}

/** Is this a host name that may be searched for anywhere? */
export function isTelling(host: string): boolean {
  return host.length > 2 && !ORDINARY.test(host) && !OWN.test(host) && !FOUR_NUMBERS.test(host) && !/^\d+$/.test(host);
}

/** Masks users and hosts that their surroundings identify as such. `joinIds`: first parts of SIP Call-IDs, which stay. */
export function maskHosts(text: string, masks: Masks, joinIds: ReadonlySet<string>): string {
  const users = text
    .replace(sipUser, (...match) => {
      const { before, user, password } = match.at(-1) as Record<string, string | undefined>;
      return `${before}${maskUser(user ?? "", masks)}${password === undefined ? "" : `:${masks.of("secret", password)}`}`;
    })
    .replace(mailUser, (whole, before: string | undefined, user: string) =>
      before !== undefined || joinIds.has(user) ? whole : maskUser(user, masks),
    );
  return hostPatterns.reduce(
    (masked, pattern) =>
      masked.replace(pattern, (...match) => {
        const { before, host } = match.at(-1) as { before: string; host: string };
        return `${before}${maskHost(host, masks)}`;
      }),
    users,
  );
}

/** Masks IP and MAC addresses. */
export function maskAddresses(text: string, masks: Masks): string {
  const mask = (address: string): string => (OWN.test(address) ? address : masks.of("address", address));
  return text.replace(ipv6, mask).replace(ipv4, mask);
}

function maskUser(user: string, masks: Masks): string {
  return masks.of(/^\+?\d{5,}$/.test(user) ? "number" : "user", user);
}

/** The mask of a host, or of the address that stands for one. */
export function maskHost(host: string, masks: Masks): string {
  if (OWN.test(host)) return host;
  return masks.of(FOUR_NUMBERS.test(host) ? "address" : "host", host);
}
