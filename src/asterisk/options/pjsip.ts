// Options of pjsip.conf, by object type. The lists are complete: Asterisk rejects an object because of an option that it does
// not know, so a name missing here would be reported as an error. Releases are those of res/res_pjsip/pjsip_config.xml.
import { type ConfigOption, optionsIn, WEBSOCKET_WRITE_TIMEOUT } from "./option.js";

const PJSIP = { file: "pjsip.conf", driver: "chan_pjsip" } as const;
/** Where sorcery is told an object's options, it is also told their defaults. */
const registeredBy = (source: string) => ({ source, defaultSource: source });
const INITIALIZE = "res/res_pjsip/pjsip_configuration.c:ast_res_pjsip_initialize_configuration";
/** OPT_UINT_T. */
const UNSIGNED = { min: 0, max: 4_294_967_295 };
const SECONDS = { unit: "s", range: UNSIGNED } as const;
const TIMER = { ...SECONDS, zeroIsOff: true } as const;
const COUNT = { range: UNSIGNED } as const;

const endpoint = optionsIn({ ...PJSIP, objects: ["endpoint"], ...registeredBy(INITIALIZE) });
const endpointOptions: readonly ConfigOption[] = [
  endpoint.number("rtp_timeout", "0", {
    ...TIMER,
    note: "Ends a call if no RTP or RTCP came from its far end for that long; 0 is off. A hold through ARI changes nothing about that, unless moh_passthrough is on.",
  }),
  endpoint.number("rtp_timeout_hold", "0", {
    ...TIMER,
    note: "The same while the far end has put the call on hold in its SDP, instead of rtp_timeout; not for a hold through ARI, unless moh_passthrough is on.",
  }),
  endpoint.number("rtp_keepalive", "0", {
    ...TIMER,
    note: "Sends comfort noise to the far end. RTCP counts as sending, so with a value above the RTCP interval (5 s) it may never send anything. It cannot reset Asterisk's own RTP timeout.",
  }),
  endpoint.yesNo("moh_passthrough", "no", { note: "A hold sends a re-INVITE instead of music." }),
  endpoint.text("moh_suggest", "default"),
  endpoint.yesNo("suppress_moh_on_sendonly", "no", { since: ["20.11.0", "21.6.0", "22.1.0"] }),
  endpoint.yesNo("direct_media", "yes", {
    note: "Lets the parties of a bridge send media to each other; Asterisk then sees no media and times nothing.",
  }),
  endpoint.yesNo("disable_direct_media_on_nat", "no"),
  endpoint.yesNo("rtp_symmetric", "no", { note: "Sends RTP back to where RTP comes from." }),
  endpoint.yesNo("force_rport", "yes"),
  endpoint.yesNo("rewrite_contact", "no"),
  endpoint.text("timers", "yes", { note: "no, yes, required, always or forced (RFC 4028)." }),
  endpoint.number("timers_min_se", "90", SECONDS),
  endpoint.number("timers_sess_expires", "1800", {
    ...SECONDS,
    note: "A refresher that stays silent ends the call before this time is over.",
  }),
  endpoint.yesNo("ice_support", "no"),
  endpoint.text("media_encryption", "no"),
  endpoint.yesNo("media_encryption_optimistic", "no"),
  endpoint.yesNo("rtcp_mux", "no"),
  endpoint.yesNo("bundle", "no"),
  endpoint.yesNo("webrtc", "no"),
  endpoint.number("rtp_port_start", "0", { range: { min: 0, max: 65_535 }, since: ["20.20.0", "22.10.0", "23.4.0"] }),
  endpoint.number("rtp_port_end", "0", { range: { min: 0, max: 65_535 }, since: ["20.20.0", "22.10.0", "23.4.0"] }),
  endpoint.number("max_audio_streams", "1", COUNT),
  endpoint.number("max_video_streams", "1", COUNT),
  endpoint.yesNo("t38_udptl", "no"),
  endpoint.yesNo("suppress_q850_reason_headers", "no", {
    note: "With it the far end, and its log, do not learn why Asterisk ended a call.",
  }),
  endpoint.number("device_state_busy_at", "0", COUNT),
  endpoint.number("fax_detect_timeout", "0", SECONDS),
  // the XML documentation says 60; the code registers 0 (docs/asterisk/configuration.md#where-code-and-documentation-differ)
  endpoint.number("sub_min_expiry", "0", SECONDS),
  endpoint.number("t38_udptl_maxdatagram", "0", COUNT),
  endpoint.number("cos_audio", "0", COUNT),
  endpoint.number("cos_video", "0", COUNT),
  ...endpoint.others(`
    type 100rel aggregate_mwi allow disallow codec_prefs_incoming_offer codec_prefs_outgoing_offer
    codec_prefs_incoming_answer codec_prefs_outgoing_answer allow_overlap aors auth callerid callerid_privacy callerid_tag
    context direct_media_glare_mitigation direct_media_method trust_connected_line send_connected_line
    connected_line_method dtmf_mode media_address bind_rtp_to_media_address identify_by redirect_method mailboxes
    mwi_subscribe_replaces_unsolicited voicemail_extension outbound_auth outbound_proxy rtp_ipv6 send_diversion
    send_history_info send_pai send_rpid rpid_immediate transport trust_id_inbound trust_id_outbound use_ptime use_avpf
    force_avp media_use_received_transport g726_non_standard inband_progress call_group pickup_group named_call_group
    named_pickup_group t38_udptl_ec fax_detect t38_udptl_nat t38_udptl_ipv6 tone_zone language one_touch_recording
    record_on_feature record_off_feature rtp_engine allow_transfer user_eq_phone sdp_owner sdp_session tos_audio tos_video
    allow_subscribe from_user mwi_from_user from_domain dtls_verify dtls_rekey dtls_auto_generate_cert dtls_cert_file
    dtls_private_key dtls_cipher dtls_ca_file dtls_ca_path dtls_setup dtls_fingerprint srtp_tag_32 set_var message_context
    accountcode preferred_codec_only incoming_call_offer_pref outgoing_call_offer_pref acl deny permit contact_acl
    contact_deny contact_permit subscribe_context contact_user asymmetric_rtp_codec refer_blind_progress
    notify_early_inuse_ringing incoming_mwi_mailbox follow_early_media_fork accept_multiple_sdp_answers
    ignore_183_without_sdp stir_shaken
  `),
  ...endpoint.others("allow_unauthenticated_options", { since: ["18.4.0"] }),
  ...endpoint.others("t38_bind_udptl_to_media_address", { since: ["18.8.0"] }),
  ...endpoint.others("stir_shaken_profile", { since: ["18.12.0"] }),
  ...endpoint.others("geoloc_incoming_call_profile geoloc_outgoing_call_profile", { since: ["18.14.0"] }),
  ...endpoint.others("send_aoc", { since: ["18.16.0", "20.1.0"] }),
  ...endpoint.others("overlap_context", { since: ["18.17.0", "20.2.0"] }),
  ...endpoint.others("tenantid", { since: ["18.25.0", "20.10.0", "21.5.0"] }),
  // younger than 18.0, but their first releases are not known here, so no version is called too old for them
  ...endpoint.others("security_negotiation security_mechanisms follow_redirect_methods"),
  ...endpoint.others("tos_text cos_text max_text_streams timers_refresher"),
];

const aor = optionsIn({
  ...PJSIP,
  objects: ["aor"],
  ...registeredBy("res/res_pjsip/location.c:ast_sip_initialize_sorcery_location"),
});
const aorOptions: readonly ConfigOption[] = [
  aor.number("qualify_frequency", "0", {
    unit: "s",
    range: { min: 0, max: 86_400 },
    zeroIsOff: true,
    note: "Sends an OPTIONS this often to see whether the far end is there, which keeps a NAT open for SIP. It ends no call.",
  }),
  aor.text("qualify_timeout", "3.0", { unit: "s" }),
  aor.number("max_contacts", "0", COUNT),
  aor.yesNo("remove_existing", "no"),
  aor.yesNo("remove_unavailable", "no", { since: ["18.8.0"] }),
  aor.number("default_expiration", "3600", SECONDS),
  aor.number("minimum_expiration", "60", SECONDS),
  aor.number("maximum_expiration", "7200", SECONDS),
  ...aor.others("type contact mailboxes voicemail_extension authenticate_qualify outbound_proxy support_path"),
  ...aor.others("qualify_2xx_only", { since: ["20.12.0", "21.7.0", "22.2.0"] }),
];

const auth = optionsIn({
  ...PJSIP,
  objects: ["auth"],
  ...registeredBy("res/res_pjsip/config_auth.c:ast_sip_initialize_sorcery_auth"),
});
const authOptions: readonly ConfigOption[] = [
  ...auth.others("type auth_type username password md5_cred refresh_token oauth_clientid oauth_secret realm"),
  auth.number("nonce_lifetime", "32", SECONDS),
  ...auth.others("password_digest supported_algorithms_uac supported_algorithms_uas", {
    since: ["20.12.0", "21.7.0", "22.2.0"],
  }),
];

const transport = optionsIn({
  ...PJSIP,
  objects: ["transport"],
  ...registeredBy("res/res_pjsip/config_transport.c:ast_sip_initialize_sorcery_transport"),
});
const KEEPALIVE_RELEASES = ["18.23.0", "20.8.0", "21.3.0", "22.0.0"];
const transportOptions: readonly ConfigOption[] = [
  transport.yesNo("allow_reload", "no", { note: "Without it a reload leaves transports as they are." }),
  transport.yesNo("symmetric_transport", "no"),
  transport.text("external_media_address", null),
  transport.text("external_signaling_address", null),
  transport.text("local_net", null),
  transport.yesNo("tcp_keepalive_enable", "no", { since: KEEPALIVE_RELEASES }),
  transport.number("tcp_keepalive_idle_time", "30", { unit: "s", since: KEEPALIVE_RELEASES }),
  transport.number("tcp_keepalive_interval_time", "1", { unit: "s", since: KEEPALIVE_RELEASES }),
  transport.number("tcp_keepalive_probe_count", "5", { since: KEEPALIVE_RELEASES }),
  transport.number("websocket_write_timeout", "100", {
    ...WEBSOCKET_WRITE_TIMEOUT,
    unit: "ms",
    note: "For SIP over WebSocket; the bot's is in ari.conf.",
  }),
  ...transport.others(`
    type async_operations bind ca_list_file ca_list_path cert_file cipher domain external_signaling_port method password
    priv_key_file protocol require_client_cert verify_client verify_server tos cos external_signaling_hostname
  `),
  ...transport.others("allow_wildcard_certs", { since: ["18.14.0"] }),
];

const global = optionsIn({
  ...PJSIP,
  objects: ["global"],
  ...registeredBy("res/res_pjsip/config_global.c:ast_sip_initialize_sorcery_global"),
});
const globalOptions: readonly ConfigOption[] = [
  global.number("keep_alive_interval", "90", {
    ...TIMER,
    defaultSource: "res/res_pjsip/config_global.c:DEFAULT_KEEPALIVE_INTERVAL",
    note: "For TCP and TLS connections; it keeps no RTP alive.",
  }),
  global.text("taskprocessor_overload_trigger", "global", {
    defaultSource: "res/res_pjsip/config_global.c:DEFAULT_TASKPROCESSOR_OVERLOAD_TRIGGER",
  }),
  global.number("max_forwards", "70", {
    ...COUNT,
    defaultSource: "res/res_pjsip/config_global.c:DEFAULT_MAX_FORWARDS",
  }),
  ...global.others(`
    type contact_expiration_check_interval disable_multi_domain max_initial_qualify_time unidentified_request_period
    unidentified_request_count unidentified_request_prune_interval user_agent regcontext default_outbound_endpoint
    default_voicemail_extension debug endpoint_identifier_order default_from_user default_realm mwi_tps_queue_high
    mwi_tps_queue_low mwi_disable_initial_unsolicited ignore_uri_user_options use_callerid_contact
    send_contact_status_on_update_registration norefersub rfc7329_enable
  `),
  ...global.others("allow_sending_180_after_183", { since: ["18.12.0"] }),
  ...global.others("all_codecs_on_empty_reinvite", { since: ["18.16.0", "20.1.0"] }),
  ...global.others("default_auth_algorithms_uas default_auth_algorithms_uac", {
    since: ["20.12.0", "21.7.0", "22.2.0"],
  }),
];

const system = optionsIn({
  ...PJSIP,
  objects: ["system"],
  ...registeredBy("res/res_pjsip/config_system.c:ast_sip_initialize_system"),
});
const systemOptions: readonly ConfigOption[] = [
  // config_system.c:system_apply raises both to their minimum, with a WARNING
  system.number("timer_t1", "500", {
    defaultSource: "res/res_pjsip/config_system.c:DEFAULT_TIMER_T1",
    unit: "ms",
    note: "At least 100. A reload does not read it again.",
  }),
  system.number("timer_b", "32000", {
    defaultSource: "res/res_pjsip/config_system.c:DEFAULT_TIMER_B",
    unit: "ms",
    note: "Ends a call if the ACK to its answer has not come by then. At least 64 times timer_t1: Asterisk raises a lower value.",
  }),
  ...system.others(`
    type compact_headers disable_tcp_switch follow_early_media_fork accept_multiple_sdp_answers disable_rport
    threadpool_initial_size threadpool_auto_increment threadpool_idle_timeout threadpool_max_size
    taskpool_minimum_size taskpool_initial_size taskpool_auto_increment taskpool_idle_timeout taskpool_max_size
  `),
];

const registration = optionsIn({
  ...PJSIP,
  objects: ["registration"],
  ...registeredBy("res/res_pjsip_outbound_registration.c:load_module"),
});
const registrationOptions: readonly ConfigOption[] = registration.others(`
  type auth_rejection_permanent client_uri contact_header_params contact_user endpoint expiration fatal_retry_interval
  forbidden_retry_interval line max_random_initial_delay max_retries outbound_auth outbound_proxy retry_interval
  security_mechanisms security_negotiation server_uri support_outbound support_path transport user_agent
`);

const identify = optionsIn({
  ...PJSIP,
  objects: ["identify"],
  ...registeredBy("res/res_pjsip_endpoint_identifier_ip.c:load_module"),
});
const identifyOptions: readonly ConfigOption[] = identify.others(
  "type endpoint match match_header match_request_uri srv_lookups transport",
);

export const pjsipOptions: readonly ConfigOption[] = [
  ...endpointOptions,
  ...aorOptions,
  ...authOptions,
  ...transportOptions,
  ...globalOptions,
  ...systemOptions,
  ...registrationOptions,
  ...identifyOptions,
];
