// Calls that went well by one look at their lines are settled: nobody puts them together, and no rule is asked. The report must be
// the one that the rules would have made, whatever happened to the logs on their way, and every sign that a rule may look at must
// keep a call from being settled.
import { beforeAll, describe, expect, test } from "vitest";
import { Random } from "../fuzz/random.js";
import { type Material, sampleMaterials } from "../perturbation/materials.js";
import { perturbations, textOf } from "../perturbation/perturbations.js";
import { analyseTexts, type LogText, logText, type Run, type RunOptions, sampleLogs } from "../support/analyse.js";
import { sampleNames } from "../support/sample.js";

/** Checks that both ways make one report, and returns the calls of the run that settles. */
async function bothWays(logs: readonly LogText[], options: RunOptions): Promise<Run["calls"]> {
  const way = (all: boolean): Promise<Run> =>
    analyseTexts(logs, { ...options, settings: { ...options.settings, all } });
  const [settling, whole] = [await way(false), await way(true)];
  expect(settling.calls.map(withoutTimeline)).toEqual(whole.calls.map(withoutTimeline));
  expect({ ...settling, calls: [] }).toEqual({ ...whole, calls: [] });
  return settling.calls;
}

/** What both ways have in common: with --all, events are added. */
function withoutTimeline({ settled: _, timeline, leftOutEventCount, ...row }: Run["calls"][number]): object {
  return { ...row, eventCount: timeline.length + leftOutEventCount };
}

const TIMEOUT_MS = 120_000;

describe("the report is that of the rules", () => {
  let materials: readonly Material[] = [];

  beforeAll(async () => {
    materials = await sampleMaterials();
  }, TIMEOUT_MS);

  test(
    "over all samples, and a good part of their healthy calls is settled",
    async () => {
      const calls: Run["calls"][number][] = [];
      for (const { logs, config } of sampleNames().map(sampleLogs)) calls.push(...(await bothWays(logs, { config })));
      const healthy = calls.filter(
        ({ diagnosis, findings, firstLines }) =>
          diagnosis.cause === "none" && findings.length === 0 && firstLines.length === 2,
      );
      // most samples begin with the start of Asterisk and the bot and end with their stop, and such calls are for the rules
      expect(calls.filter(({ settled }) => settled).length).toBeGreaterThan(0.3 * healthy.length);
    },
    TIMEOUT_MS,
  );

  test.each(Object.entries(perturbations))(
    "over logs with %s",
    async (_name, perturb) => {
      for (const [i, run] of materials.entries()) {
        const random = new Random(7_000 + i);
        const other = random.of(materials.filter((one) => one !== run));
        const { logs, config } = perturb(run, other, random);
        await bothWays(logs.filter(({ lines }) => lines.length > 0).map(textOf), { config });
      }
    },
    TIMEOUT_MS,
  );
});

const ASTERISK = `
[2026-11-04 09:10:00.000] VERBOSE[811] asterisk.c: Asterisk Ready.
[2026-11-04 09:10:20.480] VERBOSE[902][C-00000004] pbx.c: Executing [700@from-sbc:1] Answer("PJSIP/sbc-00000004", "") in new stack
[2026-11-04 09:10:20.481] VERBOSE[902][C-00000004] pbx.c: Executing [700@from-sbc:2] Stasis("PJSIP/sbc-00000004", "desk") in new stack
[2026-11-04 09:10:20.482] VERBOSE[902][C-00000004] res_rtp_asterisk.c: 0x7f11 -- Strict RTP switching to RTP target address 192.0.2.44:14002 as source
[2026-11-04 09:10:22.004] VERBOSE[902][C-00000004] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/sbc-00000004'
[2026-11-04 09:10:24.105] VERBOSE[902][C-00000004] res_musiconhold.c: Stopped music on hold on PJSIP/sbc-00000004
[2026-11-04 09:10:24.110] VERBOSE[902][C-00000004] file.c: <PJSIP/sbc-00000004> Playing 'desk/hours.slin' (language 'en')
[2026-11-04 09:10:25.600] VERBOSE[902][C-00000004] res_rtp_asterisk.c: 0x7f11 -- Strict RTP learning complete - Locking on source address 192.0.2.44:14002
[2026-11-04 09:10:27.110] VERBOSE[902][C-00000004] file.c: <PJSIP/sbc-00000004> Playing 'desk/bye.slin' (language 'en')
[2026-11-04 09:12:30.000] VERBOSE[811] manager.c: Manager 'monitor' logged off from 127.0.0.1
`;

const BOT = `
2026-11-04 09:10:10.000 INFO Connected to ARI websocket, app=desk
2026-11-04 09:10:20.490 INFO StasisStart channel=1793783420.8 caller=4930112233 exten=700
2026-11-04 09:10:20.495 INFO Channel 1793783420.8 answered
2026-11-04 09:10:22.000 INFO Channel 1793783420.8 put on hold
2026-11-04 09:10:22.010 INFO LLM request started for channel 1793783420.8
2026-11-04 09:10:24.100 INFO Channel 1793783420.8 taken off hold
2026-11-04 09:10:24.104 INFO Playback 3a52c1d0-77a1-4b52-9a0e-2f5f2f6d0a11 started on channel 1793783420.8 media=sound:desk/hours
2026-11-04 09:10:26.900 INFO PlaybackFinished 3a52c1d0-77a1-4b52-9a0e-2f5f2f6d0a11 state=done channel=1793783420.8
2026-11-04 09:10:27.104 INFO Playback 9e0f44b7-1c6d-4a0b-8f3e-5b1d6c2a7e22 started on channel 1793783420.8 media=sound:desk/bye
2026-11-04 09:10:29.400 INFO PlaybackFinished 9e0f44b7-1c6d-4a0b-8f3e-5b1d6c2a7e22 state=done channel=1793783420.8
2026-11-04 09:10:30.000 INFO ChannelHangupRequest channel=1793783420.8 cause=16
2026-11-04 09:10:30.002 INFO StasisEnd channel=1793783420.8
2026-11-04 09:10:30.003 INFO Call 1793783420.8 finished
2026-11-04 09:12:30.000 INFO Connected to ARI websocket, app=desk
`;

/** Changes a log. If nothing changes, the test is wrong. */
type Change = (text: string) => string;

function changed(text: string, change: Change | undefined): string {
  if (!change) return text;
  const other = change(text);
  expect(other).not.toBe(text);
  return other;
}

const without =
  (words: string): Change =>
  (text) =>
    text
      .split("\n")
      .filter((line) => !line.includes(words))
      .join("\n");
const after =
  (words: string, added: string): Change =>
  (text) =>
    text
      .split("\n")
      .flatMap((line) => (line.includes(words) ? [line, added] : [line]))
      .join("\n");
const instead =
  (words: string, others: string): Change =>
  (text) =>
    text.replaceAll(words, others);

interface Telling {
  readonly asterisk?: Change;
  readonly bot?: Change;
  readonly settings?: RunOptions["settings"];
}

async function areSettled({ asterisk, bot, settings }: Telling): Promise<boolean[]> {
  const logs = [logText("full", changed(ASTERISK, asterisk)), logText("bot.log", changed(BOT, bot))];
  const calls = await bothWays(logs, settings === undefined ? {} : { settings });
  return calls.map(({ settled }) => settled === true);
}

test("a call that went well is settled", async () => {
  expect(await areSettled({})).toEqual([true]);
});

test("so is one that the bot ends once it is over", async () => {
  const bot = (text: string): string =>
    instead(
      "cause=16",
      "cause=32",
    )(
      after(
        "9e0f44b7-1c6d-4a0b-8f3e-5b1d6c2a7e22 state=done",
        "2026-11-04 09:10:29.990 INFO Hanging up 1793783420.8",
      )(text),
    );
  expect(await areSettled({ bot })).toEqual([true]);
});

const FIRST = "3a52c1d0-77a1-4b52-9a0e-2f5f2f6d0a11";

test.each<[string, Telling]>([
  ["waits longer than an answer may take", { settings: { answerBudgetSeconds: 2 } }],
  ["waits longer than the RTP limit", { settings: { rtpTimeoutSeconds: 2 } }],
  ["is played to while it is held", { bot: without("taken off hold") }],
  ["is held without music", { asterisk: without("music on hold") }],
  [
    "is played to before it is answered",
    {
      bot: after(
        "StasisStart",
        `2026-11-04 09:10:20.470 INFO Playback 77aa44b7-1c6d-4a0b-8f3e-5b1d6c2a7e33 started on channel 1793783420.8 media=sound:desk/hello\n2026-11-04 09:10:21.900 INFO PlaybackFinished 77aa44b7-1c6d-4a0b-8f3e-5b1d6c2a7e33 state=done channel=1793783420.8`,
      ),
    },
  ],
  ["has a playback that never ended", { bot: without(`PlaybackFinished ${FIRST}`) }],
  [
    "has a playback that nobody heard",
    { bot: instead(`09:10:26.900 INFO PlaybackFinished ${FIRST}`, `09:10:24.150 INFO PlaybackFinished ${FIRST}`) },
  ],
  ["has a playback that failed", { bot: instead(`${FIRST} state=done`, `${FIRST} state=failed`) }],
  ["is played to while another playback runs", { bot: instead("09:10:26.900", "09:10:28.000") }],
  [
    "wants a playback in vain",
    {
      bot: after(
        "9e0f44b7-1c6d-4a0b-8f3e-5b1d6c2a7e22 state=done",
        "2026-11-04 09:10:29.500 INFO About to play sound:desk/more on channel 1793783420.8",
      ),
    },
  ],
  [
    "is held to its end",
    {
      bot: after(
        "9e0f44b7-1c6d-4a0b-8f3e-5b1d6c2a7e22 state=done",
        "2026-11-04 09:10:29.500 INFO Channel 1793783420.8 put on hold",
      ),
    },
  ],
  [
    "has a warning that nothing reads",
    {
      asterisk: after(
        "Started music",
        "[2026-11-04 09:10:23.000] WARNING[902][C-00000004] chan_odd.c: PJSIP/sbc-00000004 is odd",
      ),
    },
  ],
  [
    "has a bot's line that nothing reads",
    { bot: after("put on hold", "2026-11-04 09:10:22.500 INFO zyx 1793783420.8 wvu") },
  ],
  ["has a step that its bot logs as an error", { bot: instead(".495 INFO", ".495 ERROR") }],
  [
    "is ended by a timer of the bot's",
    {
      bot: after(
        "9e0f44b7-1c6d-4a0b-8f3e-5b1d6c2a7e22 state=done",
        "2026-11-04 09:10:29.990 INFO Max call duration reached, hanging up 1793783420.8",
      ),
    },
  ],
  [
    "ends with the word of a timer",
    { bot: instead("Call 1793783420.8 finished", "Call 1793783420.8 finished: max call duration reached") },
  ],
  ["ends by a timer of SIP's", { bot: instead("cause=16", "cause=18") }],
  [
    "has an absolute limit",
    {
      asterisk: after(
        "Answer(",
        `[2026-11-04 09:10:20.480] VERBOSE[902][C-00000004] pbx.c: Executing [700@from-sbc:1] Set("PJSIP/sbc-00000004", "TIMEOUT(absolute)=60") in new stack`,
      ),
    },
  ],
  [
    "goes on in the dialplan",
    {
      asterisk: after(
        "'desk/bye.slin'",
        `[2026-11-04 09:10:30.100] VERBOSE[902][C-00000004] pbx.c: Executing [h@from-sbc:1] NoOp("PJSIP/sbc-00000004", "HANGUPCAUSE 16") in new stack`,
      ),
    },
  ],
  [
    "outlives the connection of its bot",
    { bot: after("LLM request", "2026-11-04 09:10:22.100 ERROR ARI websocket closed, code=1006") },
  ],
  [
    "outlives the app of its bot",
    {
      asterisk: after(
        "Started music",
        "[2026-11-04 09:10:23.000] VERBOSE[700] stasis/app.c: Deactivating Stasis app 'desk'",
      ),
    },
  ],
  [
    "is told by Asterisk alone",
    {
      bot: () =>
        "2026-11-04 09:10:10.000 INFO Connected to ARI websocket, app=desk\n2026-11-04 09:12:30.000 INFO Connected to ARI websocket, app=desk\n",
    },
  ],
])("a call that %s is for the rules", async (_what, telling) => {
  expect(await areSettled(telling)).not.toContain(true);
});
