import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { findBrowser, thisMachine } from '../../build/browser.ts';
import { inProject } from '../../build/project.ts';

type Chromium = {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
};

/**
 * The Chromium that tests drive: `$CHROMIUM`, else the packed headless one (Linux x64, needs no system
 * package), else an installed Chrome, Edge or Chromium, which `TEST_CHROMIUM=system` asks for.
 * @throws where there is none.
 */
export async function findChromium(): Promise<Chromium> {
  const packable = process.platform === 'linux' && process.arch === 'x64';
  const { CHROMIUM, TEST_CHROMIUM } = process.env;
  if (CHROMIUM === undefined && TEST_CHROMIUM !== 'system' && packable) return packedChromium();
  const executablePath = findBrowser(thisMachine);
  if (executablePath === null) throw new Error('no Chrome, Edge or Chromium found: set $CHROMIUM');
  return { executablePath, env: inherited() };
}

/** Starts it headless with playwright. Never with the packed package's own switches: they turn web security off. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const { executablePath, env } = await findChromium();
  return chromium.launch({ ...options, executablePath, env: { ...env, ...options.env } });
}

async function packedChromium(): Promise<Chromium> {
  const pack = inProject('node_modules/@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(path.join(pack, 'package.json'), 'utf8'));
  const folder = inProject('node_modules/.cache', `chromium-${version}`);
  if (!existsSync(folder)) await unpack(pack, folder);
  const executablePath = path.join(folder, 'chromium');
  const libraries = path.join(folder, 'al2023', 'lib');
  return {
    executablePath,
    env: {
      ...inherited(),
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
      ...(lacksLibraries(executablePath) ? { LD_LIBRARY_PATH: libraries } : {}),
    },
  };
}

/** In a folder of its own that is renamed when complete: several test processes may come here at once. */
async function unpack(pack: string, folder: string): Promise<void> {
  const staging = `${folder}.${process.pid}`;
  mkdirSync(staging, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = staging;
  try {
    const { default: packed, inflate } = await import('@sparticuz/chromium');
    await packed.executablePath();
    await inflate(path.join(pack, 'bin/al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  writeFileSync(path.join(staging, 'fonts.conf'), fontConfiguration(folder));
  if (!existsSync(folder)) renameSync(staging, folder);
  else rmSync(staging, { recursive: true });
}

/** Without any font Chromium hangs, and the packed configuration names a folder that is not there. */
function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>
`;
}

function lacksLibraries(executable: string): boolean {
  return execFileSync('ldd', [executable], { encoding: 'utf8' }).includes('not found');
}

function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Record<string, string>;
}
