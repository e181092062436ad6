/** Turns what was measured into the card that goes into the prompt. */
import type { LengthProfile, Spread, StyleProfile } from './schema.ts'

/**
 * Markdown, one bullet a trait, only traits that were measured. It holds figures and no sentence of a past issue, so that
 * its slips are not learnt and its words not copied.
 */
export function styleCard(profile: StyleProfile): string {
  if (profile.entries === 0) return ''
  const lines = [
    lengthLine(profile),
    sentenceLine(profile),
    openingLine(profile),
    numberLine(profile),
    voiceLine(profile),
    neverLine(profile),
  ]
  return `## House style card\nMeasured on ${sourcesOf(profile)}.\n${lines.flatMap((line) => (line ? [`- ${line}`] : [])).join('\n')}\n`
}

function sourcesOf({ issues, approved, entries }: StyleProfile): string {
  const imported = `${counted(issues, 'issue', 'issues')} with ${counted(entries - approved, 'entry', 'entries')}`
  const own = counted(approved, 'approved entry', 'approved entries')
  return approved === 0 ? imported : issues === 0 ? own : `${imported} and ${own}`
}

function lengthLine({ starred, plain }: StyleProfile): string {
  const part = (name: string, { words, paragraphs }: LengthProfile) =>
    words.n === 0
      ? []
      : [
          `${name} run ${range(words)} words in ${range(paragraphs)} short ${paragraphs.max === 1 ? 'paragraph' : 'paragraphs'}`,
        ]
  return `Lengths: ${[...part('starred entries', starred), ...part('the others', plain)].join('; ')}.`
}

function sentenceLine({ sentencesPerParagraph, wordsPerSentence }: StyleProfile): string | null {
  if (sentencesPerParagraph.median === null || wordsPerSentence.median === null) return null
  return `Usually ${counted(sentencesPerParagraph.median, 'sentence', 'sentences')} a paragraph, about ${Math.round(wordsPerSentence.median)} words a sentence.`
}

function openingLine({ openings }: StyleProfile): string {
  const count = (kind: string) => openings.filter((opening) => opening.kind === kind).length
  const some = (kind: string, text: string) => (count(kind) > 0 ? ` ${count(kind)} of ${openings.length} ${text}.` : '')
  const begin = 'Opening: the hook, or straight what is done.'
  const verb = some('verb', 'drop the subject and begin with the verb')
  const question = some('question', 'open with a question')
  return `${begin}${verb}${question}${count('this-paper') === 0 ? ' None begins with "This paper" or "The authors".' : ''}`
}

function numberLine({ numbersPerEntry: { min, median, max }, arrows }: StyleProfile): string | null {
  if (min === null || median === null || max === null) return null
  const span = max === 0 ? 'none' : min === max ? String(max) : `${min} to ${max} an entry, usually ${median}`
  return `Numbers: ${span}${arrows > 0 ? '; a result as before → after, with its metric and size' : ''}.`
}

function voiceLine(profile: StyleProfile): string {
  const { contractionsPer100Words, questionShare, firstPersonShare } = profile
  const traits = ['talks to one colleague']
  traits.push((contractionsPer100Words ?? 0) >= 0.3 ? 'contractions' : 'no contractions')
  if ((questionShare ?? 0) > 0)
    traits.push(`a question in about ${Math.round((questionShare ?? 0) * 10)} of 10 entries`)
  const own = firstPersonShare ?? 0
  traits.push(
    own > 0 ? `"I" in ${Math.max(1, Math.round(own * 100))} of 100 sentences, where the editor has a view` : 'no "I"',
  )
  return `Voice: ${traits.join('; ')}.`
}

function neverLine({ neverUsed }: StyleProfile): string | null {
  return neverUsed.length === 0 ? null : `Never used: ${neverUsed.map((phrase) => `"${phrase}"`).join(', ')}.`
}

const range = ({ min, max }: Spread) => (min === max ? String(max) : `${min} to ${max}`)
const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`
