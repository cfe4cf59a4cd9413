import { existsSync, statfsSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** Temporary folders in memory, where there is room: state files are flushed, and a disk that others write to takes a second for it. */
const MEMORY = "/dev/shm";
function hasRoom(path: string, bytes: number): boolean {
  if (!existsSync(path)) return false;
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize >= bytes;
}

/**
 * Three files at a time, for many wait for processes, and one loading of the sources for all of a worker's files: with a
 * worker for each file, loading took longer than the tests. No test file may therefore change what a module holds. A test that
 * starts processes may wait long for them on a machine that is busy: its time says nothing but that it hangs.
 */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/seed.ts"],
    isolate: false,
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: hasRoom(MEMORY, 2 ** 30) ? { TMPDIR: MEMORY } : {},
  },
});
