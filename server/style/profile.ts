/** Measures the style of past issues: lengths, voice, numbers, openings. */
import { countWords } from '../text/count-words.ts'
import { houseLint } from '../text/house-lint.ts'
import { readNumbers } from '../text/numbers.ts'
import { sentences } from '../text/sentences.ts'
import { words } from '../text/tokens.ts'
import type { ImportedEntry, ImportedIssue, LengthProfile, OpeningKind, StyleProfile } from './schema.ts'
import { spreadOf } from './spread.ts'

/** Looked for in past issues; what never stands there is named on the card. */
const stockPhrases = [
  'this paper',
  'the authors propose',
  'novel',
  'state-of-the-art',
  'groundbreaking',
  'revolutionary',
  'paves the way',
  'sheds light',
  'leverages',
  'utilizes',
  'delves',
  'crucial',
]

/** An entry's prose and what is counted in it; call-outs count as words, not as sentences or paragraphs. */
type Measured = { entry: ImportedEntry; prose: string; words: number; paragraphs: number; sentences: string[] }

/**
 * Numbers are counts or shares as `StyleProfile` says; without entries nothing is measured.
 * @param approved entries that stand in no imported issue
 */
export function profileOf(issues: readonly ImportedIssue[], approved: readonly ImportedEntry[] = []): StyleProfile {
  const entries = [...issues.flatMap((issue) => issue.entries), ...approved].map(measure)
  const allSentences = entries.flatMap((entry) => entry.sentences)
  const allWords = entries.flatMap((entry) => words(entry.prose))
  const allProse = entries.map((entry) => entry.prose.toLowerCase().replaceAll('’', "'")).join('\n\n')
  const paragraphs = entries.flatMap(({ entry }) => entry.paragraphs)
  return {
    issues: issues.length,
    approved: approved.length,
    entries: entries.length,
    starred: lengths(entries.filter(({ entry }) => entry.starred)),
    plain: lengths(entries.filter(({ entry }) => !entry.starred)),
    callOuts: paragraphs.filter((paragraph) => paragraph.kind === 'call-out').length,
    sentencesPerParagraph: spreadOf(
      paragraphs.filter((paragraph) => paragraph.kind === 'prose').map((paragraph) => sentences(paragraph.text).length),
    ),
    wordsPerSentence: spreadOf(allSentences.map(countWords)),
    firstPersonShare: share(allSentences, (sentence) =>
      words(sentence).some((word) => /^(?:i(?:'\p{L}+)?|me|my|mine|myself)$/u.test(word)),
    ),
    contractionsPer100Words:
      allWords.length === 0 ? null : (100 * allWords.filter(isContraction).length) / allWords.length,
    questionShare: share(entries, (entry) => entry.sentences.some((sentence) => /\?["”’]*$/.test(sentence))),
    numbersPerEntry: spreadOf(
      entries.map((entry) => readNumbers(entry.prose).filter((number) => !number.soft && !number.year).length),
    ),
    arrows: (allProse.match(/\d[^\s]*\s*(?:→|->)\s*\S*\d/g) ?? []).length,
    openings: entries.map(({ entry, sentences: [first = ''] }) => ({
      heading: entry.heading,
      words: first.split(/\s+/).slice(0, 4).join(' '),
      kind: openingKind(first),
    })),
    neverUsed: entries.length === 0 ? [] : stockPhrases.filter((phrase) => !allProse.includes(phrase)),
    slips: entries.flatMap(slipsOf),
  }
}

/** "10 entries, 2 starred, 36-364 words". */
export function profileLine(profile: StyleProfile): string {
  const shortest = Math.min(profile.starred.words.min ?? Infinity, profile.plain.words.min ?? Infinity)
  const longest = Math.max(profile.starred.words.max ?? 0, profile.plain.words.max ?? 0)
  const count = `${profile.entries} ${profile.entries === 1 ? 'entry' : 'entries'}, ${profile.starred.words.n} starred`
  const range = shortest === longest ? longest : `${shortest}-${longest}`
  return profile.entries === 0 ? 'no entries' : `${count}, ${range} words`
}

function measure(entry: ImportedEntry): Measured {
  const written = entry.paragraphs.filter((paragraph) => paragraph.kind !== 'figure')
  const prose = written.map((paragraph) => paragraph.text).join('\n\n')
  return {
    entry,
    prose,
    words: countWords(prose),
    paragraphs: written.filter((paragraph) => paragraph.kind === 'prose').length,
    sentences: written
      .filter((paragraph) => paragraph.kind === 'prose')
      .flatMap(({ text }) => sentences(text).map(({ start, end }) => text.slice(start, end))),
  }
}

const lengths = (entries: readonly Measured[]): LengthProfile => ({
  words: spreadOf(entries.map((entry) => entry.words)),
  paragraphs: spreadOf(entries.map((entry) => entry.paragraphs)),
  sentences: spreadOf(entries.map((entry) => entry.sentences.length)),
})

/** Null for no items: nothing to judge is not 0. */
const share = <T>(items: readonly T[], test: (item: T) => boolean): number | null =>
  items.length === 0 ? null : items.filter(test).length / items.length

/** "it's", "don't", "they'll"; not the possessive of a name, which no rule tells from "the model's ready". */
const isContraction = (word: string) =>
  /^(?:\p{L}+n't|\p{L}+'(?:re|ve|ll|d|m)|(?:it|that|there|here|what|who|how|he|she|let|where)'s)$/u.test(word)

function openingKind(sentence: string): OpeningKind {
  if (/\?["”’]*$/.test(sentence)) return 'question'
  if (/^(?:in )?this (?:paper|work|article|study)\b|^the authors?\b/i.test(sentence)) return 'this-paper'
  // "Analyzes two …", "Proposes to …": a third person without its subject. "Results show" has its subject.
  const [first = '', second = ''] = sentence.split(/\s+/)
  const takesObject = /^(?:an?|the|to|that|how|why|whether|two|three|several|this|it|their|[\p{Ll}-]+ly|\p{Lu}\S*)$/u
  return /^\p{Lu}\p{Ll}{2,}s$/u.test(first) &&
    !/^(?:This|Its|Results|Does|Was|Has|Always|Perhaps)$/.test(first) &&
    takesObject.test(second)
    ? 'verb'
    : 'other'
}

function slipsOf({ entry, prose }: Measured): { heading: string; message: string }[] {
  return houseLint(prose)
    .filter((finding) => finding.kind === 'doubled-word' || finding.kind === 'stray-punctuation')
    .map((finding) => {
      const around = prose
        .slice(Math.max(0, finding.start - 25), finding.end + 25)
        .replace(/\s+/g, ' ')
        .trim()
      return { heading: entry.heading, message: `${finding.message} "…${around}…"` }
    })
}
