// A scan may let through what does not match, but must hold back nothing that does.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordExpressions } from "../../src/events/bot/looked-for.js";
import { plainWords } from "../../src/events/bot/plain-words.js";
import { WordScan } from "../../src/events/bot/word-scan.js";
import { english } from "../../src/events/lexicon/english.js";

const allowed = (expressions: readonly RegExp[], text: string): boolean[] => {
  const wordScan = new WordScan(expressions);
  const any = wordScan.scan(text);
  const each = expressions.map((_, index) => wordScan.allows(index));
  expect(any).toBe(each.includes(true));
  return each;
};

describe("a scan of a text", () => {
  it.each<[string, RegExp, boolean]>([
    ["Channel put ON HOLD", /on hold/, true],
    ["channel_hold", /channel hold/, true],
    ["channel_held", /channel hold/, false],
    ["holds the channel", /channel hold/, true],
    ["Канал снят", /канал/, true],
    ["КАНАЛ снят", /канал/, true],
    ["shers", /he/, true],
    ["she", /hers|his/, false],
    ["anything", /\d+/, true],
    ["", /hold/, false],
    ["stop", /(?:start|stop)ped|stop/, true],
  ])("%j may hold %s: %j", (text, expression, may) => expect(allowed([expression], text)).toEqual([may]));

  it("forgets what it looked at before", () => {
    const wordScan = new WordScan([/hold/, /play/]);
    wordScan.scan("hold");
    wordScan.scan("play");
    expect([wordScan.allows(0), wordScan.allows(1)]).toEqual([false, true]);
  });

  it("knows each letter in every case that an expression or toLowerCase may see it in", () => {
    const letters = [...new Set(english.map(({ expression }) => expression.source).join(""))].filter((sign) =>
      /\p{L}/u.test(sign),
    );
    const expressions = letters.map((letter) => new RegExp(letter, "iu"));
    const wordScan = new WordScan(expressions);
    const missed: string[] = [];
    for (let code = 0; code < 0x10000; code += 1) {
      const sign = String.fromCharCode(code);
      const lower = sign.toLowerCase();
      wordScan.scan(sign);
      for (const [index, letter] of letters.entries())
        if ((expressions[index]?.test(sign) || lower.includes(letter)) && !wordScan.allows(index)) missed.push(sign);
    }
    expect(missed).toEqual([]);
  });

  it("holds back no expression of words that matches", () => {
    const ofSamples = english.flatMap(({ samples }) => samples.flatMap((sample) => sample.split(/ /)));
    const ofExpressions = wordExpressions.flatMap(({ source }) => source.match(/[a-zа-яё'’]+/g) ?? []);
    const word = fc.constantFrom(...new Set([...ofSamples, ...ofExpressions]));
    const joint = fc.constantFrom(" ", " ", " ", "_", "-", ", ", "");
    const messages = fc
      .array(fc.tuple(word, joint), { maxLength: 8 })
      .map((parts) => parts.map((part) => part.join("")).join(""));
    const wordScan = new WordScan(wordExpressions);
    fc.assert(
      fc.property(messages, (message) => {
        wordScan.scan(message);
        const words = plainWords(message);
        for (const [index, expression] of wordExpressions.entries())
          if (expression.test(words)) expect(wordScan.allows(index), `${expression} in ${words}`).toBe(true);
      }),
      { seed: 20_261_122, numRuns: 3_000 },
    );
    for (const { samples, expression } of english)
      for (const sample of samples) expect(allowed([expression], sample)).toEqual([true]);
  });
});
