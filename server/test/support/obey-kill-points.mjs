// Loaded into a server by `node --import`. At the checkpoint that the file named by KILL_POINT_FILE names, the process
// gets the signal that stands beside it: `approve.ref_moved SIGKILL`. The file goes first, so it happens once.
import { subscribe } from 'node:diagnostics_channel';
import { readFileSync, rmSync } from 'node:fs';

const file = process.env.KILL_POINT_FILE;

subscribe('antfarm.checkpoint', (checkpoint) => {
  const [wanted, signal] = read().split(' ');
  if (wanted !== checkpoint) return;
  rmSync(file);
  process.kill(process.pid, signal);
});

function read() {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
