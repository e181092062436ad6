/** Sentences of a paper that talk to a language model: shown to the editor, never obeyed. */
import { foldSpace } from '../text/normalize.ts'
import { sentences } from '../text/sentences.ts'

/** A cheap look before a block is split into sentences. */
const worthALook =
  /language model|\bLLMs?\b|\bAIs?\b|ignore|disregard|instruction|prompt|assistant|chatbot|positive review|reviewer|\byou (?:must|should|have to|are required)\b/i

const instructions: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget)\b.{0,30}\b(?:previous|prior|above|earlier|preceding|all|other|your)\b.{0,30}\b(?:instruction|prompt|direction|rule|text)s?\b/i,
  /\b(?:give|write|provide|output|produce|only)\b.{0,30}\bpositive (?:review|summary|assessment|feedback)\b/i,
  /\bdo not (?:highlight|mention|report|include|list)\b.{0,30}\b(?:negative|weakness|limitation|flaw)/i,
  /\b(?:note|instructions?|message|attention|important)\b.{0,20}\b(?:to|for)\s+(?:the |any |all )?(?:AI|LLM|(?:large )?language model|chatbot|AI assistant|AI reviewer)s?\b.{0,5}(?::|,|—|\bplease\b|\bmust\b|\bshould\b)/i,
  /\bdear (?:AI|LLM|(?:large )?language model|chatbot|assistant)\b/i,
  /\b(?:if you are|as) an? (?:AI|LLM|(?:large )?language model|AI assistant)\b.{0,60}\b(?:must|should|please|do not|write|say|output|recommend|include|rate)\b/i,
  /\b(?:AI|LLM|language model|AI assistant)s? (?:reading|reviewing|summari[sz]ing|processing) this\b/i,
  /\byou (?:must|should|are required to|have to)\b.{0,40}\b(?:recommend|accept|praise|rate|respond|reply|summari[sz]e)\b.{0,40}\b(?:paper|this work|accept\w*|JSON|positive\w*)\b/i,
]

/** @returns the sentences, white space folded, each once, cut to 300 characters. Never throws. */
export function findInstructions(blocks: readonly { text: string }[]): string[] {
  const found = new Set<string>()
  for (const { text } of blocks) {
    if (!worthALook.test(text)) continue
    for (const { start, end } of sentences(text)) {
      const sentence = foldSpace(text.slice(start, end))
      if (instructions.some((pattern) => pattern.test(sentence))) found.add(sentence.slice(0, 300).toWellFormed())
    }
  }
  return [...found]
}
