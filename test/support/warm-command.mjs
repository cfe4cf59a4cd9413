// The built command, loaded once and run again and again, each time with other arguments, folder, environment and standard
// input: a child process of command.ts. Node takes ten times as long to load the command as the command takes for a short log.
// Run anew is what stands in the entry alone, the options and commands; what it imports holds nothing of a run.
import { Readable } from "node:stream";

const ENTRY = new URL("../../dist/bundle/cli.js", import.meta.url);
const write = { stdout: process.stdout.write, stderr: process.stderr.write };
let runCount = 0;

/** Collects what the process writes there. */
function collect(stream) {
  let text = "";
  process[stream].write = (piece, ...rest) => {
    text += piece;
    rest.at(-1)?.();
    return true;
  };
  return () => {
    process[stream].write = write[stream];
    return text;
  };
}

process.on("message", async ({ args, cwd, env, input }) => {
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  process.argv = [process.argv[0], "ari-doctor", ...args];
  process.exitCode = 0;
  Object.defineProperty(process, "stdin", { value: Readable.from([Buffer.from(input)]), configurable: true });
  const [out, err] = [collect("stdout"), collect("stderr")];
  runCount += 1;
  await import(`${ENTRY}?run=${runCount}`);
  // a process that ends needs not take back what it listens to
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(signal);
  process.send({ out: out(), err: err(), code: process.exitCode });
});
process.on("disconnect", () => process.exit());
