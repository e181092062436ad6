/** A sibling: ResNet-32 where the passage that covers the sentence has only ResNet-50. */
import { coverage } from './closest-passage.ts'
import type { Evidence } from './evidence.ts'
import { namesOf } from './names.ts'
import type { PaperIndex } from './paper-index.ts'
import type { Check } from './schema.ts'
import { contentTerms } from './terms.ts'

const leastCoverage = 0.4

export function checkSibling(text: string, evidence: Evidence, index: PaperIndex): Check | null {
  const content = contentTerms(text)
  for (const name of namesOf(text)) {
    const [, family, number] = /^(.*?\p{L}.*?)[-–]?(\d+)$/u.exec(name.text) ?? []
    if (!family || !number || family.length < 2) continue
    for (const core of evidence.core) {
      const members = numbersAfter(core.text, family)
      if (members.length === 0 || members.includes(number) || coverage(content, core.terms, index) <= leastCoverage)
        continue
      return { kind: 'entity', why: `The sentence has "${name.text}", the passage "${family}-${members[0]}".` }
    }
  }
  return null
}

function numbersAfter(text: string, family: string): string[] {
  const spaced = family.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replace(/[-–]/g, '[-–]?')
  const members = new RegExp(String.raw`(?<!\p{L})${spaced}[-–]?(\d+)(?![\d.])`, 'giu')
  return [...text.matchAll(members)].map((match) => match[1]!)
}
