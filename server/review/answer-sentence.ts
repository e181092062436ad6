/** The use case "the editor says whether a sentence is right": the flags it carries are answered with it. */
import { flagsOf } from '../grounding/to-look-at.ts'
import type { PaperId } from '../papers/schema.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Grounder } from './ground-revision.ts'
import type { FlagAnswer, ReviewError, SentenceAnswer } from './schema.ts'
import { sentenceNotSaved } from './sentence-at-head.ts'
import type { ReviewStore } from './store.ts'

export type SentenceWord = { paperId: PaperId; sentence: string; answer: SentenceAnswer | null }

/**
 * What was said of the sentence before is taken back first; `null` only does that.
 * @returns the flags that were answered; for `wrong` without a flag one `missed`. `sentence-not-found` where the newest saved
 *   text has no such sentence to be wrong
 */
export async function answerSentence(
  { review, grounder }: { review: ReviewStore; grounder: Grounder },
  { paperId, sentence, answer }: SentenceWord,
): Promise<Result<FlagAnswer[], ReviewError>> {
  const head = await review.head(paperId)
  const checked = head && (await grounder.checkRevision(head))
  const found = checked?.grounding.sentences.find((one) => one.text === sentence)
  if (answer === 'wrong' && (!head || !found)) return fail(sentenceNotSaved)
  return review.together(async () => {
    await review.lockPaper(paperId)
    await review.takeBackAnswers(paperId, sentence)
    if (answer === null) return ok([])
    if (answer === 'right') await review.addChecked(paperId, sentence)
    if (!head || !checked || !found) return ok([])
    const raised: FlagAnswer['flag'][] = flagsOf(found, checked.grounding.pagesNotRead).map((flag) => flag.kind)
    const kinds = raised.length === 0 && answer === 'wrong' ? ['missed' as const] : [...new Set(raised)]
    const answers = kinds.map((flag): FlagAnswer => ({
      sentence,
      status: found.status,
      flag,
      answer: answer === 'right' ? 'dismissed' : 'agreed',
    }))
    for (const one of answers) await review.addFlagAnswer(head, one)
    return ok(answers)
  })
}
