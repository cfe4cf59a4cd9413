// Options of files other than those of the channel drivers: RTP, ARI, HTTP, the logger, music on hold, and a few that matter to
// a diagnosis. None of them has an RTP timeout.
import { type ConfigOption, optionsIn, WEBSOCKET_WRITE_TIMEOUT } from "./option.js";

const rtp = optionsIn({
  file: "rtp.conf",
  objects: ["general"],
  driver: null,
  source: "res/res_rtp_asterisk.c:rtp_reload",
  defaultSource: "res/res_rtp_asterisk.c:rtp_reload",
});
/** A macro that rtp_reload sets before it reads the file. */
const rtpMacro = (name: string) => ({ defaultSource: `res/res_rtp_asterisk.c:${name}` });
/** MINIMUM_RTP_PORT, MAXIMUM_RTP_PORT. */
const PORT = { min: 1024, max: 65_535 };
const rtpOptions: readonly ConfigOption[] = [
  rtp.number("rtpstart", "5000", {
    ...rtpMacro("DEFAULT_RTP_START"),
    range: PORT,
    note: "A call takes two ports of the range from rtpstart to rtpend.",
  }),
  rtp.number("rtpend", "31000", { ...rtpMacro("DEFAULT_RTP_END"), range: PORT }),
  rtp.text("strictrtp", "yes", {
    ...rtpMacro("DEFAULT_STRICT_RTP"),
    note: "Packets that it drops still count for the RTP timeout.",
  }),
  rtp.number("probation", "4", rtpMacro("DEFAULT_LEARNING_MIN_SEQUENTIAL")),
  rtp.number("rtcpinterval", "5000", {
    ...rtpMacro("RTCP_DEFAULT_INTERVALMS"),
    unit: "ms",
    range: { min: 500, max: 60_000 },
  }),
  rtp.yesNo("icesupport", "yes", rtpMacro("DEFAULT_ICESUPPORT")),
  rtp.text("stunaddr", null),
  rtp.text("turnaddr", null),
  rtp.yesNo("stunaddr_reresolve_ttl_0", "no", {
    since: ["20.20.0", "22.10.0", "23.4.0"],
    note: "Whether a STUN server's name is looked up again where the DNS gives its address no time to live.",
  }),
  rtp.yesNo("srtpreplayprotection", "yes", rtpMacro("DEFAULT_SRTP_REPLAY_PROTECTION")),
  rtp.number("dtls_mtu", "1200", rtpMacro("DEFAULT_DTLS_MTU")),
  ...rtp.others(`
    rtpchecksums dtmftimeout turnusername turnpassword stun_software_attribute
    ice_acl ice_permit ice_deny ice_blacklist stun_acl stun_permit stun_deny stun_blacklist
  `),
];

const ari = {
  file: "ari.conf",
  driver: null,
  source: "res/ari/config.c:ast_ari_config_init",
  defaultSource: "res/ari/config.c:ast_ari_config_init",
} as const;
const ariGeneral = optionsIn({ ...ari, objects: ["general"] });
const ariUser = optionsIn({ ...ari, objects: ["user"] });
const ariOutbound = optionsIn({ ...ari, objects: ["outbound_websocket"] });
const OUTBOUND_RELEASES = ["20.15.0", "21.10.0", "22.5.0", "23.0.0"];
const ariOptions: readonly ConfigOption[] = [
  ariGeneral.yesNo("enabled", "yes"),
  ariGeneral.number("websocket_write_timeout", "100", {
    ...WEBSOCKET_WRITE_TIMEOUT,
    unit: "ms",
    range: { min: 1, max: 2_147_483_647 },
    note: "A bot that does not read for that long is cut off.",
  }),
  ...ariGeneral.others("pretty auth_realm allowed_origins channelvars"),
  ariUser.yesNo("read_only", "no", { note: "Every request that changes something is then refused with 403." }),
  ariUser.text("password", null),
  ariUser.text("password_format", "plain"),
  ...ariUser.others("type permit deny acl"),
  ...ariOutbound.others("type websocket_client_id apps subscribe_all local_ari_user", { since: OUTBOUND_RELEASES }),
];

// if Asterisk is the client: outbound_websocket of ari.conf, and channels named WebSocket/...
const websocketClient = optionsIn({
  file: "websocket_client.conf",
  objects: ["websocket_client"],
  driver: null,
  source: "res/res_websocket_client.c:load_module",
  defaultSource: "res/res_websocket_client.c:load_module",
});
const MILLISECONDS = { unit: "ms", range: { min: 0, max: 2_147_483_647 }, since: OUTBOUND_RELEASES } as const;
const websocketClientOptions: readonly ConfigOption[] = [
  websocketClient.text("connection_type", null, {
    since: OUTBOUND_RELEASES,
    note: "persistent, or per_call_config: a connection for each call.",
  }),
  websocketClient.number("connection_timeout", "500", MILLISECONDS),
  websocketClient.number("reconnect_interval", "500", MILLISECONDS),
  // if nobody set it, wc_apply does, by connection_type
  websocketClient.number("reconnect_attempts", null, {
    since: OUTBOUND_RELEASES,
    note: "By default 4 for per_call_config connections, whose call ends after that many; persistent ones are tried without end.",
  }),
  // younger than the object (22.6's res_websocket_client.c has none of these); no version is called too old for them
  websocketClient.number("write_timeout", "100", {
    ...MILLISECONDS,
    since: [],
    note: "A bot that does not read for that long is cut off; with chan_websocket the channel is hung up too.",
  }),
  ...websocketClient.others(
    `
    type uri protocols username password tls_enabled ca_list_file ca_list_path cert_file priv_key_file verify_server_cert
    verify_server_hostname
    `,
    { since: OUTBOUND_RELEASES },
  ),
  ...websocketClient.others(`
    proxy_host proxy_username proxy_password enable_tcp_keepalives tcp_keepalive_time tcp_keepalive_interval
    tcp_keepalive_probes enable_pingpongs pingpong_interval pingpong_probes
  `),
];

const http = optionsIn({
  file: "http.conf",
  objects: ["general"],
  driver: null,
  source: "main/http.c:__ast_http_load",
  defaultSource: "main/http.c:__ast_http_load",
});
/** A macro that __ast_http_load sets before it reads the file. */
const httpMacro = (name: string) => ({ defaultSource: `main/http.c:${name}` });
const httpOptions: readonly ConfigOption[] = [
  http.yesNo("enabled", "no"),
  http.text("bindaddr", null, { note: "Without it the HTTP server, and ARI with it, does not start." }),
  http.number("bindport", "8088", { ...httpMacro("DEFAULT_PORT"), range: { min: 0, max: 65_535 } }),
  http.number("sessionlimit", "100", {
    ...httpMacro("DEFAULT_SESSION_LIMIT"),
    range: { min: 1, max: 2_147_483_647 },
    note: "Connections beyond it are closed unanswered; the websocket and each kept-alive connection take one.",
  }),
  http.number("session_inactivity", "30000", {
    ...httpMacro("DEFAULT_SESSION_INACTIVITY"),
    unit: "ms",
    range: { min: 1, max: 2_147_483_647 },
  }),
  http.number("session_keep_alive", "15000", {
    ...httpMacro("DEFAULT_SESSION_KEEP_ALIVE"),
    unit: "ms",
    range: { min: 0, max: 2_147_483_647 },
    zeroIsOff: true,
    note: "Idle connections are closed after it; a bot has to try again.",
  }),
  ...http.others(`
    servername prefix redirect enablestatic enable_static enable_status tlsenable sslenable tlscertfile sslcert tlscert
    tlsprivatekey sslprivatekey tlsbindaddr sslbindaddr tlscipher sslcipher tlsservercipherorder tlsdisablev1 tlsdisablev11
    tlsdisablev12
  `),
];

const logger = optionsIn({
  file: "logger.conf",
  objects: ["general"],
  driver: null,
  source: "main/logger.c:init_logger_chain",
  defaultSource: "main/logger.c:init_logger_chain",
});
const loggerOptions: readonly ConfigOption[] = [
  logger.text("dateformat", "%b %e %T", {
    defaultSource: "main/logger.c:dateformat",
    note: "%F %T.%3q writes year and milliseconds.",
  }),
  logger.yesNo("display_callids", "yes", { note: "Without it lines of one call cannot be told by their C- id." }),
  logger.number("logger_queue_limit", "1000", {
    defaultSource: "main/logger.c:logger_queue_limit",
    range: { min: 10, max: 2_147_483_647 },
  }),
  logger.text("rotatestrategy", "sequential", { defaultSource: "main/logger.c:rotatestrategy" }),
  logger.text("exec_after_rotate", null),
  logger.yesNo("appendhostname", "no"),
  logger.yesNo("rotatetimestamp", null, { until: 22 }),
  ...logger.others(`
    queue_log queue_log_to_file queue_log_name queue_log_realtime_use_gmt queue_adaptive_realtime custom_levels event_log
  `),
];

const moh = optionsIn({
  file: "musiconhold.conf",
  objects: ["class"],
  driver: null,
  source: "res/res_musiconhold.c:moh_parse_options",
  defaultSource: "res/res_musiconhold.c:moh_parse_options",
});
const mohOptions: readonly ConfigOption[] = [
  moh.text("mode", null, { note: "files, playlist or custom; a class without it is not loaded." }),
  moh.text("directory", null),
  ...moh.others(`
    type entry application digit announcement sort random format kill_escalation_delay kill_method answeredonly loop_last
  `),
];

const stasis = optionsIn({
  file: "stasis.conf",
  objects: ["declined_message_types"],
  driver: null,
  source: "main/stasis.c:stasis_init",
  defaultSource: "main/stasis.c:stasis_init",
});
const options = optionsIn({
  file: "asterisk.conf",
  objects: ["options"],
  driver: null,
  source: "main/options.c:load_asterisk_conf",
  defaultSource: "main/options.c:ast_options",
});
/** A variable that load_asterisk_conf leaves alone if the file does not name it. */
const variable = (name: string) => ({ defaultSource: `main/options.c:${name}` });
const cdr = optionsIn({
  file: "cdr.conf",
  objects: ["csv"],
  driver: null,
  source: "cdr/cdr_csv.c:load_config",
  defaultSource: "cdr/cdr_csv.c:load_config",
});
const modules = optionsIn({
  file: "modules.conf",
  objects: ["modules"],
  driver: null,
  source: "main/loader.c:load_modules",
  defaultSource: "main/loader.c:load_modules",
});
/** A few of each. Nothing is said about names that are not listed. */
const ofInterest: readonly ConfigOption[] = [
  stasis.text("decline", null, {
    note: "Declining stasis_app_playback_snapshot_type or ast_channel_hangup_request_type takes events from the bot.",
  }),
  options.number("maxcalls", "0", {
    ...variable("ast_option_maxcalls"),
    note: "Calls beyond it are refused; 0 is off.",
  }),
  options.number("maxload", "0", variable("ast_option_maxload")),
  options.number("maxfiles", null),
  options.number("minmemfree", "0", variable("option_minmemfree")),
  options.text("systemname", null, { note: "Stands before every uniqueid." }),
  options.yesNo("transmit_silence", "no"),
  options.yesNo("transmit_silence_during_record", "no", {
    sameAs: "transmit_silence",
    note: "The older spelling of transmit_silence.",
  }),
  options.number("verbose", "0", variable("option_verbose")),
  options.number("debug", "0", variable("option_debug")),
  options.yesNo("timestamp", "no"),
  cdr.yesNo("loguniqueid", "no", { note: "Writes uniqueid beside channel name into the call records." }),
  modules.text("noload", null),
];

export const otherOptions: readonly ConfigOption[] = [
  ...rtpOptions,
  ...ariOptions,
  ...websocketClientOptions,
  ...httpOptions,
  ...loggerOptions,
  ...mohOptions,
  ...ofInterest,
];
