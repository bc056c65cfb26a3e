import { readFile } from 'node:fs/promises';

/**
 * Whether a process runs. `start` tells two processes with a recycled number apart; it is null where the
 * system does not say (only Linux does, cheaply).
 */
type ProcessState =
  | { readonly kind: 'running'; readonly start: string | null }
  | { readonly kind: 'gone' };

/** Looks up a process of this machine by its number. A process killed but not yet reaped is `gone`. */
export async function processState(pid: number): Promise<ProcessState> {
  return process.platform === 'linux' ? linuxState(pid) : signalledState(pid);
}

async function linuxState(pid: number): Promise<ProcessState> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, 'latin1');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'latin1');
    // proc(5): after the command in parentheses come the state (field 3) … and the start in ticks (field 22).
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return { kind: 'gone' };
    return { kind: 'running', start: `${boot.trim()}:${fields[19]}` };
  } catch {
    return { kind: 'gone' };
  }
}

function signalledState(pid: number): ProcessState {
  try {
    process.kill(pid, 0);
    return { kind: 'running', start: null };
  } catch (error) {
    const isForeign = error instanceof Error && 'code' in error && error.code === 'EPERM';
    return isForeign ? { kind: 'running', start: null } : { kind: 'gone' };
  }
}
