/** The only reader of process.env: every setting that comes from outside, checked once at the start. */
import path from 'node:path'
import { z } from 'zod'
import { scrubTracing } from './llm/scrub-tracing.ts'
import { fail, ok, type Failure, type Result } from './result.ts'
import { BaseUrl, defaultModel, type ModelSettings } from './settings/schema.ts'
import { readSecrets } from './settings/secrets.ts'
import type { StoreLocation } from './storage/open-database.ts'

export type Config = {
  dataFolder: string
  store: StoreLocation
  host: string
  port: number
  /** What the environment says of the model; null leaves it to Settings. */
  model: ModelSettings | null
  /** Initials or name written into the history. */
  author: string
}

const defaultBaseUrl = 'https://api.openai.com/v1'

const Environment = z.object({
  GALLEY_DATA: z.string().min(1).default('./data'),
  GALLEY_PORT: z.coerce.number().int().min(0).max(65535).default(4317),
  GALLEY_AUTHOR: z.string().min(1).default('editor'),
  GALLEY_MODEL: z.string().min(1).optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: BaseUrl.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
})

/** @param environment `process.env`; tracing variables are taken out of it, so that no prompt goes anywhere but the chosen endpoint */
export function readConfig(environment: NodeJS.ProcessEnv): Result<Config, Failure> {
  scrubTracing(environment)
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(present)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    return fail({ kind: 'bad-setting', message: `Settings in the environment: ${lines.join('; ')}.` })
  }
  const env = parsed.data
  const dataFolder = path.resolve(env.GALLEY_DATA)
  const secrets = readSecrets(dataFolder)
  if (!secrets.ok) return secrets
  const apiKey = env.OPENAI_API_KEY ?? secrets.value.OPENAI_API_KEY
  return ok({
    dataFolder,
    store: env.DATABASE_URL
      ? { engine: 'postgres', url: env.DATABASE_URL, schema: 'galley' }
      : { engine: 'sqlite', path: path.join(dataFolder, 'galley.db') },
    host: '127.0.0.1',
    port: env.GALLEY_PORT,
    author: env.GALLEY_AUTHOR,
    // A local endpoint needs no key, so an address alone is enough.
    model:
      apiKey || env.OPENAI_BASE_URL
        ? {
            apiKey: apiKey ?? null,
            baseUrl: env.OPENAI_BASE_URL ?? defaultBaseUrl,
            model: env.GALLEY_MODEL ?? defaultModel,
            modelIsDefault: env.GALLEY_MODEL === undefined,
          }
        : null,
  })
}
