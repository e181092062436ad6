/** The real program in a process of its own, for tests and benches in a browser. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type Galley = {
  url: string
  dataFolder: string
  /** SIGKILL: as a power cut would end it. */
  kill: () => Promise<void>
  /** Ends it; a data folder that was made for it goes too. */
  stop: () => Promise<void>
}
export type GalleyOptions = { dataFolder?: string; env?: Record<string, string> }

const startedWithin = 60_000

/** @param options `dataFolder` of an earlier one opens the same library again */
export async function launchGalley(options: GalleyOptions = {}): Promise<Galley> {
  const dataFolder = options.dataFolder ?? mkdtempSync(path.join(tmpdir(), 'galley-e2e-'))
  const child = spawn(process.execPath, ['server/cli.ts', 'serve'], {
    env: { ...withoutModel(process.env), GALLEY_DATA: dataFolder, GALLEY_PORT: '0', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = () => endOf(child, 'SIGKILL')
  const stop = async () => {
    await kill()
    if (!options.dataFolder) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    return { url: await addressOf(child), dataFolder, kill, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The machine's own key must not turn a test into a bill. */
const withoutModel = ({
  OPENAI_API_KEY: _key,
  OPENAI_BASE_URL: _url,
  GALLEY_MODEL: _model,
  DATABASE_URL: _db,
  ...rest
}: NodeJS.ProcessEnv) => rest

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const timer = setTimeout(() => reject(new Error(`galley did not start:\n${output}`)), startedWithin)
    const listen = (piece: Buffer) => {
      output += piece.toString()
      const address = /Galley is at (http:\S+)/.exec(output)?.[1]
      if (!address) return
      clearTimeout(timer)
      resolve(address)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => reject(new Error(`galley ended with ${code}:\n${output}`)))
  })
}

function endOf(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}
