/** What the editor sets once: the model's address and what it may cost, the house lines and defaults. Keys are not here: see secrets.ts. */
import { z } from 'zod'
import { Length } from '../papers/schema.ts'

/** US dollars for a million tokens; 0 for a model of one's own. */
const Price = z.strictObject({ inputUsd: z.number().min(0).max(10_000), outputUsd: z.number().min(0).max(10_000) })
const limitUsd = z.number().positive().max(1_000_000).nullable()
const modelName = z.string().trim().min(1).max(200)

/** Ends before `/chat/completions`. A key in it would be kept with the settings, where keys must not be. */
export const BaseUrl = z
  .url({ protocol: /^https?$/, error: 'an address that begins with http:// or https://' })
  .max(500)
  .refine(
    (text) => !/^\w+:\/\/[^/]*@|[?#]/.test(text),
    'without a password, a ? or a #: the key has a field of its own',
  )
  // Else the key would go to whoever has a resource of that name.
  .refine((text) => !text.includes('//NAME.'), 'put the name of your resource in place of NAME')
  .transform((text) => text.replace(/\/+$/, ''))

export const Settings = z.object({
  // `z.nullable(…)`, not `….nullable()`: a page that uses a plain value of this file would get all of zod.
  /** Null: none chosen here. What the environment names comes first, see connection.ts. */
  baseUrl: z.nullable(BaseUrl),
  /** The model that drafts; null: the one of the environment, or the default. */
  model: z.nullable(modelName),
  /** The editor's own prices by model; each replaces the listed one. */
  prices: z.record(modelName, Price),
  /** US dollars. The second one holds for a run (an eval run, or all calls of one draft) that names no limit of its own. */
  spendLimitDayUsd: limitUsd,
  spendLimitRunUsd: limitUsd,
  /** Models without a price may be called although a limit is set. */
  allowUnknownPrices: z.boolean(),

  /** Stands below the title of every issue; Markdown, may be empty. */
  sponsor: z.string().max(2000),
  /** "arXiv roundup" in "2022-5-22 arXiv roundup: label, label". */
  roundupName: z.string().min(1).max(100),
  /** How the suggested title of an issue is put together from `{date}`, `{name}` and `{labels}`. */
  titleFormat: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine(
      (text) => !/[{}]/.test(text.replaceAll(/\{(?:date|name|labels)\}/g, '')),
      'knows {date}, {name} and {labels}',
    ),
  /** The length that a new paper is given. */
  defaultLength: Length,
  /** Words and phrases that the house does not print; compared without regard to case. */
  wordsNeverUsed: z.array(z.string().trim().min(1).max(60)).max(200),
  /** With no notes a draft may offer a take, marked as such. */
  takes: z.boolean(),
  /** Approval asks what was fixed, 1 to 5 or nothing. */
  askWhatWasFixed: z.boolean(),
  /** The drawer of ratings in review. */
  rateEntries: z.boolean(),
  /** Drafts written for one request; the best one is shown. */
  bestOf: z.number().int().min(1).max(5),
  /** A model is asked whether the passages bear out each claim. */
  modelCheck: z.boolean(),
})
export type Settings = z.infer<typeof Settings>

export const defaultSettings: Settings = {
  baseUrl: null,
  model: null,
  prices: {},
  spendLimitDayUsd: null,
  spendLimitRunUsd: null,
  allowUnknownPrices: false,
  sponsor: '',
  roundupName: 'arXiv roundup',
  titleFormat: '{date} {name}: {labels}',
  defaultLength: 'normal',
  wordsNeverUsed: [],
  takes: true,
  askWhatWasFixed: false,
  rateEntries: false,
  bestOf: 1,
  modelCheck: false,
}

/** A choice of OpenAI's own endpoint needs no model: this one is taken. */
export const defaultModel = 'gpt-5.2-mini'

/** Where drafts come from. The key never leaves the server; null for a local endpoint that asks for none. */
export type ModelSettings = {
  apiKey: string | null
  baseUrl: string
  model: string
  /** Nobody named the model: Settings may. */
  modelIsDefault?: boolean
}

/** What the page may know of the model: never the key, at most its last four characters. */
export type ModelView = {
  configured: boolean
  name: string
  endpoint: string | null
  key: { from: 'environment' | 'settings'; endsIn: string } | null
  /** What the environment has decided cannot be changed in Settings. */
  fixed: { endpoint: boolean; model: boolean }
}

/** Where the library is, for the page. */
export type PlaceView = { dataFolder: string; store: 'SQLite' | 'PostgreSQL' }

/** Endpoints that speak the chat completions API. `NAME` in a base URL is the editor's to fill in. */
export const providers: readonly { name: string; baseUrl: string; key: 'needed' | 'none'; hint: string }[] = [
  {
    name: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    key: 'needed',
    hint: 'The key is made on the API keys page of the platform.',
  },
  {
    name: 'Azure OpenAI',
    baseUrl: 'https://NAME.openai.azure.com/openai/v1',
    key: 'needed',
    hint: 'Put the name of your resource in place of NAME. The model is the name of your deployment. No api-version is needed at this address.',
  },
  {
    name: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    key: 'needed',
    hint: 'Model names have their maker in front, as in maker/model.',
  },
  {
    name: 'Ollama',
    baseUrl: 'http://127.0.0.1:11434/v1',
    key: 'none',
    hint: 'Runs on this machine. A model is fetched with ollama pull; its window is short unless you set num_ctx.',
  },
  {
    name: 'llama.cpp',
    baseUrl: 'http://127.0.0.1:8080/v1',
    key: 'none',
    hint: 'llama-server answers here. It serves the one model that it was started with, under any name.',
  },
  {
    name: 'vLLM',
    baseUrl: 'http://127.0.0.1:8000/v1',
    key: 'none',
    hint: 'vllm serve answers here. A key is needed only where it was started with --api-key.',
  },
  {
    name: 'LM Studio',
    baseUrl: 'http://127.0.0.1:1234/v1',
    key: 'none',
    hint: 'Start its server on the Developer page first.',
  },
]
