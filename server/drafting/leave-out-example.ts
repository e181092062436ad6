/** The examples of a prompt without those about the very paper that is drafted. */
import { ok } from '../result.ts'
import { squeeze } from '../text/normalize.ts'
import type { PromptSource } from './prepare-request.ts'

/** Examples are headed `### Example A (on "TITLE"; …)`: one about the paper at hand would be its own answer. */
export function withoutExampleOf(title: string, prompts: PromptSource): PromptSource {
  const wanted = squeeze(title).text
  return {
    find: prompts.find,
    async part(name) {
      const part = await prompts.part(name)
      if (!part.ok || wanted === '') return part
      const pieces = part.value.text.split(/^(?=### )/m)
      const kept = pieces.filter(
        (piece) => !piece.startsWith('### ') || !squeeze(piece.split('\n')[0]!).text.includes(wanted),
      )
      return ok({ ...part.value, text: kept.join('').trim() })
    },
  }
}
