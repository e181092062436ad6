#!/usr/bin/env node
// Plain JavaScript: must parse on any Node. Starts the TypeScript program under the project's own Node 24.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const major = Number(process.versions.node.split('.')[0])
const own = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url))
const node = major >= 24 ? process.execPath : existsSync(own) ? own : null
if (!node) {
  console.error(`galley needs Node 24 (this is ${process.version}). Run "npm ci" in the project folder first.`)
  process.exit(1)
}
const program = fileURLToPath(new URL('./cli.ts', import.meta.url))
const child = spawn(node, [program, ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
// Ctrl+C reaches the child from the terminal itself: here it is only kept from ending us first.
process.on('SIGINT', () => {})
child.on('exit', (code, signal) => {
  process.exitCode = signal ? 1 : (code ?? 0)
})
