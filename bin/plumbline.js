#!/usr/bin/env node
// The commands are TypeScript, which Node 20 does not run by itself.
import process from 'node:process';
import { register } from 'tsx/esm/api';

register();
const { command } = await import('../reporters/seal/command.ts');
const { code, text } = command(process.argv.slice(2));
(code === 2 ? process.stderr : process.stdout).write(`${text}\n`);
process.exitCode = code;
