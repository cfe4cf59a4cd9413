// Lines that name neither channel nor call, and what ties each kind to one, according to Asterisk's source. Each kind was
// reviewed; test/calls/tracking/lines-without-call.test.ts fails for a pattern of such a line that is not listed. A new one
// needs an answer to this question: may its line belong to another call than the one it is assigned to?
import type { EventType } from "../../events/event.js";

/** What ties a line without a name to a call. */
export type Tie =
  /** The C- id or the thread: printed while the thread runs that channel (call-keys.ts), never across threads. */
  | "thread"
  /** The SIP Call-ID, or the address of its media. */
  | "dialog"
  /** Age, end and Call-ID. At most one call gets it (loose-warnings.ts). */
  | "age-and-end"
  /**
   * One line per call. It confirms the call that shows its own sign at that moment, and none if more calls than lines show that
   * sign.
   */
  | "one-a-call"
  /** A state of the server, true for each call of that time. It confirms only those that show a sign of their own. */
  | "state"
  /** What the client asked for, or the answer that comes next to that client. */
  | "client"
  /** It blames no call. */
  | "none";

interface Reviewed {
  readonly tie: Tie;
  readonly why: string;
  /** Where Asterisk prints it. */
  readonly source: string;
}

/** Every kind of line without a name, and what ties it. */
export const linesWithoutCall: Readonly<Partial<Record<EventType, Reviewed>>> = {
  // ---- printed by the thread of the channel ----
  "dialplan-ended": {
    tie: "thread",
    why: "the channel's dialplan runs out in its thread",
    source: "main/pbx.c:__ast_pbx_run",
  },
  "dialplan-app-failed": {
    tie: "thread",
    why: "the application runs in the channel's thread",
    source: "main/pbx.c:pbx_extension_helper",
  },
  "absolute-timeout-set": {
    tie: "thread",
    why: "a function of the dialplan",
    source: "funcs/func_timeout.c:timeout_write",
  },
  "moh-class-missing": {
    tie: "thread",
    why: "music starts in the channel's thread, also where ARI asked for it (res/stasis/control.c queues it)",
    source: "res/res_musiconhold.c:local_ast_moh_start",
  },
  "moh-unavailable": { tie: "thread", why: "as moh-class-missing", source: "main/channel.c:ast_moh_start" },
  "moh-without-files": {
    tie: "thread",
    why: "found when a channel's generator is set up; at a reload no thread of a call prints it",
    source: "res/res_musiconhold.c:moh_files_alloc",
  },
  "moh-file-unreadable": {
    tie: "thread",
    why: "the generator reads in the channel's thread",
    source: "res/res_musiconhold.c:ast_moh_files_next",
  },
  "sound-missing": {
    tie: "thread",
    why: "opened for the channel that plays it",
    source: "main/file.c:ast_openstream_full",
  },
  "sound-unreadable": { tie: "thread", why: "as sound-missing", source: "main/file.c:ast_streamfile" },
  "no-translation-path": {
    tie: "thread",
    why: "formats of the channel are set in its thread",
    source: "main/channel.c:set_format",
  },
  dial: {
    tie: "thread",
    why: "`Called …` is printed by the thread that dials; answers name both channels",
    source: "apps/app_dial.c:dial_exec_full",
  },
  "dial-failed": {
    tie: "thread",
    why: "Dial() asks for its channels in the thread that dials, and sums up there",
    source: "apps/app_dial.c:dial_exec_full, channels/chan_pjsip.c:request",
  },
  "mailbox-missing": {
    tie: "thread",
    why: "VoiceMail() runs in the channel's thread",
    source: "apps/app_voicemail.c:leave_voicemail",
  },
  "stasis-app-missing": {
    tie: "thread",
    why: "Stasis() runs in the channel's thread",
    source: "res/res_stasis.c:stasis_app_exec",
  },
  "audiosocket-failed": {
    tie: "thread",
    why: "AudioSocket() connects in the channel's thread, ARI's in that of the request, which no call has",
    source: "res/res_audiosocket.c:ast_audiosocket_connect",
  },
  "audiosocket-idle": {
    tie: "thread",
    why: "it names the channel, save where that name is cut",
    source: "apps/app_audiosocket.c:audiosocket_run",
  },
  "media-server-unreachable": {
    tie: "thread",
    why: "chan_websocket names its own channel; chan_rtp speaks in the thread of the ARI request",
    source: "channels/chan_websocket.c, channels/chan_rtp.c:unicast_rtp_request",
  },
  "media-leg-failed": {
    tie: "thread",
    why: "read by the thread that has the leg in its bridge; an ARI websocket's own thread is of no call",
    source: "res/res_http_websocket.c:ws_safe_read, res/res_audiosocket.c",
  },
  "duration-limit-set": {
    tie: "thread",
    why: "printed by the dialling channel's thread",
    source: "apps/app_dial.c, main/features.c",
  },
  "rtp-socket-error": {
    tie: "thread",
    why: "read for the channel by the thread that has it; the hang-up follows there",
    source: "res/res_rtp_asterisk.c:ast_rtp_read",
  },
  "dtls-failed": {
    tie: "thread",
    why: "the handshake runs in the thread that reads the channel; a timer's line has no thread of a call and is told of the run",
    source: "res/res_rtp_asterisk.c:__rtp_recvfrom",
  },
  "ice-failed": {
    tie: "thread",
    why: "told in the session's serializer, which has its C- id; pjproject's own threads have none, and the line is told of the run",
    source: "res/res_rtp_asterisk.c:ast_rtp_ice_start",
  },
  "srtp-failed": {
    tie: "thread",
    why: "packets are decrypted by the thread that reads the channel",
    source: "res/res_srtp.c:ast_srtp_unprotect",
  },
  "comfort-noise": {
    tie: "thread",
    why: "as srtp-failed; the address that it prints is the far end's",
    source: "res/res_rtp_asterisk.c:process_cn_rfc3389",
  },
  "strict-rtp": {
    tie: "dialog",
    why: "C- id or thread; its address is that of one dialog's SDP (dialogs-by-media.ts)",
    source: "res/res_rtp_asterisk.c:ast_rtp_interpret",
  },
  "codecs-incompatible": {
    tie: "thread",
    why: "chan_sip binds the dialog's C- id to its one thread; without the id it begins no call",
    source: "channels/chan_sip.c:process_sdp",
  },
  // ---- by SIP Call-ID ----
  "sip-message": {
    tie: "dialog",
    why: "its Call-ID",
    source: "res/res_pjsip_logger.c, channels/chan_sip.c:sip_debug_ports",
  },
  "sip-retransmission-timeout": {
    tie: "age-and-end",
    why: "64·T1 after the answer, and the channel ends with it",
    source: "channels/chan_sip.c:retrans_pkt",
  },
  "sip-critical-hangup": {
    tie: "age-and-end",
    why: "as the line before it",
    source: "channels/chan_sip.c:retrans_pkt",
  },
  "session-timer-expired": {
    tie: "age-and-end",
    why: "no call ends by it that is younger than the timer",
    source: "channels/chan_sip.c:proc_session_timer",
  },
  "sip-dialog-gone": {
    tie: "one-a-call",
    why: "the sign is an end with cause 127; of several such ends none is named",
    source: "channels/chan_sip.c:handle_response_invite",
  },
  // ---- one line a call ----
  "http-session-limit": {
    tie: "one-a-call",
    why: "a line for each connection that is closed; the sign is a request of the bot that met no answer",
    source: "main/http.c:httpd_helper_thread",
  },
  "rtp-ports-exhausted": {
    tie: "one-a-call",
    why: "a line for each stream; the sign is the refusal that comes next in that thread",
    source: "res/res_rtp_asterisk.c:rtp_allocate_transport",
  },
  "cli-connected": {
    tie: "one-a-call",
    why: "a command hangs up one channel; the sign is a hangup request with flag 32 that the bot did not ask for",
    source: "main/asterisk.c:listener",
  },
  // ---- states of the server ----
  "descriptors-exhausted": {
    tie: "state",
    why: "no connection is accepted then; of refused INVITEs each has a line of its own, as with rtp-ports-exhausted",
    source: "main/tcptls.c:ast_tcptls_server_root",
  },
  "taskprocessor-full": {
    tie: "state",
    why: "every new INVITE is ignored then; the sign is one without an answer",
    source: "main/taskprocessor.c:taskprocessor_push",
  },
  "asterisk-ended": {
    tie: "state",
    why: "all calls end; the sign is flag 4, or an end at that moment",
    source: "main/asterisk.c:really_quit",
  },
  "log-opened": {
    tie: "state",
    why: "a new process, or a log that was opened anew",
    source: "main/logger.c:init_logger_chain",
  },
  "asterisk-starting": {
    tie: "state",
    why: "of what was up before nothing is left",
    source: "main/asterisk.c:asterisk_daemon",
  },
  "asterisk-ready": { tie: "state", why: "as asterisk-starting", source: "main/asterisk.c:asterisk_daemon" },
  "stasis-app-deactivated": {
    tie: "state",
    why: "of all calls of that app, whose name it tells; the sign is that nobody drives the call",
    source: "res/stasis/app.c:app_deactivate",
  },
  "stasis-app-activated": { tie: "state", why: "as stasis-app-deactivated", source: "res/stasis/app.c:app_update" },
  "stasis-app-replaced": { tie: "state", why: "as stasis-app-deactivated", source: "res/stasis/app.c:app_update" },
  "websocket-closed-abruptly": {
    tie: "state",
    why: "names neither app nor client: shown beside an app's deactivation, and proof of nothing alone",
    source: "res/res_http_websocket.c:ws_safe_read",
  },
  "websocket-write-failed": {
    tie: "state",
    why: "of all calls of that client, whose app is not told: a finding of no error",
    source: "res/ari/ari_websockets.c:ari_websocket_session_write",
  },
  "log-discarding": {
    tie: "state",
    why: "silence proves nothing of any call from there on",
    source: "main/logger.c:ast_log_full",
  },
  "log-resumed": { tie: "state", why: "as log-discarding", source: "main/logger.c:logger_thread" },
  // ---- ARI's debug ----
  "ari-request": { tie: "client", why: "its path names the channel", source: "res/res_ari.c:ast_ari_callback" },
  "ari-response": {
    tie: "client",
    why: "the next to that client after its request (ari-debug.ts)",
    source: "res/res_ari.c:ast_ari_callback",
  },
  "ari-event": {
    tie: "client",
    why: "its JSON names the channel",
    source: "res/ari/ari_websockets.c:ari_websocket_session_write",
  },
  // ---- reported for the run only ----
  "stasis-message-missed": { tie: "none", why: "counted for the run", source: "res/stasis/app.c:app_send" },
  "cli-disconnected": { tie: "none", why: "not asked for", source: "main/asterisk.c:netconsole" },
};
