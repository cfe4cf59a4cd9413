import { playbackNeverStarted } from "../../../src/rules/findings/bot209-playback-never-started.js";
import { type AsteriskLog, asterisk, bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

const entered = bot.stasisStart(0.12);
const asked = entered.says(5.3, "POST /ari/channels/1795362720.1/play?media=sound:welcome 201");
/** Ends by the dialplan; a sound may have been played before the bot asked for one. */
const dialplan = (endsAt: number, playsAt?: number): AsteriskLog => {
  const begun = asterisk.runs(0.101, "Answer").runs(0.11, "Stasis", "voicebot,1795362720.1");
  return (playsAt === undefined ? begun : begun.plays(playsAt, "hi.slin")).runs(endsAt, "Hangup").exits(endsAt + 0.001);
};

/** As `ari set debug all on` prints it. */
const ariEvent = (at: number, body: object): AsteriskLog =>
  asterisk.logs(
    at,
    `VERBOSE[38] ari/ari_websockets.c: <--- Sending ARI event to 127.0.0.1:57106 --->\n${JSON.stringify(body)}`,
  );

testRule(playbackNeverStarted, {
  faulty: [
    {
      name: "Asterisk's log shows the dialplan and no sound",
      asterisk: dialplan(30),
      bot: asked.stasisEnd(29.99),
      says: /never ran, although the channel was there for another 25 s\.$/,
    },
    {
      name: "a sound that was played before it proves nothing",
      asterisk: dialplan(30, 1),
      bot: asked.stasisEnd(29.99),
    },
    {
      name: "it was asked for while another one ran",
      asterisk: dialplan(30, 0.15),
      bot: entered
        .playbackStarted(0.15, "hi")
        .playbackStarted(5.3, "late")
        .playbackFinished(20, "done", 1)
        .stasisEnd(29.99),
      says: /It waited behind another playback/,
    },
    {
      name: "the bot logs the end of its first playback, and none of the second",
      bot: bot
        .stasisStart(0.12)
        .playbackStarted(0.15, "hi")
        .playbackFinished(1.9)
        .says(2, "Playback 9789be8d-0248-4f24-9d70-7b60876715b2 started on channel 1795362720.1 media=recording:gone")
        .hangupRequest(12, 16)
        .stasisEnd(12.001),
    },
  ],
  healthy: [
    {
      name: "the file is missing: that is another fault",
      asterisk: dialplan(30).and(
        asterisk.inCall(5.301, "file.c: File welcome does not exist in any format", "WARNING"),
      ),
      bot: asked.stasisEnd(29.99),
      cause: "sound-missing",
    },
    {
      name: "a tone is played without a line of the file",
      asterisk: dialplan(30),
      bot: entered.says(5.3, "POST /ari/channels/1795362720.1/play?media=tone:ring 201").stasisEnd(29.99),
    },
    {
      name: "Asterisk's log shows the end of the call two seconds after the request",
      asterisk: dialplan(7.2),
      bot: asked.stasisEnd(7.19),
    },
    {
      name: "ARI's debug shows that the playback began",
      asterisk: dialplan(30)
        .and(ariEvent(0.12, { type: "StasisStart", channel: { id: "1795362720.1", name: "PJSIP/trunk-00000001" } }))
        .and(ariEvent(5.4, { type: "PlaybackStarted", playback: { target_uri: "channel:1795362720.1" } })),
      bot: asked.stasisEnd(29.99),
    },
    {
      name: "the second playback is refused: there was no channel",
      bot: entered
        .playbackStarted(0.15, "hi")
        .playbackFinished(1.9)
        .playbackStarted(2)
        .playRefused(2.1)
        .hangupRequest(12, 16)
        .stasisEnd(12.001),
    },
    {
      name: "the sound starts",
      asterisk: asterisk
        .logs(
          -10,
          "WARNING[3] taskprocessor.c: The 'stasis/m:manager' task processor queue reached 500 scheduled tasks.",
        )
        .runs(0.101, "Answer")
        .runs(0.11, "Stasis", "voicebot,1795362720.3")
        .plays(5.299, "welcome.slin")
        .runs(30, "Hangup")
        .exits(30.001),
      bot: bot
        .of({ channelId: "1795362720.3" })
        .stasisStart(0.12)
        .says(5.3, "POST /ari/channels/1795362720.3/play?media=sound:welcome 201")
        .stasisEnd(29.99),
    },
    {
      name: "the channel ended before the command was due",
      bot: bot.stasisStart(0.12).playbackStarted(0.15, "hi").playbackFinished(1.9).playbackStarted(2).stasisEnd(2.1),
    },
  ],
  notEnoughEvidence: [
    {
      name: "Asterisk threw lines away while it was busy: the sound's may be one of them",
      asterisk: dialplan(30).and(
        asterisk.logs(6, "WARNING[1] logger.c: Log queue threshold (1000) exceeded.  Discarding new messages."),
      ),
      bot: asked.stasisEnd(29.99),
    },
    {
      name: "the bot logs no ids of its playbacks: the end may be that of either",
      bot: entered
        .says(0.2, "Playing hi on channel 1795362720.1")
        .says(2, "Playback finished on channel 1795362720.1")
        .says(3, "Playing late on channel 1795362720.1")
        .stasisEnd(12),
    },
    {
      name: "no end is logged of any playback",
      bot: bot.stasisStart(0.12).playbackStarted(0.15, "hi").hangupRequest(12, 16).stasisEnd(12.001),
    },
    {
      name: "the caller interrupted: the bot may have stopped listening for the end",
      bot: bot
        .stasisStart(0.12)
        .playbackStarted(0.15, "hi")
        .playbackFinished(1.9)
        .playbackStarted(2)
        .says(4, 'ASR final for 1795362720.1: "wait"')
        .stasisEnd(12),
      cause: "none",
    },
    {
      name: "a log without verbose lines shows no sound of anybody",
      asterisk: `
        [2026-11-22 15:52:00.101] NOTICE[3] chan_sip.c: Peer 'trunk' is now Reachable. (4ms / 2000ms)
        [2026-11-22 15:52:30.000] NOTICE[3] chan_sip.c: Peer 'trunk' is now Lagged. (2004ms / 2000ms)
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.7 caller=1 exten=1000
        2026-11-22 15:52:05,300 - bot - INFO - POST /ari/channels/1795362720.7/play?media=sound:welcome 201
        2026-11-22 15:52:29,990 - bot - INFO - StasisEnd channel=1795362720.7
      `,
    },
  ],
});
