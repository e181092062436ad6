/** One server a library: a file in the data folder says which process serves it, and where. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fail, ok, type Failure, type Result } from '../result.ts'

export type Holder = { pid: number; url: string }
export type LibraryLock = {
  /** The address, once it is known. */
  moveTo: (url: string) => void
  release: () => void
}

const fileOf = (dataFolder: string) => path.join(dataFolder, 'server.json')

/** The server that serves this library now, or null. A file that a dead process left counts as none. */
export function findServer(dataFolder: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(fileOf(dataFolder), 'utf8')) as Holder
    return isAlive(holder.pid) ? holder : null
  } catch {
    return null
  }
}

/** @returns `library-in-use` naming the other server and what to do */
export function lockLibrary(dataFolder: string, url: string): Result<LibraryLock, Failure<'library-in-use'>> {
  mkdirSync(dataFolder, { recursive: true })
  const file = fileOf(dataFolder)
  const other = findServer(dataFolder)
  if (other && other.pid !== process.pid)
    return fail({
      kind: 'library-in-use',
      message: `This library is open already: process ${other.pid} serves it at ${other.url}. Use that one, or stop it first.`,
    })
  const note = (address: string, flag: 'w' | 'wx') =>
    writeFileSync(file, JSON.stringify({ pid: process.pid, url: address } satisfies Holder), { flag })
  rmSync(file, { force: true })
  // Made, not overwritten: of two that start at once one finds the file of the other.
  note(url, 'wx')
  return ok({ moveTo: (address) => note(address, 'w'), release: () => rmSync(file, { force: true }) })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
