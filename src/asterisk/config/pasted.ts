// Reads text that people paste instead of files, as Asterisk's console prints it, into sections of the file that the values come
// from. It is recognised by content, so its file may have any name. Beware: `sip show peer` prints no RTP timeout at all, and
// `sip show settings` only those of [general]. Source: channels/chan_sip.c, sip_show_settings and _sip_show_peer;
// res/res_pjsip/pjsip_cli.c, ast_sip_cli_print_sorcery_objectset.
import { optionNamed } from "../options/catalogue.js";
import type { KnownFile } from "./known-files.js";
import type { ConfigEntry, ConfigSection } from "./parse.js";

export interface Pasted {
  readonly sections: readonly { readonly file: KnownFile; readonly section: ConfigSection }[];
  /** From `core show version`. Null if it is not there. */
  readonly version: string | null;
}

/** Reads what a console printed. Null if the text is nothing of the kind. */
export function readPasted(text: string, file: string): Pasted | null {
  const reading = new Reading(file);
  for (const [index, line] of text.split("\n").entries()) reading.take(line.trimEnd(), index + 1);
  return reading.sections.length === 0 && reading.version === null ? null : reading;
}

type Draft = ConfigSection & { readonly entries: ConfigEntry[] };

class Reading implements Pasted {
  readonly sections: { readonly file: KnownFile; readonly section: Draft }[] = [];
  version: string | null = null;
  readonly #file: string;
  #open: { readonly file: KnownFile; readonly section: Draft } | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  take(line: string, number: number): void {
    // Asterisk 20.20.1 built by root @ pbx on a x86_64 running Linux on 2026-11-22 15:26:05 UTC
    const version = /^\s*Asterisk (?<version>\S+) built by /.exec(line)?.groups?.version;
    if (version !== undefined) this.version = version;
    // Global Settings:
    else if (/^Global (?:Signalling )?Settings:$/.test(line)) this.#begin("sip.conf", "general", null, number);
    else if (PEER.test(line)) this.#begin("sip.conf", PEER.exec(line)?.groups?.name ?? "", "peer", number);
    else if (ENDPOINT.test(line))
      this.#begin("pjsip.conf", ENDPOINT.exec(line)?.groups?.name ?? "", "endpoint", number);
    else this.#value(line, number);
  }

  #begin(file: KnownFile, name: string, type: string | null, line: number): void {
    const known = this.sections.find((one) => one.file === file && one.section.name === name);
    const section: Draft = {
      name,
      file: this.#file,
      line,
      template: false,
      inherits: [],
      entries: type === null ? [] : [this.#entry("type", type, line)],
      // what the console does not print is not known
      complete: false,
    };
    this.#open = known ?? { file, section };
    if (known === undefined) this.sections.push(this.#open);
  }

  #value(line: string, number: number): void {
    if (this.#open === null) return;
    const { name, value } = VALUE.exec(line)?.groups ?? {};
    if (name === undefined || value === undefined) return;
    const { file, section } = this.#open;
    const kind = file === "pjsip.conf" ? "endpoint" : section.name === "general" ? "general" : "peer";
    const key = file === "pjsip.conf" ? name : SIP_NAMES[name];
    if (key === undefined || optionNamed(file, kind, key) === undefined) return;
    section.entries.push(this.#entry(key, file === "pjsip.conf" ? value : asWritten(value), number));
  }

  #entry(key: string, value: string, line: number): ConfigEntry {
    return { key, value, file: this.#file, line, inheritedFrom: null };
  }
}

//   * Name       : berlin
const PEER = /^\s*\* Name\s+: (?<name>\S+)$/;
//  Endpoint:  berlin/79160000001                                   Not in use    0 of inf
const ENDPOINT = /^\s*Endpoint:\s+(?<name>[^\s/<][^\s/]*)/;
//   RTP Timeout:            45        Sess-Expires : 1800 secs        rtp_timeout                        : 45
const VALUE = /^\s*(?<name>[A-Za-z0-9](?:[\w -]*[\w-])?)\s*:\s+(?<value>\S.*)$/;

/** The console's names for options of sip.conf. */
const SIP_NAMES: Readonly<Record<string, string>> = {
  "RTP Timeout": "rtptimeout",
  "RTP Hold Timeout": "rtpholdtimeout",
  "RTP Keepalive": "rtpkeepalive",
  "Timer T1": "timert1",
  "Timer T1 minimum": "t1min",
  "Timer B": "timerb",
  "Sess-Timers": "session-timers",
  "Sess-Refresh": "session-refresher",
  "Sess-Expires": "session-expires",
  "Min-Sess": "session-minse",
  DirectMedia: "directmedia",
  "Use Reason": "use_q850_reason",
  "MOH Interpret": "mohinterpret",
  "MOH Suggest": "mohsuggest",
};

/** `1800 secs` as 1800, `0 (Disabled)` as 0, `Accept` as accept. */
function asWritten(value: string): string {
  return (/^\d+/.exec(value)?.[0] ?? value).toLowerCase();
}
