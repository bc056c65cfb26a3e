import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { openRegistry } from '../../electron/services/registry/registry.ts';
import { must } from '../../shared/result.ts';
import { type Chain, passphrase, people, roundId, runChain, sample } from '../support/chain.ts';
import { haizhi, haizhiOnTerminal, onTerminal, type Ran, run } from '../support/command-line.ts';
import { openCopy } from '../support/desk.ts';
import {
  OFFICE_TOOLS,
  officeVerdicts,
  XMLSEC_TOOLS,
  xmlsecAccepts,
  xmlsecVerdict,
} from '../support/office.ts';
import { POSTGRES_TOOLS, type PostgresServer, startPostgres } from '../support/postgres.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { describeWith } from '../support/tools.ts';

/** The whole round by `haizhi …` as somebody types it, and what independent tools say of what it made. */

const folder = temporaryFolder('chain');
const at = (...names: string[]) => path.join(folder, ...names);
const workbooks = [...people.map((who) => `${who}.xlsx`), 'panel.xlsx'];
const env = { HAIZHI_PASSPHRASE: passphrase };
const inRound = ['--round', roundId];
let chain: Chain;

const say = (...args: string[]) => haizhi(args, { cwd: folder, env });
const step = (name: string): Ran => chain.steps.get(name) as Ran;

beforeAll(async () => {
  chain = await runChain(folder);
}, 600_000);

describe('the chain', () => {
  it('ends every step with 0 and nothing to complain about', () => {
    const failed = [...chain.steps].filter(([, { status, err }]) => status !== 0 || err !== '');
    expect(failed).toEqual([]);
    expect(chain.steps.size).toBe(29);
  });

  it('says in words what each step did', () => {
    expect(step('e1 init').out).toContain('e1.csr.pem');
    expect(step('enrol').out.match(/已登记/g)).toHaveLength(5);
    expect(step('pack').out).toContain('第 1 版材料包');
    expect(step('pack').out).toContain('a06/application.json');
    expect(step('e1 open').out).toContain(roundId);
    expect(step('e2 apply').out).toContain('可以导出');
    expect(step('e3 export').out).toMatch(/第 1 版：e3\.xlsx（SHA-256 [0-9a-f]{64}）/);
    expect(step('consolidate').out.match(/已收下/g)).toHaveLength(6);
  });

  it('comes to the list that the sample round is made for, on the screen, as data and as files', async () => {
    const imports = ['center', 'import', 'center', 'panel.xlsx', ...workbooks];
    const taken = await say(...imports);
    expect(taken).toMatchObject({ status: 0, err: '' });
    expect([taken.out.match(/已收下/g)?.length, taken.out.match(/已有/g)?.length]).toEqual([7, 1]);
    const list = ['center', 'list', 'center', ...inRound];
    expect((await say(...list)).out).toContain('1. 01 北京云谷国际人才促进会  81.50  建议认定');
    const { applications, decided } = JSON.parse((await say(...list, '--json')).out).value;
    expect(decided).toBe(true);
    const decisions = applications.map(({ number, rank, decision }: Record<string, unknown>) =>
      [number, rank, decision].join(' '),
    );
    expect(decisions.sort().join(', ')).toBe(
      '01 1 approve, 02 2 approve, 03 1 approve, 04 2 approve, 05 2 defer, 06 1 defer, 07 1 approve, 08 2 reject',
    );
    expect(await say(...list, '--out', 'list.xlsx')).toMatchObject({ status: 0 });
    expect(readFileSync(at('list.xlsx')).subarray(0, 2).toString()).toBe('PK');
  });

  it('gives the same workbook again to whoever exports again', async () => {
    const again = await say('expert', 'export', 'e1', ...inRound, '--out', 'again.xlsx');
    expect(again).toMatchObject({ status: 0, err: '' });
    expect(readFileSync(at('again.xlsx'))).toEqual(readFileSync(at('e1.xlsx')));
    const panel = ['panel', 'consolidate', 'chair', ...inRound, '--out', 'panel-again.xlsx'];
    expect(await say(...panel)).toMatchObject({ status: 0, err: '' });
    expect(readFileSync(at('panel-again.xlsx'))).toEqual(readFileSync(at('panel.xlsx')));
  });

  it('takes out a document as it was handed in', async () => {
    const place = ['--application', 'a01', '--document', documentOf('a01').id];
    const taken = await say('expert', 'extract', 'e1', ...inRound, ...place, '--out', 'copy');
    expect(taken).toMatchObject({ status: 0, err: '' });
    const original = sample('round', 'a01', documentOf('a01').file);
    expect(readFileSync(at('copy'))).toEqual(readFileSync(original));
  });
});

function documentOf(application: string): { readonly id: string; readonly file: string } {
  const file = sample('round', application, 'application.json');
  return JSON.parse(readFileSync(file, 'utf8')).documents[0];
}

let copies = 0;

/** What the registry holds after these files came in, one by one, at a copy of the center as it was before. */
async function dumpAfter(files: readonly string[], registryUrl?: string): Promise<string | null> {
  const copy = at(`copy-${++copies}`);
  const options = { center: true, ...(registryUrl === undefined ? {} : { registryUrl }) };
  const desk = openCopy(at('center-before'), copy, options);
  must(await desk.call('center.unlock', { passphrase }));
  for (const name of files) {
    must(await desk.call('center.import', { files: [await desk.token(at(name))] }));
  }
  const dump = await desk.dumpRegistry();
  await desk.close();
  return dump;
}

describe('importing everything, twice and in any order', () => {
  const [first, ...rest] = workbooks as [string, ...string[]];
  const orders = [
    [...workbooks, ...workbooks],
    [...workbooks.toReversed(), first, ...rest],
    [...rest, first, ...workbooks.toReversed()],
  ] as const;
  let expected: string;

  it('gives a registry that dumps identically', async () => {
    const dumps: (string | null)[] = [];
    for (const order of orders) dumps.push(await dumpAfter(order));
    // And by the command line, all at once, the panel's workbook first.
    dumps.push((await say('center', 'dump', 'center')).out);
    expect(new Set(dumps).size).toBe(1);
    expected = dumps[0] ?? '';
    const { workbooks: held, decisions, reviews } = JSON.parse(expected);
    expect([held.length, decisions.length, reviews.length]).toEqual([7, 8, 48]);
  });

  describeWith(POSTGRES_TOOLS, 'over a PostgreSQL server', (initdb, control, psql) => {
    let server: PostgresServer;
    beforeAll(() => {
      server = startPostgres(initdb, control, psql);
      return () => server.stop();
    });

    it('gives the same as over a folder', async () => {
      for (const [place, order] of orders.slice(1).entries()) {
        server.create(`registry${place}`);
        await issueOn(server.url(`registry${place}`));
        expect(await dumpAfter(order, server.url(`registry${place}`))).toBe(expected);
      }
    });

    it('is what the command line works with when it is told so', async () => {
      const told = { ...env, HAIZHI_REGISTRY_URL: server.url('registry0') };
      const ran = await haizhi(['center', 'dump', 'center'], { cwd: folder, env: told });
      expect(ran).toEqual({ status: 0, out: expected, err: '' });
    });
  });
});

/** The round as the center issued it, on a server that knows nothing yet. */
async function issueOn(url: string): Promise<void> {
  const local = must(await openRegistry(at('center-before', 'registry'), null));
  const server = must(await openRegistry('', url));
  try {
    for (const { bundles } of must(await local.rounds())) {
      for (const { file, issuedAt, ...bundle } of bundles) {
        must(await server.issue(file, bundle, issuedAt));
      }
    }
  } finally {
    await local.close();
    await server.close();
  }
}

describe('secrets', () => {
  const secret = /Krähe im Nebel|AGE-SECRET-KEY|PRIVATE KEY|signing-key|\bMII[EJ][vQoA]|\bMIGHAgEA/;

  it('are in no output and in no file but under the passphrase', () => {
    const said = [...chain.steps].filter(([, { out, err }]) => secret.test(out + err));
    expect(said.map(([name]) => name)).toEqual([]);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name !== 'secret.txt' && statSync(at(name)).isFile(),
    );
    const found = files.filter((name) => secret.test(readFileSync(at(name), 'utf8')));
    expect(found).toEqual([]);
    expect(files.filter((name) => name.endsWith('identity.age'))).toHaveLength(people.length);
  });

  it.skipIf(process.platform !== 'linux')('are no arguments of any process', async () => {
    const seen = new Set<string>();
    let isRunning = true;
    const watching = (async () => {
      while (isRunning) {
        for (const line of commandLines()) seen.add(line);
        await delay(25);
      }
    })();
    await say('expert', 'export', 'e2', ...inRound, '--out', 'seen.xlsx');
    isRunning = false;
    await watching;
    const own = [...seen].filter((line) => line.includes('seen.xlsx'));
    expect(own.length).toBeGreaterThan(0);
    expect([...seen].filter((line) => secret.test(line))).toEqual([]);
  });

  it('leave no log where nothing went wrong', () => {
    expect(people.filter((who) => existsSync(at(who, 'log')))).toEqual([]);
    expect(existsSync(at('center', 'log'))).toBe(false);
  });
});

function commandLines(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    });
}

describeWith(['python3'], 'a person at the terminal', (python) => {
  const typed = (exchange: [string, string][], ...args: string[]) =>
    haizhiOnTerminal(python, exchange, args, { cwd: folder });
  const first = (who: string) => {
    for (const name of ['identity.age', 'profile.json', 'request.csr.pem']) {
      cpSync(at('e1', name), at(who, name));
    }
  };

  it('compares the fingerprint of the first bundle, and says no', async () => {
    first('doubter');
    const ran = await typed(
      [
        ['口令', passphrase],
        ['[y/N]', 'n'],
      ],
      ...['expert', 'open', 'doubter', 'round.hzb'],
    );
    expect(ran).toMatchObject({ status: 1 });
    expect(ran.out.replaceAll(' ', '')).toContain(chain.fingerprint);
    expect(ran.out).toContain('已取消');
    expect(ran.out).not.toContain(passphrase);
    expect(existsSync(at('doubter', 'center.pem'))).toBe(false);
  });

  it('says yes, also after typing the passphrase wrong once', async () => {
    first('believer');
    const ran = await typed(
      [
        ['口令', 'not this one'],
        ['口令不正确', ''],
        ['口令', passphrase],
        ['[y/N]', 'y'],
      ],
      ...['expert', 'open', 'believer', 'round.hzb'],
    );
    expect(ran).toMatchObject({ status: 0 });
    expect(existsSync(at('believer', 'center.pem'))).toBe(true);
  });

  it('chooses a passphrase twice, and again when the two differ', async () => {
    const ran = await typed(
      [
        ['Passphrase:', 'Ein Dorf am Meer 1923'],
        ['again', 'Ein Dorf am See 1923'],
        ['differ', ''],
        ['Passphrase:', 'Ein Dorf am Meer 1923'],
        ['again', 'Ein Dorf am Meer 1923'],
      ],
      ...['center', 'init', 'typed', '--name', 'Typed', '--lang', 'en'],
    );
    expect(ran).toMatchObject({ status: 0 });
    expect(ran.out).not.toContain('Dorf');
    expect(existsSync(at('typed', 'center.json'))).toBe(true);
  });

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('leaves with %s, and nothing has happened', async (_name, key) => {
    const ran = await typed([['口令', key]], 'center', 'init', 'left', '--name', 'X');
    expect(ran).toMatchObject({ status: 1 });
    expect(ran.out).toContain('已取消');
    expect(existsSync(at('left'))).toBe(false);
  });
});

describeWith(['openssl'], 'openssl', (openssl) => {
  const ask = (...args: string[]) => run(openssl, args, { cwd: folder });

  it('verifies an enrolment request and shows what it asks for', async () => {
    const ran = await ask('req', '-verify', '-text', '-noout', '-in', 'e1.csr.pem');
    expect(ran.status).toBe(0);
    expect(ran.out + ran.err).toMatch(/verify OK/);
    expect(ran.out).toMatch(/Public-Key: \(3072 bit\)/);
    expect(ran.out).toContain('URI:age:age1');
  });

  describeWith(['unzip'], 'with unzip', (unzip) => {
    it('verifies the signed list of a bundle under the center, and no other list', async () => {
      await run(unzip, ['-o', '-q', 'round.hzb', 'manifest.json', 'manifest.p7s'], { cwd: folder });
      const verify = (list: string) =>
        ask(
          ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'manifest.p7s'],
          ...['-content', list, '-CAfile', 'center/authority.pem', '-purpose', 'any'],
          ...['-out', 'verified.json'],
        );
      expect(await verify('manifest.json')).toMatchObject({ status: 0 });
      expect(readFileSync(at('verified.json'))).toEqual(readFileSync(at('manifest.json')));
      const other = readFileSync(at('manifest.json'), 'utf8').replace(roundId, '2027-sample');
      writeFileSync(at('other.json'), other);
      expect((await verify('other.json')).status).not.toBe(0);
    });
  });
});

describeWith(['unzip', 'age', 'python3'], 'unzip and age', (unzip, age, python) => {
  /** As in the README, with the passphrase typed. */
  const opened = (who: string, application: string, target: string) =>
    onTerminal(
      python,
      [['passphrase', passphrase]],
      [
        ...['bash', '-o', 'pipefail', '-c'],
        `"${unzip}" -p round.hzb a/${application}.age | "${age}" -d -i ${who}/identity.age > ${target}`,
      ],
      { cwd: folder },
    );

  it('open an application for an expert: a ZIP that unzip finds sound', async () => {
    expect(await opened('e2', 'a01', 'a01.zip')).toMatchObject({ status: 0 });
    const tested = await run(unzip, ['-t', 'a01.zip'], { cwd: folder });
    expect(tested.status).toBe(0);
    expect(tested.out).toMatch(/No errors detected/);
  });

  it('do not open it for an expert whom the center recused', async () => {
    const refused = await opened('e2', 'a03', 'a03.zip');
    expect(refused.status).not.toBe(0);
    expect(refused.out).toMatch(/no identity matched/);
    expect(statSync(at('a03.zip')).size).toBe(0);
    expect(await opened('e1', 'a03', 'a03.zip')).toMatchObject({ status: 0 });
  });
});

/** The workbooks of e1 and of the panel, and each of them with one byte of its content changed. */
function withForgeries(): readonly string[] {
  const forged = ['e1.xlsx', 'panel.xlsx'].map((name) => {
    const bytes = readFileSync(at(name));
    const place = bytes.indexOf('xl/worksheets/sheet2.xml') + 600;
    bytes[place] = (bytes[place] as number) ^ 1;
    writeFileSync(at(`forged-${name}`), bytes);
    return `forged-${name}`;
  });
  return ['e1.xlsx', 'panel.xlsx', ...forged];
}

describe('a signed workbook', () => {
  it('is verified under the center, and after one changed byte refused with the part', async () => {
    const trust = ['--trust', 'center/authority.pem'];
    const [good, bad] = [withForgeries().slice(0, 2), withForgeries().slice(2)];
    expect(await say('verify', ...good, ...trust)).toMatchObject({ status: 0, err: '' });
    const refused = await say('verify', ...bad, ...trust, '--json');
    expect(refused.status).toBe(1);
    for (const each of JSON.parse(refused.out).value) {
      expect(each).toMatchObject({ verdict: 'invalid', part: 'xl/worksheets/sheet2.xml' });
    }
  });

  it('is not believed without a center', async () => {
    const ran = await say('verify', 'e1.xlsx', '--lang', 'en');
    expect(ran).toMatchObject({ status: 1, out: '' });
    expect(ran.err).toMatch(/signer not trusted/);
  });

  describeWith(OFFICE_TOOLS, 'in LibreOffice', () => {
    it('is valid, and after one changed byte invalid', { timeout: 240_000 }, () => {
      const authority = readFileSync(at('center', 'authority.pem'), 'utf8');
      const verdicts = officeVerdicts(
        withForgeries().map((name) => at(name)),
        authority,
      );
      const shown = verdicts.map(({ signatures }) =>
        signatures.map(({ valid, certificateStatus }) => valid && certificateStatus === 0),
      );
      expect(shown.slice(0, 2)).toEqual([[true], [true]]);
      expect(shown.slice(2).flat()).not.toContain(true);
    });
  });

  describeWith(XMLSEC_TOOLS, 'for xmlsec1', () => {
    it('is valid', () => {
      const authority = readFileSync(at('center', 'authority.pem'), 'utf8');
      for (const name of ['e1.xlsx', 'panel.xlsx']) {
        expect(xmlsecAccepts(xmlsecVerdict(at(name), authority, new Date()))).toBe(true);
      }
    });
  });
});
