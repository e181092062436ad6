/**
 * Finds a Chromium for the tests in a browser: `CHROMIUM_PATH`, else the one packed in the npm package
 * @sparticuz/chromium (unpacked once into node_modules/.cache), else one that the machine has.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** For playwright's `chromium.launch`. */
export type Browser = { executablePath: string; args: string[]; env: Record<string, string> }

const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none']
const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** @throws where there is no browser, with what to do */
export function findBrowser(): Browser {
  const own = process.env['CHROMIUM_PATH']
  if (own) return { executablePath: own, args, env: environment() }
  const packed = process.platform === 'linux' && process.arch === 'x64' ? packedBrowser() : null
  if (packed) return packed
  const found = installed.find((file) => existsSync(file))
  if (found) return { executablePath: found, args, env: environment() }
  throw new Error('No browser was found: set CHROMIUM_PATH, or install Chromium or Chrome.')
}

/** The packed one, or null where it does not start. */
function packedBrowser(): Browser | null {
  const require = createRequire(import.meta.url)
  const root = path.dirname(path.dirname(require.resolve('@sparticuz/chromium')))
  const { version } = require(path.join(root, 'package.json')) as { version: string }
  const folder = path.resolve('node_modules/.cache', `chromium-${version}`)
  const executablePath = path.join(folder, 'chromium')
  if (!existsSync(executablePath)) unpack(root, require.resolve('@sparticuz/chromium'), folder)
  const env = environment()
  // A bare machine has no libnss3; the package brings its own.
  if ((output('ldd', [executablePath]) ?? 'not found').includes('not found')) {
    const libraries = path.join(folder, 'al2023', 'lib')
    env['LD_LIBRARY_PATH'] = env['LD_LIBRARY_PATH'] ? `${libraries}:${env['LD_LIBRARY_PATH']}` : libraries
  }
  // The packed fonts.conf names /tmp/fonts, and without one text has no width.
  if (!existsSync('/etc/fonts/fonts.conf')) {
    const file = path.join(folder, 'fonts.conf')
    writeFileSync(
      file,
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fontcache</cachedir></fontconfig>`,
    )
    env['FONTCONFIG_FILE'] = file
  }
  return output(executablePath, ['--headless', '--no-sandbox', '--version'], env) ? { executablePath, args, env } : null
}

/** Its unpacker writes to TMPDIR and keeps any old file it finds there: a private folder, renamed when it is whole. */
function unpack(root: string, main: string, folder: string): void {
  const temporary = `${folder}.${process.pid}`
  mkdirSync(temporary, { recursive: true })
  const script = `
    const { default: chromium, inflate } = await import(${JSON.stringify(main)})
    await chromium.executablePath()
    await inflate(${JSON.stringify(path.join(root, 'bin/al2023.tar.br'))})`
  execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TMPDIR: temporary, AWS_EXECUTION_ENV: '' },
  })
  try {
    renameSync(temporary, folder)
  } catch {
    // Another process was first.
    rmSync(temporary, { recursive: true, force: true })
  }
}

function output(command: string, commandArgs: string[], env: NodeJS.ProcessEnv = process.env): string | null {
  try {
    return execFileSync(command, commandArgs, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return null
  }
}

const environment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
