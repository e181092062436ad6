/** The real program in a process of its own, and a real browser on its pages. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { findBrowser } from './browser.ts'

export type Galley = {
  url: string
  dataFolder: string
  /** SIGKILL: as a power cut would end it. */
  kill: () => Promise<void>
}

const startedWithin = 60_000

/** Ended and its data removed when the test ends; `dataFolder` of an earlier one opens the same library again. */
export async function startGalley(
  options: { dataFolder?: string; env?: Record<string, string> } = {},
): Promise<Galley> {
  const dataFolder = options.dataFolder ?? mkdtempSync(path.join(tmpdir(), 'galley-e2e-'))
  const child = spawn(process.execPath, ['server/cli.ts', 'serve'], {
    env: { ...withoutModel(process.env), GALLEY_DATA: dataFolder, GALLEY_PORT: '0', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = () => endOf(child, 'SIGKILL')
  onTestFinished(async () => {
    await kill()
    if (!options.dataFolder) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 })
  })
  return { url: await addressOf(child), dataFolder, kill }
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

/** A page with its own storage; errors of the page end up in the list that is returned. */
export async function openPage(
  url: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ page: Page; errors: string[] }> {
  const browser = await chromium.launch({ ...findBrowser(), headless: true })
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  onTestFinished(async ({ task }) => {
    const name = task.name.replaceAll(/\W+/g, '-').slice(0, 80)
    // What the page looked like is worth more than the message of a time-out.
    if (task.result?.state === 'fail') await page.screenshot({ path: path.join('e2e/failures', `${name}.png`) })
    await browser.close()
  })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(url)
  return { page, errors }
}
