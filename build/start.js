import { runScript } from './modern-node.js';

runScript('build/start.ts', process.argv.slice(2));
