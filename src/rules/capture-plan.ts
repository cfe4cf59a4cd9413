// What to log at the next reproduction, so that every way a call can end is distinguishable
// (docs/asterisk/logging.md#what-to-log-for-a-reproduction).

/**
 * The one dialplan line that joins all ids of a call: Executing prints it with the channel's name and the C- id, which no
 * other line has beside the uniqueid (pbx.c:pbx_extension_helper).
 */
export const JOIN_LINE =
  "same => n,NoOp(aridoctor uniqueid=${UNIQUEID} linkedid=${CHANNEL(linkedid)} callid=${CHANNEL(callid)} sip=${CHANNEL(pjsip,call-id)})";
/** The same for chan_sip, which keeps the SIP Call-ID elsewhere. */
export const JOIN_LINE_CHAN_SIP = JOIN_LINE.replace("${CHANNEL(pjsip,call-id)}", "${SIPCALLID}");

/** The plan as text to follow, and to copy from. */
export function capturePlan(): string {
  return `What to log at the next reproduction

1. Asterisk's full log: /etc/asterisk/logger.conf
   (FreePBX: logger_general_custom.conf and logger_logfiles_custom.conf)
     [general]
     dateformat=%F %T.%3q
     logger_queue_limit=10000
     [logfiles]
     full.log => notice,warning,error,verbose(3),dtmf
   then
     asterisk -rx "logger reload"
   The RTP timeout's NOTICE, music, playbacks and hangups over AMI are in it; milliseconds put both logs in order;
   the queue keeps traces from tearing holes.

2. One dialplan line before Stasis(): it joins all ids of a call. /etc/asterisk/extensions.conf
     ${JOIN_LINE}
   (chan_sip)
     ${JOIN_LINE_CHAN_SIP}
   and an h extension in the same context, which says how the call ended:
     exten => h,1,NoOp(aridoctor HANGUPCAUSE=\${HANGUPCAUSE})
   then
     asterisk -rx "dialplan reload"

3. For one reproduction, on the console or by cron; turn it off again after (off, or 0 for debug)
     asterisk -rx "pjsip set logger on"      (chan_sip: sip set debug on)   the BYE, who sent it and its Reason
     asterisk -rx "ari set debug all on"     every request, response and event; prints the ARI password
     asterisk -rx "core set debug 1"         which kind of hangup it was, and uniqueid beside channel name;
                                             needs debug in the line of step 1
     asterisk -rx "rtp set debug on"         only where packets are in doubt: a line a packet

4. The bot: one line each, in UTC with milliseconds, with channel.id
     StasisStart (channel.id, channel.name, channel.protocol_id, caller), StasisEnd,
     ChannelHangupRequest (cause and soft), ChannelDestroyed (cause),
     PlaybackStarted and PlaybackFinished (playback id, state),
     the websocket opening and closing, ApplicationReplaced,
     and every ARI request with method, path and HTTP status.

5. Call detail records that name the channel: /etc/asterisk/cdr.conf [csv] loguniqueid=yes
   then
     asterisk -rx "module reload cdr_csv.so"

Then run: ari-doctor /var/log/asterisk/full.log bot.log --config /etc/asterisk
`;
}
