/** The sentence has one side of a pair of opposites, the passage that covers it only the other. */
import { words } from '../text/tokens.ts'
import { coverage } from './closest-passage.ts'
import type { Evidence } from './evidence.ts'
import type { PaperIndex } from './paper-index.ts'
import type { Check } from './schema.ts'
import { contentTerms, stem } from './terms.ts'

const opposites = [
  [
    'better superior best outperform beat exceed surpass overtake ahead win',
    'worse inferior worst underperform behind lose loses lag short',
  ],
  [
    'more higher larger bigger greater increase raise rise grow most highest largest',
    'fewer less lower smaller reduce decrease drop decline fall shrink fewest least lowest smallest',
  ],
  ['faster fastest', 'slower slowest'],
  ['later latest late', 'earlier earliest early'],
  ['after', 'before'],
  ['easier easy simple simpler', 'harder hard difficult'],
  ['top above', 'bottom below'],
  ['infrequently rarely seldom', 'frequently often'],
  ['supervised', 'unsupervised'],
  ['same', 'other different'],
  ['linear', 'nonlinear'],
  ['with', 'without'],
  ['deeper deep', 'shallower shallow'],
  ['long longer', 'short shorter'],
  ['strong stronger', 'weak weaker'],
  ['start', 'end'],
  ['up', 'down downwards'],
]

type Side = { pair: number; side: 0 | 1; word: string }

/** By word and by stem, the sides of the opposites that it says. */
const sidesByWord = new Map<string, Omit<Side, 'word'>[]>()
for (const [pair, sides] of opposites.entries())
  for (const side of [0, 1] as const)
    for (const word of new Set(sides[side]!.split(' ').flatMap((known) => [known, stem(known)])))
      sidesByWord.set(word, [...(sidesByWord.get(word) ?? []), { pair, side }])

/** At .45: 4 faults and no alarm on the labelled drafts; at .40 three alarms. */
const leastCoverage = 0.45

export function checkDirection(text: string, evidence: Evidence, index: PaperIndex): Check | null {
  const ours = sidesOf(text)
  if (ours.length === 0) return null
  const content = contentTerms(text)
  for (const at of new Set(evidence.core.flatMap((core) => core.sentences))) {
    const passage = index.sentences[at]!
    if (passage.table || coverage(content, passage.termSet, index) <= leastCoverage) continue
    const theirs = sidesOf(passage.text)
    for (const said of ours) {
      const opposite = theirs.find((found) => found.pair === said.pair && found.side !== said.side)
      const both = [...ours, ...theirs].filter((found) => found.pair === said.pair)
      const apart = both.every((found) => (ours.includes(found) ? found.side === said.side : found.side !== said.side))
      if (opposite && apart)
        return { kind: 'direction', why: `The sentence has "${said.word}", the passage "${opposite.word}".` }
    }
  }
  return null
}

const idioms = /\bend(?:s|ed|ing)? up\b|\bend-to-end\b/gi

function sidesOf(text: string): Side[] {
  return words(text.replace(idioms, ' ')).flatMap((word) =>
    (sidesByWord.get(word) ?? sidesByWord.get(stem(word)) ?? []).map((side) => ({ ...side, word })),
  )
}
