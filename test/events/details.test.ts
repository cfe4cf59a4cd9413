import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { readObject } from "../../src/events/bot/literal.js";
import { asteriskSays, readLog } from "../support/read-log.js";
import { dedent } from "../support/rule-tester.js";

/** An event as ARI sends it (rest-api/api-docs/events.json). */
const hangup = {
  type: "ChannelHangupRequest",
  timestamp: "2026-11-22T18:51:38.312+0300",
  cause: 32,
  soft: true,
  channel: { id: "1795362761.3", name: "PJSIP/trunk-0000000a", caller: { name: "", number: "79160000001" } },
  application: "voicebot",
};

describe("an event of ARI's below a message", () => {
  const dumps: Record<string, string> = {
    "pretty JSON": JSON.stringify(hangup, null, 2),
    "one line of JSON": JSON.stringify(hangup),
    pprint: dedent(`
      {'application': 'voicebot',
       'cause': 32,
       'channel': {'caller': {'name': '', 'number': '79160000001'},
                   'id': '1795362761.3',
                   'name': 'PJSIP/trunk-0000000a'},
       'soft': True,
       'timestamp': '2026-11-22T18:51:38.312+0300',
       'type': 'ChannelHangupRequest'}
    `),
    "console.dir": dedent(`
      ChannelHangupRequest {
        cause: 32,
        soft: true,
        type: 'ChannelHangupRequest',
        channel: Channel {
          id: '1795362761.3',
          name: 'PJSIP/trunk-0000000a',
          caller: [Object],
          _events: [Object: null prototype] {},
          get: [Function: bound get]
        },
        application: 'voicebot'
      }
    `),
    "JSON cut in its middle": JSON.stringify(hangup, null, 2).slice(0, -60),
  };
  const read = { type: "bot-hangup-requested", cause: 32, soft: true, channelId: "1795362761.3" };

  it.each(Object.keys(dumps))("is read from %s", async (form) => {
    // a line of JSON that has a time of its own is a record of its own
    for (const between of form === "one line of JSON" ? [" "] : ["\n", " "]) {
      const text = `2026-11-22T15:51:38.312Z INFO from ARI:${between}${dumps[form]}\n2026-11-22T15:51:39.000Z INFO next`;
      expect(await readLog(text), JSON.stringify(between)).toMatchObject([{ ...read, line: 1 }]);
    }
  });

  it("is read from a member of a JSON line", async () => {
    const line = JSON.stringify({ time: 1795362698312, level: 30, msg: "from ARI", event: hangup });
    expect(await readLog(line)).toMatchObject([read]);
  });

  it("is not made of a stack trace, nor of another's answer", async () => {
    const trace = dedent(`
      2026-11-22T15:51:38.312Z INFO cannot reach the model {"type": "timeout"}
          at Object.play (/app/ari.js:40:11) { type: 'ChannelHangupRequest' }
        File "/app/bot.py", line 40, in play
    `);
    expect((await readLog(trace)).map(({ type }) => type)).toEqual(["unread-error"]);
  });
});

describe("the members below a message", () => {
  it("of pino-pretty are the message's own", async () => {
    const text = dedent(`
      [15:51:38.312] ERROR (12): playback failed
          channelId: "1795362761.3"
          err: {
            "type": "Error",
            "stack":
                Error: Channel not found
                    at play (/app/ari.js:40:11)
          }
      [15:51:38.500] INFO (12): put on hold
          turn: 2
          channel: {
            "id": "1795362762.4"
          }
    `);
    expect((await readLog(text)).map(({ type, channelId }) => [type, channelId])).toEqual([
      ["bot-play-finished", "1795362761.3"],
      ["bot-hold", "1795362762.4"],
    ]);
  });
});

describe("channel ids in fields", () => {
  it.each([
    ['{"ts": 1795362698.3, "msg": "put on hold", "call": {"channel": {"id": "1795362761.3"}}}'],
    ['{"@t": "2026-11-22T15:51:38Z", "@mt": "Channel {ChannelId} put on hold", "ChannelId": "1795362761.3"}'],
    [
      '{"message": "put on hold", "context": {"channel": "1795362761.3"}, "level_name": "INFO", "channel": "bot7", "datetime": "2026-11-22T15:51:38+00:00"}',
    ],
    [
      '{"text": "x", "record": {"time": {"timestamp": 1795362698.3}, "message": "put on hold", "extra": {"uniqueid": "1795362761.3"}}}',
    ],
    ["time=2026-11-22T15:51:38Z level=INFO msg=hold channel.id=1795362761.3"],
    ["2026-11-22 15:51:38 [info     ] put on hold   [bot] channel={'id': '1795362761.3', 'state': 'Up'}"],
    ['2026-11-22T15:51:38Z\tINFO\tari/h.go:41\tput on hold\t{"call_id": "1795362761.3"}'],
  ])("are found in %s", async (line) => {
    expect(await readLog(line)).toMatchObject([{ type: "bot-hold", channelId: "1795362761.3" }]);
  });

  it("are not the names of loggers", async () => {
    const [event] = await readLog('{"time": 1795362698312, "msg": "put on hold", "channel": "telegram"}');
    expect(event).toMatchObject({ type: "bot-hold", channelId: null });
  });
});

describe("an object that was printed", () => {
  it("is the same that JSON.parse reads, indented or not", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z_]\w{0,8}$/), fc.jsonValue({ maxDepth: 3, noUnicodeString: true }), {
          noNullPrototype: true,
        }),
        fc.boolean(),
        (object, indented) => {
          const plain = JSON.stringify(object, (_key, value: unknown) =>
            typeof value === "string" ? value.replace(/[^ -~]|\\/g, "") : value,
          );
          expect(readObject(indented ? JSON.stringify(JSON.parse(plain), null, 2) : plain)).toEqual(JSON.parse(plain));
        },
      ),
    );
  });

  it("takes any text, at once", () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => void readObject(`{${text}`)));
    for (const unit of ["{a:", "[", "'", "{'a': (", "a {"]) readObject(`{${unit.repeat(20_000)}`);
  });
});

test("digits without end are no number: the line is not what it looks like", async () => {
  const says = (seconds: string) =>
    asteriskSays(
      "res_pjsip_sdp_rtp.c",
      `Disconnecting channel 'PJSIP/trunk-00000004' for lack of audio RTP activity in ${seconds} seconds`,
    );
  expect(await says("30")).toMatchObject({ type: "rtp-timeout", silenceSeconds: 30 });
  expect(await says("9".repeat(330))).toBeNull();
});
