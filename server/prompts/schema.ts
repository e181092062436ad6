/** The nouns of prompts: a prompt file with its parts, and what can be wrong with one. */
import { z } from 'zod'
import type { Failure } from '../result.ts'

/** What a prompt may be called. */
export const promptName = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** Between the `---` lines at the head of a prompt file; nothing else may stand there. */
export const FrontMatter = z.strictObject({
  name: z.string().regex(promptName, 'a kebab-case name'),
  purpose: z.string().min(1),
  /** `part`: text that is put into prompts as a value (style card, examples), without `# System` and `# User`. */
  kind: z.enum(['prompt', 'part']).default('prompt'),
  /** What the program asks it for; only those for `draft` are offered to draft with. */
  use: z.enum(['draft', 'condense', 'fit-length', 'rewrite', 'check-claims', 'repair-json']).default('draft'),
  /** `any`, or the name of the only model it is meant for. */
  model: z.string().min(1).default('any'),
  parameters: z
    .strictObject({
      temperature: z.number().min(0).max(2).optional(),
      maxOutputTokens: z.number().int().positive().optional(),
    })
    .default({}),
  /** Names that may stand in double braces. */
  variables: z.array(z.string().regex(/^[a-z]\w*$/i, 'a name of letters, digits and _')).default([]),
})
export type FrontMatter = z.infer<typeof FrontMatter>

export type Prompt = {
  name: string
  purpose: string
  use: FrontMatter['use']
  model: string
  temperature?: number
  maxOutputTokens?: number
  variables: string[]
  /** Templates: `{{name}}` is a variable, everything else is literal. */
  system: string | null
  user: string
  /** The whole file, and its hex SHA-256: the version. */
  text: string
  sha: string
}

export type PromptPart = { name: string; purpose: string; text: string; sha: string }

/** A prompt file as it was read; `text` is all of it, `sha` its hex SHA-256. */
export type PromptFile = { name: string; purpose: string; text: string; sha: string } & (
  { kind: 'prompt'; prompt: Prompt } | { kind: 'part'; part: PromptPart }
)

/** Where a prompt file is wrong; line and column count from 1. */
export type PromptProblem = { line: number; column: number; message: string }

export type PromptError = Failure<'prompt-not-found' | 'prompt-broken'> & { problems?: PromptProblem[] }

/** `createdAt` null: shipped, and not used yet. */
export type PromptVersion = { sha: string; text: string; createdAt: string | null }

/** One name as the page shows it: the version in use, and all that there are. */
export type PromptView = {
  name: string
  purpose: string
  kind: 'prompt' | 'part'
  /** Null for parts. */
  use: FrontMatter['use'] | null
  sha: string
  text: string
  /** False: it follows the shipped file, also when an upgrade changes it. */
  chosen: boolean
  /** The shipped version as it is now; null for a prompt of the editor's own. */
  shippedSha: string | null
  /** Newest first. */
  versions: Omit<PromptVersion, 'text'>[]
}
