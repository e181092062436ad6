/** What the checks said of each sentence, without where: kept beside a grounding, which is twenty times as long. */
import { doubtsOf, flagsOf } from '../grounding/to-look-at.ts'
import type { Grounding, SecondLook } from '../grounding/schema.ts'
import type { SentenceSigns } from './schema.ts'

export const signsOf = ({ sentences, pagesNotRead }: Grounding): SentenceSigns[] =>
  sentences.map((sentence) => ({
    text: sentence.text,
    status: sentence.status,
    flags: flagsOf(sentence, pagesNotRead),
  }))

/** With what a model's second look, which is kept apart, said of the sentences. */
export const withDoubts = (signs: readonly SentenceSigns[], looks: ReadonlyMap<string, SecondLook>): SentenceSigns[] =>
  signs.map((sign) =>
    sign.status === 'own' ? sign : { ...sign, flags: [...sign.flags, ...doubtsOf(looks.get(sign.text))] },
  )
