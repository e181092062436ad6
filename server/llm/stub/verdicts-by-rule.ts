/** The stub's verdicts on claims beside passages (prompts/check-claims.md): its rule knows numbers and shared words, nothing else. */
import { foldSpace } from '../../text/normalize.ts'
import { readNumbers } from '../../text/numbers.ts'

export const isChecking = (prompt: string) => prompt.includes('You compare sentences of a draft with passages')

type Verdict = { claim: number; verdict: string; words: string }

/** @param how the verdicts miss the form; null for good ones */
export function verdictsByRule(prompt: string, how: 'fenced' | 'one-missing' | 'invented-words' | null): string {
  const fence = /<<<PAPER\n([\s\S]*)\nPAPER>>>/.exec(prompt)?.[1] ?? ''
  const claims = fence.split(/^(?=Claim \d+: )/m).filter((part) => part.startsWith('Claim '))
  const verdicts = claims.map((claim): Verdict => {
    const verdict = verdictOn(claim)
    return how === 'invented-words' ? { ...verdict, verdict: 'says otherwise', words: 'words of no paper' } : verdict
  })
  const json = JSON.stringify({ verdicts: how === 'one-missing' ? verdicts.slice(1) : verdicts })
  return how === 'fenced' ? `\`\`\`json\n${json}\n\`\`\`` : json
}

/**
 * By the passage that shares most words with the claim, half of them at least: where a number of the claim stands in none of its
 * passages and this one has another, it says otherwise; else it says so.
 */
function verdictOn(part: string): Verdict {
  const [first = '', ...passages] = part.trim().split(/\nPassage, p\. \d+: /)
  const claim = Number(/^Claim (\d+)/.exec(first)?.[1])
  const text = first.replace(/^Claim \d+: /, '')
  const words = wordsOf(text)
  const shared = passages.map((passage) => [...words].filter((word) => wordsOf(passage).has(word)).length)
  const best = Math.max(0, ...shared)
  const passage = passages[shared.indexOf(best)]
  if (passage === undefined || best * 2 < words.size) return { claim, verdict: 'does not say', words: '' }
  const known = new Set(passages.flatMap(figures))
  const other = figures(text).some((number) => !known.has(number)) ? readNumbers(passage)[0] : undefined
  const at = other ? passage.slice(0, other.start).split(' ').length - 1 : 0
  const quoted = foldSpace(passage).split(' ')
  const from = Math.max(0, Math.min(at - 2, quoted.length - 5))
  return { claim, verdict: other ? 'says otherwise' : 'says so', words: quoted.slice(from, from + 5).join(' ') }
}

const wordsOf = (text: string) => new Set(text.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
const figures = (text: string) => readNumbers(text).map((number) => number.value)
