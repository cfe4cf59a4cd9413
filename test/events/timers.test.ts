// By what bots say that a timer of theirs ran out, in each language; and that other lines beside a hang-up are none.
import { describe, expect, it } from "vitest";
import { languages } from "../../src/events/lexicon/index.js";
import { speaksOfTimer, timerWords } from "../../src/events/lexicon/timers.js";

const words = timerWords.flatMap(({ language, samples }) => samples.map((sample) => ({ language, sample })));

describe("the words for timers", () => {
  it("are there for every language", () => {
    const named = timerWords.map(({ language }) => language);
    expect(named).toEqual(expect.arrayContaining(["English", ...languages.map(({ name }) => name)]));
    for (const { language, samples } of timerWords) expect(samples.length, language).toBeGreaterThanOrEqual(5);
  });

  it("ask for no particular digit, for answers are remembered with all digits alike", () => {
    const phrases = timerWords.flatMap((one) => one.phrases.map((phrase) => phrase.replace(/\{[\d,]+\}/g, "")));
    expect(phrases.filter((phrase) => /\d/.test(phrase))).toEqual([]);
  });

  it.each(words)("$language: $sample", ({ sample }) => {
    expect(speaksOfTimer(sample)).toBe(true);
    expect(speaksOfTimer(`[1795371234.5] ${sample.toUpperCase()}`)).toBe(true);
  });

  it.each([
    "Goodbye played, session saved",
    "transcript uploaded in 3 s",
    "Gespräch gespeichert",
    "résumé enregistré",
    "resumen guardado en 2 s",
    "resumo salvo",
    "riepilogo salvato",
    "podsumowanie zapisane",
    "özet kaydedildi",
    "итог разговора сохранён",
    "підсумок збережено",
    "gesprek opgeslagen",
    "ringkasan disimpan",
    "通话摘要已保存",
    "要約を保存しました",
  ])("none: %s", (message) => {
    expect(speaksOfTimer(message)).toBe(false);
  });
});
