import { describe, expect, it } from "vitest";
import { neededWords } from "../../src/events/bot/needed-words.js";
import { english } from "../../src/events/lexicon/english.js";

describe("the words that an expression needs", () => {
  it.each<[RegExp, ReturnType<typeof neededWords>]>([
    [/abc/, [[["abc"]]]],
    [/abc|de/, [[["abc"]], [["de"]]]],
    [/abc|d*/, null],
    [/put on hold/, [[["put"], ["on"], ["hold"]]]],
    [/holds?/, [[["hold"]]]],
    [/hold{0,2}ing/, [[["hol"], ["ing"]]]],
    [/(?:bot|application) (?:is )?up/, [[["bot", "application"], ["up"]]]],
    [/(?:put|taken off) hold/, [[["put", "taken"], ["hold"]]]],
    [/(?<who>bot)?starts/, [[["starts"]]]],
    [/(?!never)(?<!not )\bplay\w+/, [[["play"]]]],
    [/\p{L}+ a\.b[xyz|)]c/u, [[["a.b"], ["x", "y", "z", "|", ")"], ["c"]]]],
    [/n['’]t [^a]b[a-z]/, [[["n"], ["'", "’"], ["t"], ["b"]]]],
    [/start(?:ed|ing)/, [[["start"], ["ed", "ing"]]]],
    [/Abc/i, [[["abc"]]]],
    [/\d+/, null],
  ])("of %s are %j", (expression, words) => expect(neededWords(expression)).toEqual(words));

  it.each(english)("can be told of $type", ({ expression }) => expect(neededWords(expression)).not.toBeNull());
});
