import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe } from 'vitest';
import { inProject } from '../../build/project.ts';
import { temporaryFolder } from './temporary.ts';

/**
 * Rooms of Linux in which a process has a network of its own. `alone`: nothing but the loopback interface. `watched`: beside
 * it one interface that leads nowhere, with the default route and the name server behind it, so that whatever would leave
 * the machine is sent there and counted. IPv6 is off on it: the kernel itself would speak.
 */
type Room = 'alone' | 'watched';

const setUp: Readonly<Record<Room, string>> = {
  alone: 'ip link set lo up',
  watched: `ip link set lo up
    ip link add out type veth peer name far
    for each in out far; do echo 1 > /proc/sys/net/ipv6/conf/$each/disable_ipv6; done
    ip link set out arp off
    ip addr add 10.99.0.2/24 dev out
    ip link set far up
    ip link set out up
    ip route add default via 10.99.0.1 dev out
    echo 'nameserver 10.99.0.1' > "$ROOM/resolv.conf"
    mount --bind "$ROOM/resolv.conf" "$(readlink -f /etc/resolv.conf)"`,
};

interface Visit {
  readonly status: number | null;
  readonly output: string;
  /** Packets that would have left the machine; 0 in a room from which nothing can leave. */
  readonly packets: number;
}

/** Runs a command line of a shell in a room, from the project's folder. */
export async function visit(room: Room, command: string): Promise<Visit> {
  const folder = temporaryFolder('room');
  const script = `set -e
    ${setUp[room]}
    set +e
    ${command}
    status=$?
    awk '$1 == "out:" { print $11 }' /proc/net/dev > "$ROOM/sent"
    exit $status`;
  const variables = { ...process.env, ROOM: folder, NO_COLOR: '1' };
  const child = spawn('unshare', ['--map-root-user', '--net', '--mount', 'sh', '-c', script], {
    cwd: inProject(),
    env: { ...variables, PATH: `${path.dirname(process.execPath)}:${process.env.PATH}:/usr/sbin` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, output, packets: Number(readFileSync(path.join(folder, 'sent'), 'utf8')) };
}

/** Tests that need such rooms: skipped where the kernel gives none, under a name that says why. */
export function describeRooms(name: string, run: () => void): void {
  const reason = whyNoRooms();
  if (reason === null) describe(name, run);
  else describe.skip(`${name} (the kernel gives no network namespaces: ${reason})`, run);
}

function whyNoRooms(): string | null {
  try {
    const script = 'ip link set lo up && ip link add out type veth peer name far';
    const PATH = `${process.env.PATH}:/usr/sbin`;
    execFileSync('unshare', ['--map-root-user', '--net', '--mount', 'sh', '-c', script], {
      env: { ...process.env, PATH },
      stdio: 'pipe',
    });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.replaceAll('\n', ' ').slice(0, 200) : 'unknown';
  }
}
