#!/usr/bin/env node
import { runScript } from './modern-node.js';

runScript('electron/cli.ts', process.argv.slice(2));
