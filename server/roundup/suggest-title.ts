/** Suggests the issue's title in the house form from its entries. */
import type { HouseLines, IssueEntry } from './schema.ts'

type Titled = Pick<IssueEntry, 'heading' | 'starred' | 'label'>

/** How many entries the title names. */
const labelCount = 3

/**
 * `2026-11-29 arXiv roundup: label, label, label`, or as the house's format has it. Entries that the editor labelled come first in the choice, then starred
 * ones, then the rest; the labels stand in the order of the entries.
 * @param date `YYYY-MM-DD`; not zero-padded in the title
 */
export function suggestTitle(
  date: string,
  entries: readonly Titled[],
  house: Pick<HouseLines, 'roundupName' | 'titleFormat'>,
): string {
  const rank = (entry: Titled) => (entry.label ? 0 : entry.starred ? 1 : 2)
  const chosen = new Set(entries.toSorted((a, b) => rank(a) - rank(b)).slice(0, labelCount))
  const labels = entries.filter((entry) => chosen.has(entry)).map((entry) => entry.label ?? suggestLabel(entry.heading))
  const named = labels.filter((label) => label !== '').join(', ')
  const values: Record<string, string> = { date: unpaddedDate(date), name: house.roundupName, labels: named }
  const title = house.titleFormat.replaceAll(/\{(date|name|labels)\}/g, (_all, key: string) => values[key] ?? '')
  // Without labels nothing stands behind the colon.
  return named === '' ? title.replace(/[\s:;,–—|-]+$/u, '') : title
}

export const unpaddedDate = (date: string): string => date.split('-').map(Number).join('-')

/** Words that open a title and name nothing. */
const opener =
  /^(?:a|an|the|on|towards?|understanding|improving|learning|rethinking|revisiting|exploring|analyzing|robust|efficient|effective|fast|simple|scalable|very|and|your|our)$/i
/** Where the name of the thing ends and what is said of it begins. */
const turn =
  /^(?:with|without|for|in|on|of|or|than|via|using|by|from|through|to|at|as|beyond|under|over|against|across|is|are|can|do|does|need|needs|be|and|that|when|where|towards?|[-–—|])$/i
/** Named after people: capitals inside a label. */
const eponym =
  /^(?:Bayes|Bayesian|Gaussian|Markov|Monte|Carlo|Hessian|Jacobian|Fourier|Wasserstein|Lipschitz|Boltzmann|Adam|Newton|Langevin|Laplace|Riemannian|Hopfield|Bellman)\b/

/** A title that asks: its thing stands behind the verb. */
const question = /^(?:how|what|why|when|where|which|do|does|is|are|can)\b.*?\b(?:is|are|do|does|can|should|to)\s+/i

/** The name before a colon, else a capitalised name, else the first noun phrase; at most three words, sentence case. */
export function suggestLabel(heading: string): string {
  const title = heading
    .replace(/[*_`"“”]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const head = /^(.{2,40}?)\s*(?::\s|\s[-–—]\s)/.exec(title)?.[1]
  const named = wordsOf(head ?? title)
  if (head && named.length <= 3) return sentenceCase(named)
  const name = named.find(isName)
  if (name) return name
  return sentenceCase(nounPhrase(wordsOf((head ?? title).split(/\?\s/)[0]!.replace(question, ''))))
}

const wordsOf = (text: string) => text.split(' ').map((word) => word.replace(/[.,;:?!]+$/, ''))

/** Up to three words from the first that names something; "Training of Deep Networks" is about the networks. */
function nounPhrase(words: readonly string[]): string[] {
  const rest = words.slice(
    Math.max(
      0,
      words.findIndex((word) => !opener.test(word)),
    ),
  )
  const to = rest.findIndex((word, index) => index > 0 && turn.test(word))
  const behind = rest[to + 1]
  if (to === 1 && /^of$/i.test(rest[1]!) && behind !== undefined) return nounPhrase(rest.slice(2))
  return (to < 0 ? rest : rest.slice(0, to)).slice(0, 3)
}

/** RankGen, EXACT, ResNet-152, k-NN++: more capitals or digits than a plain word has. */
const isName = (word: string) =>
  /^(?=\P{Lu}*\p{Lu})\p{L}[\p{L}\p{N}+-]*$/u.test(word) &&
  /^.+\p{Lu}(?!\p{Ll}*-)|\d/u.test(word) &&
  !/^\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)+$/u.test(word)

const sentenceCase = (words: readonly string[]) =>
  words.map((word, index) => (index === 0 || isName(word) || eponym.test(word) ? word : word.toLowerCase())).join(' ')
