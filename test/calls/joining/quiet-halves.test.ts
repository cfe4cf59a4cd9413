// Asterisk's log does not tell when a call inside Stasis() ends, so its half stays open for half an hour. A bot that tells it ends the
// wait, if the call is plain at a glance.
import { expect, test } from "vitest";
import { readLineBatches } from "../../../src/io/lines.js";
import { planStreams } from "../../../src/sources/plan.js";
import { hostsOf, latestStampMs, type Request, Wiring } from "../../../src/wiring.js";
import { type LogText, logText, plainRequest, sourceOf } from "../../support/analyse.js";
import { repeated } from "../../support/repeat.js";

const ASTERISK = `
[2026-11-05 11:20:00.310] VERBOSE[611][C-00000031] pbx.c: Executing [820@from-sbc:1] Stasis("PJSIP/sbc-00000031", "desk,4930998877") in new stack
[2026-11-05 11:20:01.020] VERBOSE[611][C-00000031] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/sbc-00000031'
[2026-11-05 11:20:03.410] VERBOSE[611][C-00000031] res_musiconhold.c: Stopped music on hold on PJSIP/sbc-00000031
[2026-11-05 11:20:03.420] VERBOSE[611][C-00000031] file.c: <PJSIP/sbc-00000031> Playing 'desk/open.slin' (language 'en')
`;

const BOT = `
2026-11-05 11:20:00.320 INFO StasisStart channel=1793877600.49 caller=4930998877 exten=820
2026-11-05 11:20:00.330 INFO Channel 1793877600.49 answered
2026-11-05 11:20:01.015 INFO Channel 1793877600.49 put on hold
2026-11-05 11:20:03.405 INFO Channel 1793877600.49 taken off hold
2026-11-05 11:20:03.415 INFO Playback 5f0c1a2e-7d34-4b6f-8e11-90ab12cd34ef started on channel 1793877600.49 media=sound:desk/open
2026-11-05 11:20:06.000 INFO PlaybackFinished 5f0c1a2e-7d34-4b6f-8e11-90ab12cd34ef state=done
2026-11-05 11:20:07.100 INFO ChannelHangupRequest channel=1793877600.49 cause=16
2026-11-05 11:20:07.105 INFO StasisEnd channel=1793877600.49
`;

const [COPIES, EVERY_SECONDS] = [700, 2];

/** Reads the logs, and tells how many of Asterisk's halves were open at most, and what became of the calls. */
async function read(logs: readonly LogText[]): Promise<{ mostOpen: number; settled: number; whole: number }> {
  const request: Request = {
    ...plainRequest,
    settings: { ...plainRequest.settings, all: false },
    sources: logs.map((log) => sourceOf(log, { chunkBytes: 4_000 })),
  };
  const plan = await planStreams(request.sources, { ...request, nowMs: latestStampMs(request), unread: request.warn });
  let [mostOpen, whole] = [0, 0];
  const judged = (): void => {
    whole += 1;
  };
  const wiring = new Wiring(request, { paths: logs.map(({ path }) => path), hosts: hostsOf(plan) }, { judged });
  for (const files of plan) wiring.addStream(files);
  for (let { next } = wiring; next; next = wiring.next) {
    await next.readBatch((chunks, start, isStream) => readLineBatches(chunks, start, isStream));
    wiring.joiner.settle(() => wiring.progress, { asterisk: true, bot: true });
    for (const { side, open } of wiring.progress)
      if (side === "asterisk") mostOpen = Math.max(mostOpen, [...open].length);
  }
  wiring.end();
  wiring.judged().rows.close();
  return { mostOpen, settled: wiring.settledCount, whole };
}

const copies = (text: string, path: string): LogText => repeated(logText(path, text), COPIES, EVERY_SECONDS, 1);

test("calls that have ended for the bot do not stay open", async () => {
  const { mostOpen, settled, whole } = await read([copies(ASTERISK, "full"), copies(BOT, "bot.log")]);
  expect({ settled, whole }).toEqual({ settled: COPIES, whole: 0 });
  // all of them without it: the log is shorter than half an hour
  expect(mostOpen).toBeLessThan(COPIES / 2);
});
