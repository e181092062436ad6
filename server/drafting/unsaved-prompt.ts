/** Prompts as they would be with a text that is not saved yet: for the preview while it is written. */
import { parsePrompt } from '../prompts/parse-prompt.ts'
import type { PromptError } from '../prompts/schema.ts'
import { ok, type Result } from '../result.ts'
import { parseExemplars } from '../style/exemplar-text.ts'
import type { PromptSource } from './prepare-request.ts'
import type { Examples } from './shipped-examples.ts'

type Sources = { prompts: PromptSource; examples: Examples }

/** A prompt stands in for whichever is asked for, a part for the one of its name. */
export function withUnsaved({ prompts, examples }: Sources, text: string): Result<Sources, PromptError> {
  const file = parsePrompt(text, 'as written')
  if (!file.ok) return file
  if (file.value.kind === 'prompt') {
    const { prompt } = file.value
    return ok({ prompts: { ...prompts, find: () => Promise.resolve(ok(prompt)) }, examples })
  }
  const { part } = file.value
  const shipped = part.name === 'exemplars' ? parseExemplars(part.text) : undefined
  return ok({
    prompts: { ...prompts, part: async (name) => (name === part.name ? ok(part) : prompts.part(name)) },
    examples: shipped ? (request) => examples({ ...request, shipped }) : examples,
  })
}
