import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainWords } from "../../src/events/bot.js";
import { botLexicon } from "../../src/events/bot-lexicon.js";
import { neededWords } from "../../src/events/needed-words.js";

describe("the words that an expression needs", () => {
  it.each<[RegExp, readonly string[] | null]>([
    [/abc/, ["abc"]],
    [/abc|de/, ["abc", "de"]],
    [/abc|d*/, null],
    [/put on hold/, ["hold"]],
    [/holds?/, ["hold"]],
    [/hold{0,2}ing/, ["hol"]],
    [/(?:bot|application) (?:is )?up/, ["bot", "application"]],
    [/(?<who>bot)?starts/, ["starts"]],
    [/(?!never)(?<!not )\bplay\w+/, ["play"]],
    [/\p{L}+ a\.b[xyz|)]c/u, ["a.b"]],
    [/start(?:ed|ing)/, ["start"]],
    [/abc/i, null],
    [/\d+/, null],
  ])("of %s are %j", (expression, words) => expect(neededWords(expression)).toEqual(words));

  const needed = botLexicon.map(({ type, expression, samples }) => ({
    type,
    expression,
    samples,
    words: neededWords(expression) ?? [],
  }));

  it.each(needed)("can be told of $type, and are in its samples", ({ words, samples }) => {
    expect(words).not.toEqual([]);
    for (const sample of samples) expect(words.some((word) => sample.toLowerCase().includes(word))).toBe(true);
  });

  it("are in whatever the lexicon reads", () => {
    const pieces = [...new Set(botLexicon.flatMap(({ samples }) => samples.flatMap((sample) => sample.split(/ /))))];
    const messages = fc.array(fc.constantFrom(...pieces), { maxLength: 7 }).map((parts) => parts.join(" "));
    fc.assert(
      fc.property(messages, (message) => {
        for (const { expression, words } of needed)
          if (expression.test(plainWords(message)))
            expect(words.some((word) => message.toLowerCase().includes(word))).toBe(true);
      }),
      { seed: 20_261_122, numRuns: 3_000 },
    );
  });
});
