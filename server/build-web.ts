/** Builds the web app when its sources are newer than what was built, so that `npm start` is the only command. */
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.resolve(import.meta.dirname, '..')
export const distFolder = path.join(root, 'dist')
/** Its time is the time of the last build. */
export const buildStamp = path.join(distFolder, '.built')
/** The pages take values from the schema files of the server rooms, and everything from the lock file. */
const sources = ['web', 'server', 'vite.config.ts', 'package-lock.json']

/** @returns true when something had to be built */
export async function buildWebIfStale(say: (line: string) => void): Promise<boolean> {
  if (existsSync(buildStamp) && newest(sources) <= statSync(buildStamp).mtimeMs) return false
  say('Building the pages (once after each change, a few seconds) …')
  // A process of its own: the caller's NODE_ENV ("test", say) would put the development build of React into the pages.
  const vite = path.join(root, 'node_modules/vite/bin/vite.js')
  const words = [vite, 'build', '--config', path.join(root, 'vite.config.ts'), '--logLevel', 'warn']
  await promisify(execFile)(process.execPath, words, { cwd: root, env: { NODE_ENV: 'production' } })
  writeFileSync(buildStamp, '')
  return true
}

function newest(places: string[]): number {
  return Math.max(
    ...places.map((place) => {
      const full = path.join(root, place)
      if (!statSync(full).isDirectory()) return statSync(full).mtimeMs
      const files = readdirSync(full, { recursive: true, withFileTypes: true })
      return Math.max(
        ...files
          .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
          .map((entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs),
      )
    }),
  )
}
