/** A model's second look: which sentences are shown to it beside which passages, and what it said laid over a grounding. Pure. */
import { foldSpace } from '../text/normalize.ts'
import { claimKind } from './claims.ts'
import type { PaperIndex } from './paper-index.ts'
import type { ClaimBesidePassages, GroundedSentence, Grounding, SecondLook } from './schema.ts'

/** A table can be one passage; what it says is at its head. */
const passageCharacters = 1200

/** What a model wrote as a fact of the paper and nobody changed; a sentence without any passage has nothing to be held against. */
export function claimsToAsk({ sentences }: Grounding, index: PaperIndex): ClaimBesidePassages[] {
  return sentences
    .filter(({ status, changed, text }) => status !== 'own' && !changed && claimKind(text) === 'claim')
    .map((sentence) => ({ sentence: sentence.text, passages: passagesOf(sentence, index) }))
    .filter(({ passages }) => passages.length > 0)
}

/** Whole sentences of the paper: those round the quotes, then the nearest ones, none twice. */
function passagesOf({ quotes, passages }: GroundedSentence, index: PaperIndex): ClaimBesidePassages['passages'] {
  const taken = new Set<number>()
  const anchors = [...quotes.flatMap((quote) => quote.anchor ?? []), ...passages.map((passage) => passage.anchor)]
  const found = anchors.flatMap(({ spans }) => {
    const fresh = index.sentencesAt(spans).filter((at) => !taken.has(at))
    for (const at of fresh) taken.add(at)
    const text = foldSpace(fresh.map((at) => index.sentences[at]!.text).join(' '))
    return text === ''
      ? []
      : [{ pageNumber: spans[0]!.pageIndex + 1, text: text.slice(0, passageCharacters).toWellFormed() }]
  })
  return found.slice(0, 3)
}

/** @param looks oldest first; of one sentence the newest that has a verdict counts */
export function looksBySentence(looks: readonly SecondLook[]): Map<string, SecondLook> {
  const bySentence = new Map<string, SecondLook>()
  for (const look of looks)
    if (look.state !== 'check-error' || !bySentence.has(look.sentence)) bySentence.set(look.sentence, look)
  return bySentence
}

/** @param looks as {@link looksBySentence} takes them */
export function withSecondLooks(grounding: Grounding, looks: readonly SecondLook[]): Grounding {
  if (looks.length === 0) return grounding
  const bySentence = looksBySentence(looks)
  const sentences = grounding.sentences.map((sentence) => {
    const secondLook = bySentence.get(sentence.text)
    return secondLook ? { ...sentence, secondLook } : sentence
  })
  return { ...grounding, sentences }
}
