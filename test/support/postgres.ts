import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './temporary.ts';

/** A server of one test, on a socket in a folder of its own. */
export interface PostgresServer {
  /** Address of one of its databases. */
  url(database?: string): string;
  /** Makes a database, as a copy of another one where that is named. */
  create(database: string, template?: string): void;
  stop(): void;
}

/** Tools to hand to describeWith before calling startPostgres. */
export const POSTGRES_TOOLS = ['initdb', 'pg_ctl', 'psql'] as const;

/** Starts a server; nothing of it outlives the test but what `stop` is not called for. */
export function startPostgres(initdb: string, control: string, psql: string): PostgresServer {
  const folder = temporaryFolder('postgres');
  const data = path.join(folder, 'data');
  chmodSync(folder, 0o755);
  mkdirSync(data, { mode: 0o700 });
  if (isRoot) chownSync(data, userId('-u'), userId('-g'));
  run(
    initdb,
    '--pgdata',
    data,
    '--auth',
    'trust',
    '--username',
    'center',
    '--locale',
    'C',
    '--no-sync',
  );
  const options = `-c listen_addresses= -c unix_socket_directories=${data} -c fsync=off`;
  run(control, '--pgdata', data, '--wait', '--options', options, 'start', '--log', `${data}/log`);
  return {
    url: (database = 'postgres') =>
      `postgres://center@/${database}?host=${encodeURIComponent(data)}`,
    create: (database, template = 'template1') =>
      run(
        psql,
        '-h',
        data,
        '-U',
        'center',
        '-d',
        'template1',
        '-c',
        `CREATE DATABASE ${database} TEMPLATE ${template}`,
      ),
    stop: () => run(control, '--pgdata', data, '--mode', 'immediate', 'stop'),
  };
}

/** PostgreSQL refuses to run as root. */
const isRoot = process.getuid?.() === 0;

function run(program: string, ...given: readonly string[]): void {
  const [command, ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', program] : [program];
  execFileSync(command as string, [...rest, ...given], { stdio: 'ignore', cwd: '/' });
}

function userId(flag: string): number {
  return Number(execFileSync('id', [flag, 'postgres']).toString());
}
