import { existsSync, statfsSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Temporary folders in memory, where there is room: state files are flushed, and a disk that others write to takes a second for it. */
const MEMORY = "/dev/shm";
function hasRoom(path: string, bytes: number): boolean {
  if (!existsSync(path)) return false;
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize >= bytes;
}

/** What takes longest, first: a long file that begins last keeps one processor busy while the others have nothing to do. */
const LONGEST = [
  "properties",
  "html-page",
  "faults",
  "follow",
  "redact",
  "perturbation",
  "attack",
  "hostile",
  "stages",
];

/** Without a run before, vitest goes by the size of the files, which says little. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
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
    sequence: { sequencer: LongestFirst },
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: hasRoom(MEMORY, 2 ** 30) ? { TMPDIR: MEMORY } : {},
  },
});
