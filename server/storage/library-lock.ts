/** One process at a time works a library's queue: a file in the data folder says which, and where it serves. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fail, ok, type Failure, type Result } from '../result.ts'

/** `url` null: a command at work, which serves no pages. */
export type Holder = { pid: number; url: string | null }
export type LibraryLock = {
  /** The address, once it is known. */
  moveTo: (url: string) => void
  release: () => void
}

const fileOf = (dataFolder: string) => path.join(dataFolder, 'server.json')

/** Who works this library now, or null. A file that a dead process left counts as none. */
export function findHolder(dataFolder: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(fileOf(dataFolder), 'utf8')) as Holder
    return isAlive(holder.pid) ? holder : null
  } catch {
    return null
  }
}

/** @returns `library-in-use` naming the other process and what to do */
export function lockLibrary(dataFolder: string, url: string | null): Result<LibraryLock, Failure<'library-in-use'>> {
  mkdirSync(dataFolder, { recursive: true })
  const file = fileOf(dataFolder)
  const note = (address: string | null, flag: 'w' | 'wx') =>
    writeFileSync(file, JSON.stringify({ pid: process.pid, url: address } satisfies Holder), { flag })
  for (let attempt = 1; ; attempt += 1) {
    try {
      // Made, never overwritten: of two that start at once, one finds the file of the other.
      note(url, 'wx')
      return ok({ moveTo: (address) => note(address, 'w'), release: () => release(file) })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = findHolder(dataFolder)
    if (holder || attempt > 2) return fail(inUse(holder, file))
    rmSync(file, { force: true })
  }
}

const inUse = (holder: Holder | null, file: string): Failure<'library-in-use'> => {
  const doing = holder?.url ? `serves it at ${holder.url}` : 'works in it'
  const message = `This library is open already: process ${holder?.pid ?? '?'} ${doing}. Use that one, or stop it first. If no such Galley runs, delete ${file}.`
  return { kind: 'library-in-use', message }
}

/** Only our own: another process may have taken over a file that it thought dead. */
function release(file: string): void {
  try {
    if ((JSON.parse(readFileSync(file, 'utf8')) as Holder).pid === process.pid) rmSync(file, { force: true })
  } catch {
    // Gone already.
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
