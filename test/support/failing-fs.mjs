// A file system that fails: the Nth read, write or opening of the files that a fault names goes wrong. In a test by
// `failing(faults)`, in the command by `node --import` with the faults as JSON in FS_FAULTS. JavaScript, for Node 20 loads it.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/**
 * @typedef {object} Fault
 * @property {"open" | "read" | "write" | "rename"} call
 * @property {string} path What the path must hold; "" for every file.
 * @property {number} [after] How many such calls go well before.
 * @property {number} [times] How many such calls go wrong, until all is well again; all from then on where it is not given.
 * @property {string} [code] The error: ENOSPC, EIO, EACCES …
 * @property {boolean} [short] Instead of an error: from then on each call moves half of the bytes (at least one), which is allowed.
 * @property {NodeJS.Signals} [kill] Instead of an error: half of the bytes are moved, and the process is killed.
 */

const NAMES = ["open", "openSync", "read", "readSync", "write", "writev", "writeSync", "writeFileSync", "renameSync"];

/**
 * Lets calls fail from now on.
 * @param {Fault[]} faults
 * @returns {() => void} Puts all right again.
 */
export function failing(faults) {
  const real = Object.fromEntries(NAMES.map((name) => [name, fs[name]]));
  const realOpen = fs.promises.open;
  const paths = new Map();
  const counts = faults.map(() => 0);
  const met = (call, path) => {
    for (const [i, fault] of faults.entries()) {
      if (fault.call !== call || !String(path).includes(fault.path)) continue;
      counts[i] += 1;
      const past = counts[i] - (fault.after ?? 0);
      if (past > 0 && past <= (fault.times ?? Number.POSITIVE_INFINITY)) return fault;
    }
    return null;
  };
  const errorOf = ({ code }, syscall) =>
    Object.assign(new Error(`${code}: made to fail, ${syscall}`), { code, syscall });
  const half = (length) => Math.max(1, length >> 1);

  fs.openSync = (path, ...rest) => {
    const fault = met("open", path);
    if (fault?.kill) process.kill(process.pid, fault.kill);
    if (fault) throw errorOf(fault, "open");
    const handle = real.openSync(path, ...rest);
    paths.set(handle, path);
    return handle;
  };
  fs.open = (path, ...rest) => {
    const done = rest.pop();
    const fault = met("open", path);
    if (fault) return process.nextTick(done, errorOf(fault, "open"));
    return real.open(path, ...rest, (error, handle) => {
      if (!error) paths.set(handle, path);
      done(error, handle);
    });
  };
  // what follows a growing file reads it by handles
  fs.promises.open = async (path, ...rest) => {
    const fault = met("open", path);
    if (fault) throw errorOf(fault, "open");
    const handle = await realOpen(path, ...rest);
    const { read } = handle;
    handle.read = (...how) => {
      const broken = met("read", path);
      return broken?.code ? Promise.reject(errorOf(broken, "read")) : read.apply(handle, how);
    };
    return handle;
  };
  for (const call of ["read", "write"]) {
    fs[`${call}Sync`] = (handle, bytes, offset, length, at) => {
      const fault = met(call, paths.get(handle));
      if (fault?.code) throw errorOf(fault, call);
      const moved = real[`${call}Sync`](handle, bytes, offset, fault ? half(length) : length, at);
      if (fault?.kill) process.kill(process.pid, fault.kill);
      return moved;
    };
    fs[call] = (handle, bytes, offset, length, at, done) => {
      const fault = met(call, paths.get(handle));
      if (fault?.code) return process.nextTick(done, errorOf(fault, call));
      return real[call](handle, bytes, offset, fault ? half(length) : length, at, (...result) => {
        if (fault?.kill) process.kill(process.pid, fault.kill);
        done(...result);
      });
    };
  }
  // several pieces at once: as one write
  fs.writev = (handle, pieces, at, done) => {
    const bytes = Buffer.concat(pieces);
    fs.write(handle, bytes, 0, bytes.length, at, (error, moved) => done(error, moved, pieces));
  };
  fs.writeFileSync = (path, text, ...rest) => {
    const fault = met("write", path);
    if (!fault?.code) return real.writeFileSync(path, text, ...rest);
    real.writeFileSync(path, text.slice(0, half(text.length)), ...rest);
    throw errorOf(fault, "write");
  };
  fs.renameSync = (from, to) => {
    const fault = met("rename", to);
    if (fault?.code) throw errorOf(fault, "rename");
    if (fault?.kill) process.kill(process.pid, fault.kill);
    return real.renameSync(from, to);
  };
  syncBuiltinESMExports();
  return () => {
    Object.assign(fs, real);
    fs.promises.open = realOpen;
    syncBuiltinESMExports();
  };
}

if (process.env.FS_FAULTS) failing(JSON.parse(process.env.FS_FAULTS));
