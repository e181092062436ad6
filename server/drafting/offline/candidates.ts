/** The sentences of a paper that can stand alone in a list: whole, readable, and not leaning on the one before. */
import type { Block, PaperText } from '../../papers/schema.ts'
import { foldSpace } from '../../text/normalize.ts'
import { sentences } from '../../text/sentences.ts'
import { words } from '../../text/tokens.ts'
import { blockWorth } from '../block-worth.ts'

export type Candidate = {
  text: string
  block: Block
  /** Order in the paper. */
  order: number
  /** Position in its block, 0..1. */
  place: number
  /** Of its block; see block-worth.ts: 0 abstract, 1 introduction, 2 method, 3 results, 4 limitations, 5 conclusion. */
  worth: number
}

/** Related work, appendix and the rest speak of other things; taken only where a paper has nothing else. */
const lastOwnSection = 5
const enough = 4

export function candidates(paper: PaperText): Candidate[] {
  const worth = blockWorth(paper.blocks)
  const all: Candidate[] = []
  for (const [index, block] of paper.blocks.entries()) {
    const value = worth[index] ?? null
    if (value === null || (block.kind !== 'abstract' && block.kind !== 'paragraph') || !isReadable(paper, block))
      continue
    const spans = sentences(block.text)
    for (const [at, { start, end }] of spans.entries()) {
      const text = standalone(foldSpace(block.text.slice(start, end)))
      if (text !== null) all.push({ text, block, order: all.length, place: at / spans.length, worth: value })
    }
  }
  const own = all.filter((candidate) => candidate.worth <= lastOwnSection)
  return own.length >= enough ? own : all
}

const isReadable = (paper: PaperText, block: Block) =>
  block.spans.every(({ pageIndex }) => ['ok', 'ocr'].includes(paper.pages[pageIndex]?.quality.state ?? ''))

const label = /^(?:abstract|summary)\s*[.:—–-]*\s+(?=[A-Z])/i
/** Adds nothing once the sentence before is gone. */
const connective =
  /^(?:(?:Moreover|Furthermore|In addition|Additionally|Also|Besides|Overall|Finally|Specifically|In particular|In summary|In conclusion|To summari[sz]e|(?:In order )?to (?:address|solve|tackle|overcome|mitigate|remedy|alleviate) (?:this|these|the) \w+|(?:To|Towards) this end|Based on (?:this|these) \w+)),\s+/i
const leansOnBefore =
  /^(?:(?:This|These|Those|That|Such|It|They|He|She|Its|Their|His|Her|Both|Either|Neither|Another|Others?|There|So|And|Or|Nor|Here|Doing so)\b|The (?:former|latter|above|following|same)\b)/
const namesItself =
  /^(?:This (?:paper|work|study|article|report|survey|thesis|review)\b|Here,? we\b|In this (?:paper|work)\b)/
const caption =
  /^(?:Fig(?:ure)?s?|Tables?|Algorithm|Theorem|Lemma|Proposition|Corollary|Definition|Proof|Remark|Example|Sections?|Appendix|Equation|Keywords?|Index Terms|Copyright|Received|Accepted|Permission|Correspondence|Proceedings)\b\.?/
const headingThenText =
  /^(?:(?:Introduction|Conclusions?|Discussion|Results?|Methods?|Experiments?|Evaluation|Background|Limitations?|Overview|Motivation)\s+\p{Lu}|\p{Lu}{4,}\s+\p{Lu}\p{Ll}|(?:\p{Lu}{2,}[\s,:–-]+){3})/u
const notProse =
  /https?:|www\.|@|\bdoi\b|arXiv:|©|[=∈∑∏∫≤≥∥∂∇∀∃�]|\[\[|\]\]|\\[a-z]+|(?:\b\p{L} ){4,}|\.{3,}|[\p{Script=Greek}≜∆§`∞]|\s[,;.]|\d \d+(?:\.\d+)+\.$|\b(?:thank|acknowledg\w*|funded by|supported by|grant|publisher|copyright|supplementary|camera-ready|space (?:limit|constraint)\w*)\b|^\W*\d+\W*$/iu
const verb =
  /\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|may|might|will|would|should|must|we|I|let)\b|\b\p{Ll}{3,}(?:s|ed|es|ing)\b/u

/** The sentence as it can stand in a list, or null: headers, captions, stubs, formulas and hanging pronouns are out. */
export function standalone(sentence: string): string | null {
  const bare = sentence.replace(label, '').replace(connective, '')
  const text = bare === sentence ? sentence : bare.charAt(0).toUpperCase() + bare.slice(1)
  const count = words(text).length
  if (count < 7 || count > 45) return null
  if (!/^["“]?\p{Lu}/u.test(text) || !/[.!?]["”’)]*$/.test(text)) return null
  if (leansOnBefore.test(text) && !namesItself.test(text)) return null
  if (caption.test(text) || headingThenText.test(text) || notProse.test(text) || !verb.test(text)) return null
  if (times(text, '(') !== times(text, ')') || times(text, '[') !== times(text, ']')) return null
  const ink = text.replace(/\s/g, '').length
  return (text.match(/\p{L}/gu)?.length ?? 0) / ink >= 0.75 ? text : null
}

const times = (text: string, character: string) => text.split(character).length - 1
