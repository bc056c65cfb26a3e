import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_MAJOR = 24;
const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a TypeScript file of this project under a Node that can, with this process's terminal, signals and
 * exit code. The Node of the machine may be as old as 20: `npm ci` puts a newer one beside the libraries.
 * @param {string} script path relative to the project
 * @param {readonly string[]} args
 */
export function runScript(script, args) {
  const node = modernNode();
  if (node === null) {
    console.error(
      `Node ${OLDEST_MAJOR} is needed and this is ${process.version}: run "npm ci" first, which brings it along.`,
    );
    process.exit(1);
  }
  const child = spawn(node, [path.join(root, script), ...args], {
    stdio: 'inherit',
  });
  const detach = forwardSignals(child);
  child.on('error', (error) => {
    console.error(`${node} cannot be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    detach();
    if (signal === null) process.exit(code ?? 1);
    process.kill(process.pid, signal);
  });
}

/** @returns {string | null} */
function modernNode() {
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_MAJOR) return process.execPath;
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const bundled = path.join(root, 'node_modules', `node-${system}-${process.arch}`, 'bin', binary);
  return existsSync(bundled) ? bundled : null;
}

/**
 * A terminal sends Ctrl-C to the whole process group, so the child has it already; everything else
 * (an init system, a test) speaks to this process only.
 * @param {import('node:child_process').ChildProcess} child
 */
function forwardSignals(child) {
  /** @type {readonly NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, forward);
  return () => {
    for (const signal of signals) process.off(signal, forward);
  };
}
