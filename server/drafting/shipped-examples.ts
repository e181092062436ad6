/** The examples of a draft: the nearest past entries of a library, or, without one, those that are shipped. */
import { parseExemplars } from '../style/exemplar-text.ts'
import { createKnownEntries } from '../style/known-entries.ts'
import { nearestExemplars, type ExemplarRequest } from '../style/nearest-exemplars.ts'
import type { Exemplar } from '../style/schema.ts'
import type { PromptSource } from './prepare-request.ts'

export type Example = Exemplar
export type Examples = (request: ExemplarRequest) => Promise<Example[]>

export const shippedExamples =
  (prompts: Pick<PromptSource, 'part'>): Examples =>
  (request) =>
    nearestExemplars(
      { pastEntries: createKnownEntries(async () => []), markedText: async () => null, shipped: () => read(prompts) },
      request,
    )

async function read(prompts: Pick<PromptSource, 'part'>): Promise<Exemplar[]> {
  const part = await prompts.part('exemplars')
  if (!part.ok) throw new Error(part.error.message)
  return parseExemplars(part.value.text)
}
