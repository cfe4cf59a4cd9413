// Options of sip.conf: all that chan_sip reads, by 18.26.4 and 20.20.1, which agree. It was removed in Asterisk 21.
import { type ConfigOption, optionsIn, WEBSOCKET_WRITE_TIMEOUT } from "./option.js";

const CHAN_SIP = { file: "sip.conf", driver: "chan_sip", until: 20 } as const;
const both = optionsIn({
  ...CHAN_SIP,
  objects: ["general", "peer"],
  source: "channels/chan_sip.c:reload_config, build_peer",
  defaultSource: "channels/chan_sip.c:reload_config, set_peer_defaults",
});
const general = optionsIn({
  ...CHAN_SIP,
  objects: ["general"],
  source: "channels/chan_sip.c:reload_config",
  defaultSource: "channels/chan_sip.c:reload_config",
});
const peer = optionsIn({
  ...CHAN_SIP,
  objects: ["peer"],
  source: "channels/chan_sip.c:build_peer",
  defaultSource: "channels/chan_sip.c:set_peer_defaults",
});
/** A macro of chan_sip's header. */
const macro = (name: string) => ({ defaultSource: `channels/sip/include/sip.h:${name}` });

const SECONDS = { unit: "s", range: { min: 0, max: 2_147_483_647 } } as const;
const TIMER = { ...SECONDS, zeroIsOff: true } as const;
const FLOOR = { min: 90, max: 2_147_483_647 };

const forCalls: readonly ConfigOption[] = [
  both.number("rtptimeout", "0", {
    ...TIMER,
    note: "Ends a call if no RTP or RTCP came from its far end for that long; 0 is off. A hold through ARI changes nothing about that.",
  }),
  both.number("rtpholdtimeout", "0", {
    ...TIMER,
    note: "The same while the far end has put the call on hold in its SDP; not for a hold through ARI. Needs rtptimeout, and must be greater.",
  }),
  both.number("rtpkeepalive", "0", {
    ...TIMER,
    ...macro("DEFAULT_RTPKEEPALIVE"),
    note: "Sends comfort noise to the far end when nothing else was sent for that long. It cannot reset Asterisk's own RTP timeout.",
  }),
  both.text("directmedia", "yes", {
    note: "Lets the parties of a bridge send media to each other; Asterisk then sees no media and times nothing.",
  }),
  both.text("canreinvite", "yes", { sameAs: "directmedia", note: "The older spelling of directmedia." }),
  both.text("session-timers", "accept", { note: "accept, originate or refuse (RFC 4028)." }),
  both.number("session-expires", "1800", {
    ...macro("DEFAULT_MAX_SE"),
    unit: "s",
    note: "A refresher that stays silent ends the call before this time is over.",
  }),
  both.number("session-minse", "90", { ...macro("DEFAULT_MIN_SE"), unit: "s", range: FLOOR }),
  both.text("session-refresher", "uas"),
  both.number("timert1", "500", {
    ...macro("DEFAULT_TIMER_T1"),
    unit: "ms",
    note: "Ends a call if the ACK to its answer has not come after 64 times T1.",
  }),
  both.number("timerb", null, {
    unit: "ms",
    note: "By default 64 times T1. In [general] the value is checked but not used; a peer's counts.",
  }),
  general.number("t1min", "100", { ...macro("DEFAULT_T1MIN"), unit: "ms" }),
  both.text("qualify", "no", {
    ...macro("DEFAULT_QUALIFY"),
    note: "yes is 2000 ms. It does not end calls, but it lowers T1 to the measured round trip.",
  }),
  both.number("qualifyfreq", "60", { ...macro("DEFAULT_FREQ_OK"), unit: "s" }),
  both.text("nat", "auto_force_rport", { note: "comedia sends RTP back to where RTP comes from." }),
  both.text("mohinterpret", "default", macro("DEFAULT_MOHINTERPRET")),
  both.text("mohsuggest", null),
  both.yesNo("use_q850_reason", "no", { note: "With it a BYE's Reason header becomes the hangup cause." }),
  general.text("externaddr", null),
  general.text("externip", null, { sameAs: "externaddr", note: "Another name of externaddr." }),
  general.text("externhost", null),
  general.text("localnet", null),
  general.text("media_address", null),
  both.text("t38pt_udptl", "no"),
  both.yesNo("icesupport", "no"),
  peer.yesNo("encryption", "no"),
  peer.yesNo("avpf", "no"),
  general.number("websocket_write_timeout", "100", { ...WEBSOCKET_WRITE_TIMEOUT, unit: "ms" }),
];

/** handle_common_options, handle_t38_options, and what [general] and peers read in the same way. */
const common = both.others(`
  trustrpid supportpath sendrpid rpid_update rpid_immediate trust_id_outbound g726nonstandard useclientcode dtmfmode
  insecure progressinband promiscredir videosupport textsupport allowoverlap allowsubscribe ignoresdpversion
  faxdetect rfc2833compensate buggymwi rtcp_mux t38pt_usertpsource context recordonfeature recordofffeature
  subscribecontext callcounter allowtransfer transport contactpermit contactdeny contactacl usereqphone vmexten tonezone
  language callerid mwi_from fromdomain outboundproxy allow disallow preferred_codec_only autoframing keepalive
  maxcallbitrate disallowed_methods maxforwards snom_aoc_enabled discard_remote_hold_retrieval parkinglot
  outofcall_message_context
  dtlsenable dtlsverify dtlsrekey dtlsautogeneratecert dtlscertfile dtlsprivatekey dtlscipher dtlscafile dtlscapath
  dtlscadir dtlssetup dtlsfingerprint
`);

const generalOnly = general.others(`
  allowguest realm domainsasrealm useragent sdpsession sdpowner rtcachefriends rtsavesysname rtsavepath rtupdate
  ignoreregexpire tcpenable tcpbindaddr dynamic_exclude_static dynamic_excludes_static rtautoclear prematuremedia relaxdtmf
  compactheaders notifymimetype directrtpsetup notifyringing notifyhold notifycid alwaysauthreject auth_options_requests
  auth_message_requests accept_outofcall_message regcontext regextenonqualify legacy_useroption_parsing send_diversion
  autocreatepeer match_auth_username srvlookup pedantic maxexpirey maxexpiry minexpirey minexpiry defaultexpirey
  defaultexpiry submaxexpirey submaxexpiry subminexpirey subminexpiry mwiexpirey mwiexpiry tcpauthtimeout tcpauthlimit
  sipdebug dumphistory recordhistory registertimeout registerattempts register_retry_403 bindaddr udpbindaddr rtpbindaddr
  externrefresh externtcpport externtlsport allowexternaldomains autodomain domain register mwi tos_sip tos_audio tos_video
  tos_text cos_sip cos_audio cos_video cos_text bindport authfailureevents matchexternaddrlocally matchexterniplocally
  storesipcause qualifygap qualifypeers shrinkcallerid subscribe_network_change_event refer_addheaders websocket_enabled
  tlsenable sslenable tlscertfile sslcert tlscert tlsprivatekey sslprivatekey tlscipher sslcipher tlscafile tlscapath
  tlscadir tlsverifyclient tlsdontverifyserver tlsbindaddr sslbindaddr tlsclientmethod sslclientmethod
  tlsservercipherorder tlsdisablev1 tlsdisablev11 tlsdisablev12
  jbenable jbforce jbmaxsize jbresyncthreshold jbimpl jbtargetextra jblog jbsyncvideo
`);

const peerOnly = peer.others(`
  type remotesecret secret description md5secret auth fullname trunkname cid_number cid_tag fromuser host defaultip permit
  deny acl directmediapermit directmediadeny directmediaacl port callingpres username defaultuser regexten
  callbackextension amaflags accountcode rtp_engine mailbox hasvoicemail subscribemwi callgroup pickupgroup namedcallgroup
  namedpickupgroup setvar header unsolicited_mailbox encryption_taglen ignore_requested_pref force_avp call-limit busylevel
  cc_agent_policy cc_monitor_policy cc_offer_timer ccnr_available_timer ccbs_available_timer cc_recall_timer cc_max_agents
  cc_max_monitors cc_callback_macro cc_callback_sub cc_agent_dialstring
`);

/** No version since 18 reads these, yet generators write them. Ignoring them harms nobody. */
const dropped = [
  ...general.others("callevents limitonpeers limitonpeer checkmwi allow_sip_anon", { until: 10 }),
  ...peer.others("dial", { until: 10 }),
];

export const sipOptions: readonly ConfigOption[] = [...forCalls, ...common, ...generalOnly, ...peerOnly, ...dropped];
