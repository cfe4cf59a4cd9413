// A clock on the wall that somebody sets: CLOCK_JUMPS is a list of [after so many ms of the process, by so many ms].
const now = Date.now;
const startMs = performance.now();
const jumps = JSON.parse(process.env.CLOCK_JUMPS);
Date.now = () =>
  jumps.reduce((ms, [afterMs, byMs]) => (performance.now() - startMs >= afterMs ? ms + byMs : ms), now());
