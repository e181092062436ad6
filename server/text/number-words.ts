/** Numbers written in words: "one hundred thousand", "twenty-five per cent", "twice", "a third", "sixth". */
import type { NumberUnit, ReadNumber } from './numbers.ts'

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ')
const scales: Record<string, number> = { hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 }

const values = new Map<string, number>([
  ...ones.map((word, index): [string, number] => [word, index]),
  ...tens.map((word, index): [string, number] => [word, 20 + 10 * index]),
])
/** Factors and parts in one or two words; all soft, since prose uses them loosely. */
const multiples: Record<string, { value: number; unit: NumberUnit }> = {
  twice: { value: 2, unit: 'times' },
  thrice: { value: 3, unit: 'times' },
  double: { value: 2, unit: 'times' },
  triple: { value: 3, unit: 'times' },
  half: { value: 0.5, unit: '' },
  halve: { value: 0.5, unit: '' },
  'a third': { value: 1 / 3, unit: '' },
  'one third': { value: 1 / 3, unit: '' },
  'two thirds': { value: 2 / 3, unit: '' },
  'a quarter': { value: 0.25, unit: '' },
  'three quarters': { value: 0.75, unit: '' },
  'a fifth': { value: 0.2, unit: '' },
  'an order of magnitude': { value: 10, unit: 'times' },
}

const one = `(?:${[...ones].toSorted((a, b) => b.length - a.length).join('|')})`
const ten = `(?:${tens.join('|')})`
const scale = `(?:${Object.keys(scales).join('|')})`
const small = `(?:${ten}[- ]${one}|${ten}|${one})`
/** "one hundred and twenty-eight thousand five hundred": after a scale, what is left over, which may have its scale in turn. */
const cardinal = `(?:${small}|(?:a|an)(?= ${scale}))(?:[- ]${scale}(?:[- ](?:and )?${small}(?!-\\p{L}))?)*`
const multiple = `(?:twice|thrice|doubl(?:e[sd]?|ing)|tripl(?:e[sd]?|ing)|half|halves|halv(?:ed|ing)|(?:a|one|two)[- ]thirds?|(?:a|three)[- ]quarters?|a fifth|an order of magnitude)`
/** Matches candidates; `readNumberWords` decides. */
export const numberWordPattern = new RegExp(
  `(?<![\\p{L}\\d])(?:(?<multiple>${multiple})|(?<ordinal>${ordinals.join('|')})|(?<vague>${scale}s)|(?<cardinal>${cardinal})(?<unit>[\\s-]per\\s?cent(?:age points?)?|\\s?%|[\\s-]times|[\\s-]?fold|[\\s-](?:percentage )?points?)?)(?!\\p{L})`,
  'giu',
)

/** @returns the number behind a match of `numberWordPattern`, or null where the words count nothing ("one-liner") */
export function readNumberWords(plain: string, match: RegExpExecArray): ReadNumber | null {
  const groups = match.groups!
  const start = match.index
  const end = start + match[0].length
  const base = {
    start,
    end,
    text: match[0],
    alternatives: [],
    decimals: 0,
    scale: 1,
    approximate: false,
    spelled: true,
    soft: true,
    year: false,
  }
  if (groups['multiple']) {
    const word = groups['multiple'].toLowerCase().replace('-', ' ')
    const key = /^doubl/.test(word) ? 'double' : /^tripl/.test(word) ? 'triple' : /^hal[fv]/.test(word) ? 'half' : word
    const known = multiples[key] ?? multiples[`${key}s`] ?? multiples[key.replace(/s$/, '')]
    return known ? { ...base, ...known, decimals: known.value < 1 ? 2 : 0 } : null
  }
  if (groups['ordinal']) {
    const value = ordinals.indexOf(groups['ordinal'].toLowerCase()) + 1
    return { ...base, value, unit: '', soft: value < 4 }
  }
  if (groups['vague'])
    return { ...base, value: scales[groups['vague'].toLowerCase().slice(0, -1)]!, unit: '', approximate: true }
  const value = cardinalValue(groups['cardinal']!)
  const unit = unitOf(groups['unit'] ?? '')
  // "zero-shot", "one-liner", "two-stage": a way of naming more often than a count.
  const compound = /^-\p{L}/u.test(plain.slice(end, end + 2)) && value < 4
  if (compound && value < 2) return null
  return { ...base, value, unit, soft: unit === '' && (value === 1 || compound) }
}

function cardinalValue(written: string): number {
  let total = 0
  let open = 0
  for (const word of written.toLowerCase().split(/[\s-]+/)) {
    if (word === 'and') continue
    const factor = scales[word]
    if (factor === undefined) open += word === 'a' || word === 'an' ? 1 : (values.get(word) ?? 0)
    else if (factor === 100) open = (open || 1) * factor
    else {
      total += (open || 1) * factor
      open = 0
    }
  }
  return total + open
}

function unitOf(written: string): NumberUnit {
  const unit = written.trim().toLowerCase()
  if (/point/.test(unit)) return 'points'
  if (/%|cent/.test(unit)) return 'percent'
  return /times|fold/.test(unit) ? 'times' : ''
}
