import { runScript } from './modern-node.js';

const [script, ...args] = process.argv.slice(2);
if (script === undefined) {
  console.error('usage: node build/run.js SCRIPT.ts [ARGUMENT...]');
  process.exit(2);
}
runScript(script, args);
