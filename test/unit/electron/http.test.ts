import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpHost, listen } from '../../../electron/http.ts';
import { pageFiles } from '../../../electron/page-files.ts';
import { temporaryFolder } from '../../support/temporary.ts';

let host: HttpHost;
let secret: string;
const refused: string[] = [];

beforeAll(async () => {
  const folder = temporaryFolder();
  const page = path.join(folder, 'page');
  mkdirSync(path.join(page, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.json'), 'secret');
  writeFileSync(path.join(page, 'index.html'), '<meta nonce="__CSP_NONCE__">');
  writeFileSync(path.join(page, 'assets/app.js'), 'run()');
  writeFileSync(path.join(page, 'interlude.html'), '');
  host = await listen(
    {
      call: async (name, input) => ({ ok: true, value: { name, input } }),
      receive: async (name, bytes) => {
        let size = 0;
        for await (const each of bytes) size += each.length;
        return { ok: true, value: { name, size } };
      },
      send: (token) =>
        token === 'known'
          ? {
              name: '名单 1.xlsx',
              bytes: (async function* () {
                yield new Uint8Array([1, 2]);
              })(),
            }
          : null,
      page: pageFiles(page),
      refused: (reason) => refused.push(reason),
    },
    0,
  );
  secret = new URL(host.address).hash.slice(1);
});
afterAll(() => host.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

function ask(method: string, target: string, headers: Record<string, string> = {}, body?: string) {
  return new Promise<Answer>((resolve, reject) => {
    const sent = { host: new URL(host.origin).host, ...headers };
    const ongoing = request(
      { host: '127.0.0.1', port: host.port, path: target, method, headers: sent },
      (response) => {
        let text = '';
        response.setEncoding('latin1');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      },
    );
    ongoing.on('error', reject);
    ongoing.end(body);
  });
}

const own = () => ({
  origin: host.origin,
  'content-type': 'application/json',
  'x-haizhi-secret': secret,
});

describe('the browser host', () => {
  it('answers a call with JSON', async () => {
    const answer = await ask('POST', '/call/app.info', own(), '{"a":1}');
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({
      ok: true,
      value: { name: 'app.info', input: { a: 1 } },
    });
  });

  it('refuses what is no JSON and what is too much', async () => {
    expect((await ask('POST', '/call/app.info', own(), '{')).status).toBe(400);
    const much = `"${'x'.repeat(17 * 1024 * 1024)}"`;
    const answer = ask('POST', '/call/app.info', own(), much).then(
      ({ status }) => status,
      () => 413,
    );
    expect(await answer).toBe(413);
  });

  it.each([
    '/call/%E0%A4%A',
    '/call/%00',
    '//call/app.info',
    '/call',
    '/files/%ff',
    '/%2e%2e/x',
    '/call/',
  ])(
    'answers the strange address %s without a fault of its own, and shows nothing of itself',
    async (target) => {
      for (const method of ['POST', 'GET']) {
        const { status, text } = await ask(method, target, own(), '{}');
        expect(status).toBeLessThan(500);
        expect(text).not.toMatch(/\bat .*:\d+|node:|Error/);
      }
    },
  );

  it.each([
    'GET http://127.0.0.1/ HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'GET //evil.example/ HTTP/1.1',
    'CONNECT evil.example:443 HTTP/1.1',
    'GET / HTTP/9.9',
    '\u0016\u0003\u0001',
  ])('survives the request line %j', async (line) => {
    const authority = new URL(host.origin).host;
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(host.port, '127.0.0.1', () =>
        socket.end(`${line}\r\nHost: ${authority}\r\nConnection: close\r\n\r\n`),
      );
      let said = '';
      socket.on('data', (data) => {
        said += data;
      });
      socket.on('error', reject);
      socket.on('close', () => resolve(said));
    });
    expect(answer).not.toMatch(/^HTTP\S+ (200|5)/);
    expect((await ask('GET', '/')).status).toBe(200);
  });

  it('tells who was refused and why', async () => {
    expect(
      (await ask('POST', '/call/app.info', { ...own(), origin: 'http://evil.example' }, '{}'))
        .status,
    ).toBe(403);
    expect(refused.at(-1)).toBe('wrong-origin');
  });

  it('takes files and gives them back under their names', async () => {
    const upload = { ...own(), 'content-type': 'application/octet-stream' };
    const taken = await ask(
      'POST',
      `/files?name=${encodeURIComponent('结果.xlsx')}`,
      upload,
      'abc',
    );
    expect(JSON.parse(Buffer.from(taken.text, 'latin1').toString())).toEqual({
      ok: true,
      value: { name: '结果.xlsx', size: 3 },
    });
    const given = await ask('GET', '/files/known', { 'x-haizhi-secret': secret });
    expect(given.text).toBe('\u0001\u0002');
    expect(given.headers['content-disposition']).toContain(encodeURIComponent('名单 1.xlsx'));
    expect((await ask('GET', '/files/unknown', { 'x-haizhi-secret': secret })).status).toBe(404);
  });

  it('gives each page a policy with a nonce of its own', async () => {
    const first = await ask('GET', '/');
    const second = await ask('GET', '/index.html');
    const nonce = /nonce="([\w-]+)"/.exec(first.text)?.[1];
    expect(first.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
    expect(first.headers['content-security-policy']).not.toContain('unsafe-inline');
    expect(second.text).not.toBe(first.text);
  });

  it('keeps every file in one group of windows, but for the page by which the app leaves its process', async () => {
    const decided = ({ headers }: Awaited<ReturnType<typeof ask>>) => {
      const { 'content-security-policy': policy, ...rest } = headers;
      const names = /^(cross-origin-|cache-control|x-content|referrer|permissions)/;
      const kept = Object.entries(rest).filter(([name]) => names.test(name));
      return { ...Object.fromEntries(kept), policy: `${policy}`.replace(/nonce-[\w-]+/, 'nonce') };
    };
    const page = decided(await ask('GET', '/'));
    expect(page).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(decided(await ask('GET', '/assets/app.js'))).toEqual(page);
    expect(decided(await ask('GET', '/interlude.html'))).toEqual({
      ...page,
      'cross-origin-opener-policy': 'unsafe-none',
    });
  });

  it.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/..%5csecret.json',
    '//evil.example/x',
    '/assets/../../secret.json',
  ])('serves nothing outside its folder: %s', async (target) => {
    const answer = await rawGet(target);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d/);
    expect(answer).not.toContain('secret\r');
  });

  it('serves its own files', async () => {
    expect((await ask('GET', '/assets/app.js')).text).toBe('run()');
  });
});

/** Node's client tidies paths; an attacker's does not. */
function rawGet(target: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(host.port, '127.0.0.1', () => {
      socket.write(
        `GET ${target} HTTP/1.1\r\nHost: ${new URL(host.origin).host}\r\nConnection: close\r\n\r\n`,
      );
    });
    let text = '';
    socket.on('data', (data) => {
      text += data;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}
