/** What a model's verdicts on claims are worth: a reply in the asked form, and words that stand in a passage. Pure. */
import { z } from 'zod'
import type { ClaimBesidePassages, SecondLook } from '../grounding/schema.ts'
import { fail, ok, type Failure, type Result } from '../result.ts'
import { squeeze } from '../text/normalize.ts'

const Reply = z.object({
  verdicts: z.array(
    z.object({
      claim: z.number().int(),
      verdict: z.enum(['says so', 'says otherwise', 'does not say']),
      words: z.string().nullish(),
    }),
  ),
})
export type Verdict = z.infer<typeof Reply>['verdicts'][number]

/** Fewer stand in many a passage, and settle nothing. */
const fewestWords = 3

/** JSON, in a code fence or not; anything else is `unreadable-verdict`, its message fit to be sent back. Never throws. */
export function readVerdicts(reply: string): Result<Verdict[], Failure<'unreadable-verdict'>> {
  const bare = reply.trim().replace(/^```\w*\s*\n([\s\S]*?)\n\s*```$/, '$1')
  try {
    const read = Reply.safeParse(JSON.parse(bare))
    return read.success ? ok(read.data.verdicts) : fail(unreadable(z.prettifyError(read.error)))
  } catch {
    return fail(unreadable('it is not JSON.'))
  }
}

const unreadable = (message: string) => ({ kind: 'unreadable-verdict' as const, message })

/** @param verdicts those on this claim: only exactly one is a verdict */
export function lookOf({ sentence, passages }: ClaimBesidePassages, verdicts: readonly Verdict[]): SecondLook {
  const [verdict] = verdicts
  if (!verdict || verdicts.length > 1)
    return { sentence, state: 'check-error', why: `The model gave ${verdicts.length} verdicts on this sentence.` }
  if (verdict.verdict === 'does not say') return { sentence, state: 'does-not-say' }
  const words = (verdict.words ?? '').trim()
  const letters = squeeze(words).text
  const passage = passages.find(({ text }) => squeeze(text).text.includes(letters))
  if (!passage || words.split(/\s+/).length < fewestWords)
    return {
      sentence,
      state: 'check-error',
      why: 'The model named no words of a passage that its verdict could rest on.',
    }
  const state = verdict.verdict === 'says so' ? 'says-so' : 'says-otherwise'
  return { sentence, state, words, pageNumber: passage.pageNumber }
}
