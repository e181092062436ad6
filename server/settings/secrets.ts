/** `<data>/secrets.json`, mode 0600: the keys, outside the database, so that no backup or export holds one. */
import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { fail, ok, type Failure, type Result } from '../result.ts'

export const secretsFile = 'secrets.json'

/** `OPENAI_API_KEY` stands for the variable of that name. `keys`: those of Settings, by origin (`https://api.openai.com`). */
const Secrets = z
  .object({ OPENAI_API_KEY: z.string().min(1).optional(), keys: z.record(z.string(), z.string().min(1)).default({}) })
  .loose()
export type Secrets = z.infer<typeof Secrets>

/** Without the file there are none. @returns `open-secrets` when others on the machine can read it, `bad-secrets` when this program cannot */
export function readSecrets(dataFolder: string): Result<Secrets, Failure> {
  const file = path.join(dataFolder, secretsFile)
  let text: string
  try {
    const othersMayRead = 0o077
    if (process.platform !== 'win32' && (statSync(file).mode & othersMayRead) !== 0)
      return fail({ kind: 'open-secrets', message: `${file} can be read by others: run chmod 600 on it.` })
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return ok({ keys: {} })
    return fail({ kind: 'bad-secrets', message: `${file} cannot be read (${code ?? 'unknown reason'}).` })
  }
  try {
    return ok(Secrets.parse(JSON.parse(text)))
  } catch {
    return fail({ kind: 'bad-secrets', message: `${file} is not the JSON that it should be: {"OPENAI_API_KEY": "…"}.` })
  }
}

/** The host that a key was entered for: it is sent to no other one. */
export const keyOrigin = (baseUrl: string): string => new URL(baseUrl).origin

/** Keeps the key of an endpoint, or forgets it (null); all else in the file stays. */
export function writeKey(dataFolder: string, baseUrl: string, key: string | null): Result<null, Failure> {
  const secrets = readSecrets(dataFolder)
  if (!secrets.ok) return secrets
  const { [keyOrigin(baseUrl)]: _old, ...others } = secrets.value.keys
  const keys = key === null ? others : { ...others, [keyOrigin(baseUrl)]: key }
  const file = path.join(dataFolder, secretsFile)
  const draft = `${file}.${process.pid}.new`
  try {
    mkdirSync(dataFolder, { recursive: true })
    // Whole or not at all, and never readable by others, not even for a moment.
    writeFileSync(draft, `${JSON.stringify({ ...secrets.value, keys }, null, 2)}\n`, { mode: 0o600 })
    chmodSync(draft, 0o600)
    renameSync(draft, file)
    return ok(null)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason'
    return fail({ kind: 'cannot-write', message: `The key could not be written to ${file} (${reason}).` })
  }
}
