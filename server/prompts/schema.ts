/** The nouns of prompts: a prompt file with its parts, and what can be wrong with one. */
import { z } from 'zod'
import type { Failure } from '../result.ts'

/** Between the `---` lines at the head of a prompt file; nothing else may stand there. */
export const FrontMatter = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'a kebab-case name'),
  purpose: z.string().min(1),
  /** `part`: text that is put into prompts as a value (style card, examples), without `# System` and `# User`. */
  kind: z.enum(['prompt', 'part']).default('prompt'),
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

/** Where a prompt file is wrong; line and column count from 1. */
export type PromptProblem = { line: number; column: number; message: string }

export type PromptError = Failure<'prompt-not-found' | 'prompt-broken'> & { problems?: PromptProblem[] }

export type PromptVersion = { sha: string; text: string; createdAt: string }
