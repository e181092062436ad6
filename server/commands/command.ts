/** What every command shares: how it answers, how it fails, how it opens the library. */
import type { CliAnswer, CliCommand } from '../cli-schema.ts'
import { readConfig, type Config } from '../config.ts'
import { makeParts, type Parts } from '../make-parts.ts'
import { openLibrary } from '../open-library.ts'
import { fail, ok, type Failure, type Result } from '../result.ts'
import { lockLibrary } from '../storage/library-lock.ts'

/** An answer as data and as lines for a person; `exitCode` 1 where part of it failed. */
export type Answer<C extends CliCommand> = { data: CliAnswer<C>; lines: string[]; exitCode?: 0 | 1 }

/** Ends the command: one clear line on standard error, exit code 1. */
export class CommandFailed extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

/** The value, or the end of the command. */
export function must<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new CommandFailed(result.error)
  return result.value
}

export const config = (): Config => must(readConfig(process.env))

/** Opens the library with all its parts, for the time of `work`; nothing runs in the background unless it is started. */
export async function withParts<T>(work: (parts: Parts) => Promise<T>): Promise<T> {
  const { author, model, ...rest } = config()
  const library = must(await openLibrary({ author, model, ...rest }))
  const parts = await makeParts({ ...library, author, model, now: () => new Date() })
  try {
    return await work(parts)
  } finally {
    await parts.close()
    await library.close()
  }
}

/** The same for a command that works the queue: it has the library for itself, and goes on where the last one stopped. */
export async function withWorkingParts<T>(work: (parts: Parts) => Promise<T>): Promise<T> {
  const lock = must(lockLibrary(config().dataFolder, null))
  try {
    return await withParts(async (parts) => {
      await parts.start()
      return work(parts)
    })
  } finally {
    lock.release()
  }
}

/** Asks the server that has the library open. @returns its answer, its error, or `server-gone` */
export async function askServer<T extends object>(
  address: string,
  init: RequestInit = {},
): Promise<Result<T, Failure>> {
  const response = await fetch(address, init).catch(() => null)
  if (!response)
    return fail({ kind: 'server-gone', message: `The server at ${new URL(address).origin} does not answer.` })
  const body = (await response.json()) as T | { error: Failure }
  return 'error' in body ? fail(body.error) : ok(body)
}

export function print<C extends CliCommand>(answer: Answer<C>, json: boolean): void {
  console.log(json ? JSON.stringify(answer.data) : answer.lines.join('\n'))
  process.exitCode = answer.exitCode ?? 0
}
