import { runCommandLine } from './cli/command-line.ts';
import { processTerminal } from './cli/terminal.ts';

/** `haizhi …`: the services for staff, scripts and tests. */

process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal());
