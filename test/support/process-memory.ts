import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs';

/** Which of these bytes, by name, lie anywhere in the writable memory of a child process. Linux only. */
export function foundInMemory(
  pid: number,
  needles: Readonly<Record<string, Buffer>>,
): readonly string[] {
  const found = new Set<string>();
  const longest = Math.max(...Object.values(needles).map(({ length }) => length));
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const [start, end] of writableRanges(pid)) {
      for (let at = start; at < end; at += pieceLength) {
        const piece = pieceAt(memory, at, Math.min(end - at, pieceLength + longest));
        for (const [name, bytes] of Object.entries(needles)) {
          if (piece.includes(bytes)) found.add(name);
        }
      }
    }
  } finally {
    closeSync(memory);
  }
  return [...found].toSorted();
}

/** The processes of a program, by a word of its path, that this process has started, and those that they have. Linux only. */
export function childrenRunning(program: string): readonly number[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map(processes.map((pid) => [Number(pid), parentOf(pid)]));
  const isOurs = (pid: number): boolean => {
    const parent = parents.get(pid) ?? 0;
    return parent === process.pid || (parent > 1 && isOurs(parent));
  };
  return [...parents.keys()].filter((pid) => isOurs(pid) && programOf(pid).includes(program));
}

/** proc(5), `status`; 0 where it has ended meanwhile. */
function parentOf(pid: string): number {
  try {
    return Number(/^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function programOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return '';
  }
}

const pieceLength = 16 * 1024 * 1024;

/** proc(5), `maps`: `start-end rwxp …`. What is not writable holds code and constants. */
function writableRanges(pid: number): readonly (readonly [number, number])[] {
  return readFileSync(`/proc/${pid}/maps`, 'latin1')
    .split('\n')
    .flatMap((line) => {
      const [, start = '', end = ''] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      return start === '' ? [] : [[Number.parseInt(start, 16), Number.parseInt(end, 16)] as const];
    });
}

/** Shorter, or empty, where the system gives no more: guard pages, ranges that have gone meanwhile. */
function pieceAt(memory: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  try {
    while (done < length) {
      const read = readSync(memory, bytes, done, length - done, at + done);
      if (read === 0) break;
      done += read;
    }
  } catch {
    // What was read so far counts.
  }
  return bytes.subarray(0, done);
}
