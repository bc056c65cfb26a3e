import { Agent, request } from 'node:http';
import type { HaizhiContract } from '../../shared/contract.ts';
import { type Client, connect, type Reply } from '../../shared/rpc.ts';

/** Calls a running host as its page does. `address` holds the secret in its fragment. */
export function hostClient(address: string): Client<HaizhiContract> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  return connect<HaizhiContract>((name, input) => postCall(address, name, input, agent));
}

/** One call over the wire; rejects when the host does not answer to the end. */
export function postCall(
  address: string,
  name: string,
  input: unknown,
  agent?: Agent,
): Promise<Reply> {
  const url = new URL(address);
  const headers = {
    host: url.host,
    origin: url.origin,
    'content-type': 'application/json',
    'x-haizhi-secret': url.hash.slice(1),
  };
  const path = `/call/${encodeURIComponent(name)}`;
  const target = { host: '127.0.0.1', port: url.port, method: 'POST', path, agent };
  return new Promise((resolve, reject) => {
    const ongoing = request({ ...target, headers }, async (response) => {
      const parts: Buffer[] = [];
      try {
        for await (const part of response) parts.push(part as Buffer);
        resolve(JSON.parse(Buffer.concat(parts).toString()) as Reply);
      } catch (error) {
        reject(error);
      }
    });
    ongoing.on('error', reject);
    ongoing.end(JSON.stringify(input ?? null));
  });
}
