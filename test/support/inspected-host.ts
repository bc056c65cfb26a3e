import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { inProject } from '../../build/project.ts';
import type { Reply } from '../../shared/rpc.ts';
import { Wire } from '../electron-double/cdp.ts';

/** The real host in a process of its own, whose memory can be looked at from outside. */
export interface InspectedHost {
  readonly pid: number;
  /** With this run's secret in the fragment. */
  readonly address: string;
  readonly call: (name: string, input: unknown) => Promise<Reply>;
  /** Bytes of the heap after everything that nobody holds was collected. */
  readonly heldBytes: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** Starts the built host on this home, under Node's inspector, without any hook in the product. */
export async function startInspectedHost(home: string, profile?: string): Promise<InspectedHost> {
  const script = inProject('dist/electron/host.js');
  const folders = ['--home', home, ...(profile === undefined ? [] : ['--profile', profile])];
  const host = spawn(process.execPath, ['--inspect=127.0.0.1:0', script, ...folders], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [inspector, address] = await Promise.all([
    saidBy(host.stderr, /^Debugger listening on (ws:\S+)$/),
    saidBy(host.stdout, /^listening (http:\S+)$/),
  ]);
  const target = (await Wire.open(inspector)).target();
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  return {
    pid: host.pid ?? 0,
    address,
    call: (name, input) => post(agent, new URL(address), name, input),
    heldBytes: async () => {
      await target.send('HeapProfiler.collectGarbage');
      await target.send('HeapProfiler.collectGarbage');
      const expression = 'process.memoryUsage().heapUsed + process.memoryUsage().external';
      const { result } = await target.send('Runtime.evaluate', { expression });
      return Number(result.value);
    },
    stop: async () => {
      agent.destroy();
      // Node does not end while somebody looks into it.
      host.kill('SIGKILL');
      await once(host, 'exit');
    },
  };
}

async function saidBy(stream: NodeJS.ReadableStream, form: RegExp): Promise<string> {
  const found = Promise.withResolvers<string>();
  createInterface({ input: stream }).on('line', (line) => {
    const said = form.exec(line)?.[1];
    if (said !== undefined) found.resolve(said);
  });
  return found.promise;
}

function post(agent: Agent, address: URL, name: string, input: unknown): Promise<Reply> {
  const headers = {
    host: address.host,
    origin: address.origin,
    'content-type': 'application/json',
    'x-haizhi-secret': address.hash.slice(1),
  };
  const { port } = address;
  const target = { agent, host: '127.0.0.1', port, method: 'POST', path: `/call/${name}`, headers };
  return new Promise((resolve, reject) => {
    const ongoing = request(target, async (response) => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part as Buffer);
      resolve(JSON.parse(Buffer.concat(parts).toString()) as Reply);
    });
    // A connection that the host has closed meanwhile, as Node's documentation has it.
    ongoing.on('error', (error) => {
      if (ongoing.reusedSocket) resolve(post(agent, address, name, input));
      else reject(error);
    });
    ongoing.end(JSON.stringify(input));
  });
}
