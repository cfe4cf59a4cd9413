// What to change in the bot, as a few lines of Python (aiohttp style) and of Node (ari-client style). `ari` stands for the bot's
// own client, `call` for what it keeps about a call.

/** The same change in both languages. */
export interface Snippets {
  readonly python: string;
  readonly node: string;
}

/** Stop preparing the answer when its channel ends. */
export const cancelOnEnd: Snippets = {
  python: `async def on_event(event):
    if event["type"] in ("StasisEnd", "ChannelDestroyed", "ChannelHangupRequest"):
        call = calls.pop(event["channel"]["id"], None)
        if call:
            call.answer_task.cancel()   # model, speech and playback of this call`,
  node: `for (const type of ["StasisEnd", "ChannelDestroyed", "ChannelHangupRequest"]) {
  ari.on(type, (event, channel) => {
    calls.get(channel.id)?.abort.abort();   // model, speech and playback of this call
    calls.delete(channel.id);
  });
}`,
};

/** Unhold is a DELETE. */
export const unhold: Snippets = {
  python: `await http.delete(f"{ari}/channels/{channel_id}/hold")   # not POST …/unhold`,
  node: "await channel.unhold();   // DELETE /channels/{id}/hold; POST …/unhold does not exist",
};

/** One thing at a time on a channel. */
export const oneAtATime: Snippets = {
  python: `async with call.lock:
    await unhold(call)
    playback = await play(call, sound)
    await call.playback_finished(playback["id"])   # set by the PlaybackFinished event`,
  node: `await call.queue(async () => {
  await channel.unhold();
  const playback = await channel.play({ media });
  await once(playback, "PlaybackFinished");
});`,
};

/** Answer, and wait until the channel is up. */
export const answerFirst: Snippets = {
  python: `await http.post(f"{ari}/channels/{channel_id}/answer")   # await it before play`,
  node: "await channel.answer();   // await it before channel.play()",
};

/** Let the caller hear something while the model works. */
export const fillWhileThinking: Snippets = {
  python: `answer = asyncio.create_task(ask_model(text))
done, _ = await asyncio.wait({answer}, timeout=1.5)
if not done:
    await play(call, "sound:filler")
async for sentence in speak(await answer):   # play the first sentence as soon as it is there
    await play(call, sentence)`,
  node: `const answer = askModel(text);
const quick = await Promise.race([answer, setTimeout(1500)]);
if (!quick) await channel.play({ media: "sound:filler" });
for await (const sentence of speak(await answer)) await channel.play({ media: sentence });`,
};

/** 201 is no playback: wait for its start. */
export const playedOrNot: Snippets = {
  python: `playback = await play(call, sound)                  # 201: queued, not heard
try:
    await asyncio.wait_for(call.started(playback["id"]), 2)   # set by the PlaybackStarted event
except asyncio.TimeoutError:
    await http.delete(f"{ari}/playbacks/{playback['id']}")
    log.warning("playback %s of %s never started", playback["id"], channel_id)`,
  node: `const playback = ari.Playback();
const started = once(playback, "PlaybackStarted", { signal: AbortSignal.timeout(2000) });
await channel.play({ media }, playback);   // 201: queued, not heard
await started.catch(async () => {
  await playback.stop();
  log.warn({ channelId: channel.id, playbackId: playback.id }, "playback never started");
});`,
};

/** A playback that took no time did not happen. */
export const tooShortToHear: Snippets = {
  python: `tmp.write_bytes(audio)
os.replace(tmp, final)                     # whole, under its final name, before play
began = time.monotonic()
playback = await play(call, sound)
await call.playback_finished(playback["id"])
if time.monotonic() - began < 0.1:
    log.warning("nothing was heard of %s on %s", sound, channel_id)`,
  node: `await writeFile(tmp, audio);
await rename(tmp, final);                  // whole, under its final name, before play
const began = performance.now();
const playback = await channel.play({ media });
await once(playback, "PlaybackFinished");
if (performance.now() - began < 100) log.warn({ channelId: channel.id, media }, "nothing was heard");`,
};

/** No step may take for ever. */
export const deadlines: Snippets = {
  python: `began = time.monotonic()
try:
    text = await asyncio.wait_for(ask_model(said), 8)
    model_done = time.monotonic()
    speech = await asyncio.wait_for(speak(first_sentence(text)), 4)
except asyncio.TimeoutError:
    speech = SORRY                          # a file that is always there
    model_done = time.monotonic()
log.info("answer for %s: model %.2fs, speech %.2fs", channel_id, model_done - began, time.monotonic() - model_done)`,
  node: `const began = performance.now();
let modelDone = began;
let media = SORRY;                          // a file that is always there
try {
  const text = await askModel(said, { signal: AbortSignal.timeout(8000) });
  modelDone = performance.now();
  media = await speak(firstSentence(text), { signal: AbortSignal.timeout(4000) });
} catch (error) {
  if (error.name !== "TimeoutError") throw error;
}
log.info({ channelId: channel.id, modelMs: modelDone - began, speechMs: performance.now() - modelDone });`,
};

/** A watchdog that does not fire while somebody is working. */
export const timerThatKnows: Snippets = {
  python: `async def watchdog(call, seconds):
    while True:
        await asyncio.sleep(1)
        if call.answering or call.playing:      # the model, the speech or a playback is at work
            call.idle_since = time.monotonic()
        elif time.monotonic() - call.idle_since > seconds:
            log.info("hangup of %s: watchdog of %s s", call.channel_id, seconds)
            await http.delete(f"{ari}/channels/{call.channel_id}")
            return`,
  node: `const timer = setInterval(async () => {
  if (call.answering || call.playing) {         // the model, the speech or a playback is at work
    call.idleSince = Date.now();
  } else if (Date.now() - call.idleSince > seconds * 1000) {
    clearInterval(timer);
    log.info({ channelId: channel.id, seconds }, "hangup by the watchdog");
    await channel.hangup();
  }
}, 1000);`,
};

/** Read first, work later. */
export const queueEvents: Snippets = {
  python: `events = asyncio.Queue()

async def reader(ws):
    async for message in ws:              # nothing else here: Asterisk waits 100 ms
        events.put_nowait(message)

async def worker():
    while True:
        await handle(await events.get())  # blocking work: await asyncio.to_thread(...)`,
  node: `const events = [];
ws.on("message", (message) => {           // nothing else here: Asterisk waits 100 ms
  events.push(message);
  setImmediate(handleNext);               // heavy work goes to a worker_threads Worker
});`,
};
