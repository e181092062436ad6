/** The checked sentences as the editor shows them, and what the PDF shows for the one looked at. Pure. */
import type { GroundingView, PageBox } from '../../server/desk/schema.ts'
import type { PdfMark } from '../pdf/marks.ts'
import { evidenceOf, stateOf, toLookAt } from './evidence.ts'
import { placeSentences } from './place-sentences.ts'
import type { SentenceMark } from './sentence-marks.ts'

export function sentenceMarks(grounding: GroundingView | null, text: string): SentenceMark[] {
  if (!grounding) return []
  return placeSentences(grounding.sentences, text).flatMap(({ index, from, to, changed }) => {
    const sentence = grounding.sentences[index]
    if (!sentence) return []
    const unsure = changed || sentence.checkedByEditor
    const doubts = unsure ? [] : sentence.numbers.filter((number) => number.status === 'missing')
    return [
      {
        index,
        from,
        to,
        state: stateOf(sentence, changed),
        look: toLookAt(sentence).length > 0,
        doubts: doubts.map(({ start, end }) => ({ start: start - sentence.start, end: end - sentence.start })),
      },
    ]
  })
}

type Shown = {
  grounding: GroundingView | null
  sentence: number | null
  passage: number
  /** Places of a number or of a note that were asked for. */
  asked: readonly PageBox[]
  found: { hits: readonly { boxes: readonly PageBox[] }[]; at: number } | null
}

/** The passage looked at is outlined; the sentence's other places and the hits of a search are washes of colour. */
export function pdfMarks({ grounding, sentence, passage, asked, found }: Shown): PdfMark[] {
  const checked = sentence === null ? undefined : grounding?.sentences[sentence]
  const evidence = (checked ? evidenceOf(checked) : []).map((one, index): PdfMark => ({
    id: `evidence-${index}`,
    look: index === passage ? 'active' : 'evidence',
    boxes: one.boxes,
  }))
  const hits = (found?.hits ?? []).map((hit, index): PdfMark => ({
    id: `hit-${index}`,
    look: index === found?.at ? 'active' : 'find',
    boxes: hit.boxes,
  }))
  return [...evidence, ...hits, ...(asked.length > 0 ? [{ id: 'asked', look: 'active' as const, boxes: asked }] : [])]
}
