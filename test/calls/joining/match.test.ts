// Which half of a call belongs to which: raw text of both logs through the real stages, in any order of reading.
import { describe, expect, it } from "vitest";
import { callsOf } from "../../support/read-log.js";

const EPOCH = 1_795_362_758; // 2026-11-22 15:52:38 UTC
const clock = (seconds: number) => new Date((EPOCH + seconds) * 1000).toISOString().slice(11, 23);
const asterisk = (seconds: number, call: string, file: string, message: string) =>
  `[Nov 22 ${clock(seconds).slice(0, 8)}] VERBOSE[1][${call}] ${file}: ${message}`;
const entered = (seconds: number, call: string, name: string, caller = "") =>
  asterisk(
    seconds,
    call,
    "pbx.c",
    `Executing [1000@in:1] Stasis("${name}", "voicebot,1000${caller && `,${caller}`}") in new stack`,
  );
const bot = (seconds: number, message: string) =>
  `2026-11-22 ${clock(seconds).replace(".", ",")} - bot - INFO - ${message}`;
const started = (seconds: number, id: string, caller = "") =>
  bot(seconds, `StasisStart channel=${id}${caller && ` caller=${caller}`}`);

/** `uniqueid = channel name` for every call, whichever log is read first. */
async function pairs(asteriskLog: readonly string[], botLog: readonly string[]): Promise<string[]> {
  const texts = [asteriskLog.join("\n"), botLog.join("\n")];
  const read = async (order: readonly string[]) =>
    (await callsOf(...order)).calls.map(({ channelId, channelName }) => `${channelId} = ${channelName}`).sort();
  const found = await read(texts);
  expect(await read(texts.toReversed()), "read in the other order").toEqual(found);
  return found;
}

describe("halves of a call", () => {
  it("are joined by the uniqueid that both logs print, against any other sign", async () => {
    expect(
      await pairs(
        [
          entered(0, "C-00000001", "PJSIP/t-00000005", "79160000001"),
          asterisk(3, "C-00000001", "res_stasis_playback.c", `${EPOCH}.9: Playback failed for sound:a`),
        ],
        [started(0.2, `${EPOCH}.9`, "79169999999")],
      ),
    ).toEqual([`${EPOCH}.9 = PJSIP/t-00000005`]);
  });

  it("are joined where a paste of one call alone begins and ends with the bot's, and not where only one of both fits", async () => {
    const paste = (end: number) => [
      entered(0, "C-00000004", "PJSIP/t-00000008"),
      asterisk(end, "C-00000004", "pbx.c", "Spawn extension (in, 1000, 1) exited non-zero on 'PJSIP/t-00000008'"),
    ];
    const told = [started(0.2, `${EPOCH}.31`), bot(17.4, `StasisEnd channel=${EPOCH}.31`)];
    expect(await pairs(paste(17), told)).toEqual([`${EPOCH}.31 = PJSIP/t-00000008`]);
    expect(await pairs(paste(11), told)).toEqual([`${EPOCH}.31 = null`, "null = PJSIP/t-00000008"]);
  });

  it.each([
    [
      "an h step",
      (end: number) =>
        asterisk(end, "C-00000006", "pbx.c", 'Executing [h@in:1] NoOp("PJSIP/t-0000000a", "") in new stack'),
    ],
    [
      "music that stops and nothing after it",
      (end: number) => asterisk(end, "C-00000006", "res_musiconhold.c", "Stopped music on hold on PJSIP/t-0000000a"),
    ],
  ])("are joined where a paste ends in %s instead of a Spawn", async (_, last) => {
    const told = [started(0.2, `${EPOCH}.33`), bot(12.3, `StasisEnd channel=${EPOCH}.33`)];
    const paste = (end: number) => [entered(0, "C-00000006", "PJSIP/t-0000000a"), last(end)];
    expect(await pairs(paste(12), told)).toEqual([`${EPOCH}.33 = PJSIP/t-0000000a`]);
    expect(await pairs(paste(21), told)).toEqual([`${EPOCH}.33 = null`, "null = PJSIP/t-0000000a"]);
  });

  it("are joined by the channel name where the bot prints it", async () => {
    expect(
      await pairs(
        [entered(0, "C-00000001", "PJSIP/a-00000000"), entered(0, "C-00000002", "PJSIP/b-00000001")],
        [
          started(0.2, `${EPOCH}.0`).concat(" name=PJSIP/b-00000001"),
          started(0.3, `${EPOCH}.1`).concat(" name=PJSIP/a-00000000"),
        ],
      ),
    ).toEqual([`${EPOCH}.0 = PJSIP/b-00000001`, `${EPOCH}.1 = PJSIP/a-00000000`]);
  });

  it("are joined by the caller's number among calls of one second", async () => {
    const callers = ["79160000001", "79160000002", "79160000003"];
    expect(
      await pairs(
        callers.map((caller, i) => entered(0, `C-0000000${i}`, `PJSIP/t-0000000${i}`, caller)),
        callers.map((caller, i) => started(0.1 + i / 100, `${EPOCH}.${i}`, caller)).toReversed(),
      ),
    ).toEqual(callers.map((_, i) => `${EPOCH}.${i} = PJSIP/t-0000000${i}`));
  });

  it("are joined where the dialplan hands on the uniqueid, whose seconds are no caller's number", async () => {
    expect(
      await pairs(
        [entered(0, "C-00000001", "PJSIP/t-00000005", `${EPOCH}.9`)],
        [started(0.2, `${EPOCH}.9`, "79169999999")],
      ),
    ).toEqual([`${EPOCH}.9 = PJSIP/t-00000005`]);
  });

  it("are joined by the second of creation where nothing else is printed", async () => {
    expect(
      await pairs(
        [entered(0, "C-00000001", "PJSIP/t-00000000"), entered(20, "C-00000002", "PJSIP/t-00000001")],
        [started(0.1, `${EPOCH}.0`), started(20.1, `${EPOCH + 20}.1`)],
      ),
    ).toEqual([`${EPOCH}.0 = PJSIP/t-00000000`, `${EPOCH + 20}.1 = PJSIP/t-00000001`]);
  });

  it("stay apart where the callers differ", async () => {
    const found = await pairs(
      [entered(0, "C-00000001", "PJSIP/t-00000000", "79160000001")],
      [started(0.1, `${EPOCH}.7`, "79169999999")],
    );
    expect(found).toEqual([`${EPOCH}.7 = null`, "null = PJSIP/t-00000000"]);
  });

  it("stay apart where the channel had died before the bot's call went on", async () => {
    const found = await pairs(
      [
        entered(0, "C-00000001", "PJSIP/t-00000000"),
        asterisk(3, "C-00000001", "pbx.c", "Spawn extension (in, 1000, 1) exited non-zero on 'PJSIP/t-00000000'"),
        entered(40, "C-00000002", "PJSIP/t-00000001"),
      ],
      [started(0.1, `${EPOCH}.7`), bot(20, `Channel ${EPOCH}.7 put on hold`), started(40.1, `${EPOCH + 40}.8`)],
    );
    expect(found).toContain(`${EPOCH}.7 = null`);
  });

  // a collector's stamps: eight seconds late, as the one id that Asterisk prints shows
  it("stay apart where the seconds of Asterisk's log are not those of its own uniqueids", async () => {
    const held = (seconds: number, call: string) =>
      asterisk(seconds, call, "res_musiconhold.c", "Started music on hold, class 'default', on channel");
    const found = await pairs(
      [
        entered(8, "C-00000001", "PJSIP/t-00000000"),
        asterisk(11, "C-00000001", "res_stasis_playback.c", `${EPOCH}.0: Playback failed for sound:a`),
        ...[entered(16, "C-00000002", "PJSIP/t-00000001"), held(18, "C-00000002")],
        ...[entered(24, "C-00000003", "PJSIP/t-00000002"), held(26, "C-00000003")],
      ],
      [started(0.3, `${EPOCH}.0`), started(16.2, `${EPOCH + 16}.2`), bot(18.2, `Channel ${EPOCH + 16}.2 put on hold`)],
    );
    expect(found).toContain(`${EPOCH}.0 = PJSIP/t-00000000`);
    expect(found).toContain(`${EPOCH + 16}.2 = null`);
  });

  it("stay apart where a channel made later would have a name given before", async () => {
    const found = await pairs(
      [
        entered(-9, "C-00000001", "PJSIP/t-00000008", "79160000001"),
        entered(0, "C-00000002", "PJSIP/t-00000003"),
        entered(30, "C-00000003", "PJSIP/t-0000000a"),
      ],
      [started(-8.9, `${EPOCH - 9}.11`, "79160000001"), started(0.1, `${EPOCH}.12`)],
    );
    expect(found).toContain(`${EPOCH - 9}.11 = PJSIP/t-00000008`);
    expect(found).toContain(`${EPOCH}.12 = null`);
  });

  it("stay apart where two would do as well, rather than be guessed", async () => {
    const found = await pairs(
      [entered(0, "C-00000001", "SIP/a-0000000a"), entered(0, "C-00000002", "SIP/b-0000000b")],
      [started(0.1, `${EPOCH}.100`)],
    );
    expect(found).toContain(`${EPOCH}.100 = null`);
    expect(found).toHaveLength(3);
  });

  it.each([
    ["began after the call was made", [entered(0, "C-00000003", "PJSIP/t-00000003")], [started(0.1, `${EPOCH}.4`)]],
    [
      "ends in that second",
      [entered(-9, "C-00000002", "PJSIP/t-00000002"), entered(0, "C-00000003", "PJSIP/t-00000003")],
      [started(0.1, `${EPOCH}.4`)],
    ],
  ])("stay apart where only the second speaks for them and Asterisk's log %s", async (_, asteriskLog, botLog) => {
    expect(await pairs(asteriskLog, botLog)).toContain(`${EPOCH}.4 = null`);
  });

  it("stay apart where Asterisk's log has a call's lines from before it was made", async () => {
    const music = (seconds: number, name: string) =>
      asterisk(
        seconds,
        "C-00000001",
        "res_musiconhold.c",
        `Started music on hold, class 'default', on channel '${name}'`,
      );
    const found = await pairs(
      [music(-3, "PJSIP/t-00000004"), music(5, "PJSIP/t-00000004"), entered(30, "C-00000009", "PJSIP/t-00000009")],
      [started(0.1, `${EPOCH}.4`), started(30.1, `${EPOCH + 30}.9`)],
    );
    expect(found).toContain(`${EPOCH}.4 = null`);
  });

  it("keep every call that only one log knows of", async () => {
    const found = await pairs([entered(0, "C-00000001", "PJSIP/t-00000000")], [started(300, `${EPOCH + 300}.1`)]);
    expect(found).toHaveLength(2);
  });
});

describe("calls of two hosts", () => {
  const hosts = ["79160000001", "79160000002"] as const;
  const log = (n: number) => [
    entered(0, "C-00000001", "PJSIP/t-00000000", hosts[n]),
    entered(9, "C-00000002", "PJSIP/t-00000001", `${hosts[n]}1`),
    entered(20, "C-00000003", "PJSIP/t-00000002"),
    asterisk(
      30 + n,
      "C-00000003",
      "res_musiconhold.c",
      "Started music on hold, class 'default', on channel 'PJSIP/t-00000002'",
    ),
  ];
  const botLog = (n: number) => [
    started(0.2, `${EPOCH}.0`, hosts[n]),
    started(9.2, `${EPOCH + 9}.1`, `${hosts[n]}1`),
    started(20.2, `${EPOCH + 20}.2`),
    bot(30.3 + n, `Channel ${EPOCH + 20}.2 put on hold`),
  ];

  it("stay apart though uniqueid, name and C- id are the same, also where no caller's number tells them apart", async () => {
    const texts = [log(0), log(1), botLog(0), botLog(1)].map((lines) => lines.join("\n"));
    for (const order of [texts, texts.toReversed()]) {
      const { calls } = await callsOf(...order);
      expect(calls).toHaveLength(6);
      for (const call of calls.filter(({ channelId }) => channelId === `${EPOCH + 20}.2`)) {
        const [music, hold] = ["moh-started", "bot-hold"].map((type) =>
          call.events.find(({ event }) => event.type === type),
        );
        expect((hold?.atMs ?? 0) - (music?.atMs ?? 0)).toBeLessThan(1000);
      }
    }
  });
});

describe("a channel whose id the bot gave it", () => {
  const launched = (seconds: number, name: string) =>
    asterisk(seconds, "", "resource_channels.c", `Launching Stasis(voicebot) on ${name}`).replace("[]", "");
  const id = (n: number) => `out-7f3a9c2${n}`;

  it("is joined by the moment of entering Stasis, whatever the bot's clock says", async () => {
    const at = [0, 40, 47, 110];
    const asteriskLog = at.map((seconds, n) => launched(seconds, `PJSIP/t-0000000${n}`));
    const botLog = at.map((seconds, n) => started(seconds + 8.3, id(n)));
    expect(await pairs(asteriskLog, botLog)).toEqual(at.map((_, n) => `${id(n)} = PJSIP/t-0000000${n}`));
  });

  it("is joined with none where two began in the same moment", async () => {
    const asteriskLog = [launched(0, "PJSIP/t-00000000"), launched(0, "PJSIP/t-00000001")];
    expect(await pairs(asteriskLog, [started(0.1, id(0)), started(0.2, id(1))])).toEqual([
      "null = PJSIP/t-00000000",
      "null = PJSIP/t-00000001",
      `${id(0)} = null`,
      `${id(1)} = null`,
    ]);
  });
});
