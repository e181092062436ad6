/** "The first", "best", "all", "always" where the passages have no such word: a narrow list, since house style exaggerates. */
import type { Evidence } from './evidence.ts'
import type { PaperIndex } from './paper-index.ts'
import type { Check } from './schema.ts'

/** "The first row", "the first month": one of several, and no claim to have come before others. */
const ofSeveral = String.raw`(?! (?:step|time|layer|stage|part|of|row|column|cell|line|word|token|sentence|section|example|sample|iteration|epoch|round|pass|phase|half|block|term|case|day|week|month|year|author|one|two|three|few|\d)\b)`
const first = new RegExp(
  String.raw`\b(?:is|are|was|as|were|be)\s+(?:also )?(?:the|its|their) first\b${ofSeveral}|\bfirst (?:work|model|paper|system|method|approach|study|algorithm)\b|\bfirst to \p{L}+`,
  'iu',
)
const firstInPaper = new RegExp(
  String.raw`\b(?:the first\b${ofSeveral}|first to|(?:for the|the) first time|to (?:our|the best of our) knowledge)`,
  'i',
)
const best = /\bbest (?:way|method|approach|model|system|known|possible)\b/i
const bestInPaper = /\bbest\b|state[- ]of[- ]the[- ]art|outperform/i
/** A whole that is claimed, and words that leave nothing over. */
const whole =
  /\b(?:(?:in|for|on|across) all|in every|all (?:kinds|types|sorts)|any|entirely|completely|always|fully|guarantee\p{L}*|prove[sn]?|master\p{L}*)\b/giu
/** "Always going to", "all the time", "all three", "for all its …", "any of this": no claim about a whole. */
const harmlessAfter =
  /^ (?:going|the time|the threads|in all|three|two|four|five|six|seven|eight|nine|ten|but|its|their|this|that|of (?:this|that|it)|more|way|other|\d|few|one of|layer|step|time|case but)\b/i
const harmlessBefore = /\b(?:at|after|above|of|not|no|without|nearly|almost)(?: \p{L}+)?(?: for)? $/iu

export function checkOverclaim(text: string, evidence: Evidence, index: PaperIndex): Check | null {
  const near = [...evidence.near].map((at) => index.sentences[at]!.text).join('\n')
  const core = evidence.core
    .map((part) => part.text)
    .join('\n')
    .toLowerCase()
  const say = (word: string): Check => ({ kind: 'overclaim', why: `The passages do not say "${word}".` })
  const claimsFirst = first.exec(text)
  if (claimsFirst && !firstInPaper.test(near)) return say(claimsFirst[0])
  const claimsBest = best.exec(text)
  if (claimsBest && !bestInPaper.test(near)) return say(claimsBest[0])
  for (const match of text.matchAll(whole)) {
    const before = text.slice(Math.max(0, match.index - 12), match.index)
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 16)
    if (harmlessAfter.test(after) || harmlessBefore.test(before)) continue
    const word = /\b(?:all|any|every)\b/.exec(match[0].toLowerCase())?.[0] ?? match[0].toLowerCase().slice(0, 7)
    if (!new RegExp(String.raw`\b${word}`).test(core)) return say(match[0])
  }
  return null
}
