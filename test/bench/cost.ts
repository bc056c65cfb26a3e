import { readFileSync } from 'node:fs';

/** What one run cost: seconds by the clock and of all processors, and the most memory in MB where it is known. */
export type Cost = { readonly wall: number; readonly cpu: number; readonly peak?: number };

/** Measures a piece of work of this process; memory counts from its very beginning. */
export async function measured(work: () => Promise<unknown>): Promise<Cost> {
  const began = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  const wall = (performance.now() - began) / 1000;
  return { wall, cpu: (user + system) / 1e6, peak: peakMemory() };
}

/** Most resident memory of this process so far, in MB of a million bytes. */
function peakMemory(): number {
  // What `resourceUsage` tells on Linux includes the parent, as it was when it made this process.
  if (process.platform !== 'linux') return (process.resourceUsage().maxRSS * 1024) / 1e6;
  const [, kibi] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return (Number(kibi) * 1024) / 1e6;
}
