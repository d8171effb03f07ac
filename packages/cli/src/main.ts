#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { runProgram } from './program.ts';
import { reasonOf } from './reason.ts';
import { openTerminal, printError } from './terminal.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const terminal = openTerminal();

try {
  process.exitCode = await runProgram(process.argv.slice(2), version, terminal);
} catch (error) {
  printError(terminal, reasonOf(error));
  process.exitCode = 1;
}
