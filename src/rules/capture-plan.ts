// What to log at the next reproduction, so that every way a call can end is distinguishable
// (docs/asterisk/logging.md#what-to-log-for-a-reproduction).

/**
 * The one dialplan line that joins all ids of a call. Executing prints it with the channel's name and the C- id; no other line
 * has these next to the uniqueid (main/pbx.c:pbx_extension_helper).
 */
export const JOIN_LINE =
  "same => n,NoOp(aridoctor uniqueid=${UNIQUEID} linkedid=${CHANNEL(linkedid)} callid=${CHANNEL(callid)} sip=${CHANNEL(pjsip,call-id)})";
/** The same for chan_sip, which keeps the SIP Call-ID elsewhere. */
export const JOIN_LINE_CHAN_SIP = JOIN_LINE.replace("${CHANNEL(pjsip,call-id)}", "${SIPCALLID}");

/**
 * The plan as text to follow, and to copy from. What is indented below a line with a file's name goes into that file, what is
 * indented below "Run:" into a shell.
 */
export function capturePlan(): string {
  return `What to log at the next reproduction

1. Asterisk's full log. /etc/asterisk/logger.conf
   (FreePBX: logger_general_custom.conf and logger_logfiles_custom.conf):
     [general]
     dateformat=%F %T.%3q
     logger_queue_limit=10000
     [logfiles]
     full.log => notice,warning,error,verbose(3),dtmf
   Run:
     asterisk -rx "logger reload"
   The log then has the RTP timeout's NOTICE, music, playbacks and hangups over AMI. Milliseconds
   put both logs in order. The longer queue keeps traces from making Asterisk discard messages.

2. One dialplan line before Stasis(). It joins all ids of a call. /etc/asterisk/extensions.conf:
     ${JOIN_LINE}
   With chan_sip it is:
     ${JOIN_LINE_CHAN_SIP}
   An h extension in the same context says how the call ended:
     exten => h,1,NoOp(aridoctor HANGUPCAUSE=\${HANGUPCAUSE})
   Run:
     asterisk -rx "dialplan reload"

3. Traces, for one reproduction only. They end with step 4. Run:
     # the BYE, who sent it, and its Reason
     asterisk -rx "pjsip set logger on"
     # every ARI request, response and event; prints the ARI password
     asterisk -rx "ari set debug all on"
     # which kind of hangup it was, and the uniqueid beside the channel name;
     # the full.log line of step 1 must have debug as well
     asterisk -rx "core set debug 1"
   With chan_sip, run instead of the first:
     asterisk -rx "sip set debug on"
   Only if packets are in doubt, because it logs one line per packet, run:
     asterisk -rx "rtp set debug on"

4. After the reproduction, turn them off. Run:
     asterisk -rx "pjsip set logger off"
     asterisk -rx "ari set debug all off"
     asterisk -rx "core set debug 0"
   If you turned these on as well, run:
     asterisk -rx "sip set debug off"
     asterisk -rx "rtp set debug off"

5. In the bot's log, one line for each of these, in UTC with milliseconds and channel.id:
     StasisStart (channel.id, channel.name, channel.protocol_id, caller), StasisEnd,
     ChannelHangupRequest (cause and soft), ChannelDestroyed (cause),
     PlaybackStarted and PlaybackFinished (playback id, state),
     the websocket opening and closing, ApplicationReplaced,
     and every ARI request with method, path and HTTP status.

6. Call detail records that name the channel. /etc/asterisk/cdr.conf:
     [csv]
     loguniqueid=yes
   Run:
     asterisk -rx "module reload cdr_csv.so"

7. The packets, which show who sent the BYE, and when RTP stopped. In a ring of ten files of 20 MB,
   so that it may run until the fault comes; whole packets, for SIP that is cut cannot be read. Run:
     tcpdump -i any -n -s 0 -C 20 -W 10 -Z root -w /tmp/call.pcap udp or tcp port 5060
   End it with Ctrl-C. The files hold the audio of all calls: delete them when you are done.
   ari-doctor keeps nothing of them but headers.

Then have ari-doctor read all of it. Run:
     ari-doctor /var/log/asterisk/full.log bot.log /tmp/call.pcap* --config /etc/asterisk
`;
}
