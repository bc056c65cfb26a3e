import { describe, expect, it } from 'vitest';
import { type RequestFacts, refusalOf } from '../../../electron/request-policy.ts';

const authority = 'haizhi.localhost:4000';
const expected = { authority, isSecret: (candidate: string) => candidate === 'secret' };
const call: RequestFacts = {
  method: 'POST',
  path: '/call/app.info',
  host: authority,
  origin: `http://${authority}`,
  site: 'same-origin',
  destination: 'empty',
  contentType: 'application/json',
  secret: 'secret',
};
const page: RequestFacts = {
  method: 'GET',
  path: '/index.html',
  host: authority,
  origin: undefined,
  site: 'none',
  destination: 'document',
  contentType: undefined,
  secret: undefined,
};

describe('the loopback host lets through', () => {
  it.each<[string, RequestFacts]>([
    ['a call from the page', call],
    ['the page itself', page],
    ['the page typed into a browser that sends no fetch metadata', { ...page, site: undefined }],
    ['the page in a window that comes from elsewhere', { ...page, site: 'cross-site' }],
    ['an upload', { ...call, path: '/files', contentType: 'application/octet-stream' }],
    ['a download', { ...page, path: '/files/token', secret: 'secret', site: 'same-origin' }],
  ])('%s', (_name, request) => {
    expect(refusalOf(request, expected)).toBeNull();
  });
});

describe('the loopback host refuses', () => {
  it.each<[string, RequestFacts, string]>([
    ['a name that was rebound to 127.0.0.1', { ...call, host: 'evil.example:4000' }, 'wrong-host'],
    ['the bare address', { ...call, host: '127.0.0.1:4000' }, 'wrong-host'],
    ['another port', { ...call, host: 'haizhi.localhost:4001' }, 'wrong-host'],
    ['no host', { ...call, host: undefined }, 'wrong-host'],
    ['a page of another site', { ...call, site: 'cross-site' }, 'cross-site'],
    ['a page of a sibling name', { ...call, site: 'same-site' }, 'cross-site'],
    [
      'the page inside a foreign frame',
      { ...page, site: 'cross-site', destination: 'iframe' },
      'cross-site',
    ],
    [
      'a script of the page on another site',
      { ...page, site: 'cross-site', destination: 'script' },
      'cross-site',
    ],
    [
      'a download in a window that comes from elsewhere',
      { ...page, path: '/files/token', site: 'cross-site', secret: 'secret' },
      'cross-site',
    ],
    [
      'a form that opens a window from elsewhere',
      { ...page, method: 'POST', site: 'cross-site' },
      'wrong-method',
    ],
    ['another origin', { ...call, origin: 'http://evil.example' }, 'wrong-origin'],
    ['a sandboxed frame', { ...call, origin: 'null' }, 'wrong-origin'],
    ['no origin', { ...call, origin: undefined }, 'wrong-origin'],
    ['no secret', { ...call, secret: undefined }, 'wrong-secret'],
    ['a guessed secret', { ...call, secret: 'guess' }, 'wrong-secret'],
    ['a form', { ...call, contentType: 'application/x-www-form-urlencoded' }, 'wrong-type'],
    ['text that is called JSON', { ...call, contentType: 'text/plain' }, 'wrong-type'],
    ['a call by GET', { ...call, method: 'GET' }, 'wrong-method'],
    ['a call by PUT', { ...call, method: 'PUT' }, 'wrong-method'],
    ['a page by POST', { ...page, method: 'POST' }, 'wrong-method'],
    ['a preflight', { ...page, method: 'OPTIONS', path: '/call/app.info' }, 'wrong-secret'],
    ['a download without the secret', { ...page, path: '/files/token' }, 'wrong-secret'],
  ])('%s', (_name, request, refusal) => {
    expect(refusalOf(request, expected)).toBe(refusal);
  });
});
