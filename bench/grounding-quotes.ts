/** Quotes: disturbed, with words changed, of other papers; and whether the boxes cover the words. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { random, seedOf, type Random } from '../evals/statistics/random.ts'
import { boxesOf } from '../server/grounding/anchor-boxes.ts'
import { anchorQuote } from '../server/grounding/anchor-quote.ts'
import type { Anchor } from '../server/grounding/schema.ts'
import { squeeze } from '../server/text/normalize.ts'
import type { Measures } from './bench.ts'
import type { GoldPaper } from './grounding-papers.ts'

const cases = 1000

type Standing = { paper: GoldPaper; sentence: string; pages: ReadonlySet<number> }

export async function quoteMeasures(gold: readonly GoldPaper[], say: (line: string) => void): Promise<Measures> {
  const standing = gold.flatMap(whereTheyStand)
  const all = gold.reduce((sum, paper) => sum + paper.sentences.length, 0)
  say(
    `${standing.length} of ${all} gold sentences of 8 words and more stand whole in the text; quotes are made of those`,
  )
  const draw = random(seedOf('grounding quotes'))
  const found: { standing: Standing; anchor: Anchor; quote: string }[] = []
  let disturbedRight = 0
  let changedRight = 0
  for (let index = 0; index < cases; index += 1) {
    const chosen = standing[index % standing.length]!
    const quote = disturb(chosen.sentence, draw)
    const result = anchorQuote(quote, chosen.paper.index)
    if (result.ok && isRightPage(result.value.anchor, chosen)) {
      disturbedRight += 1
      if (result.value.anchor.match !== 'approximate')
        found.push({ standing: chosen, anchor: result.value.anchor, quote })
    }
    const changed = anchorQuote(changeWords(chosen.sentence, 1 + (index % 3), chosen.paper, draw), chosen.paper.index)
    if (changed.ok && isRightPage(changed.value.anchor, chosen) && changed.value.anchor.match === 'approximate')
      changedRight += 1
  }
  return {
    quoteDisturbed: disturbedRight / cases,
    quoteWordsChanged: changedRight / cases,
    boxesRight: await boxesRight(found, say),
    falseAnchors: falseAnchors(gold, draw),
  }
}

/** On which pages a sentence's letters begin, looked up page by page (and over one break), apart from the code under test. */
function whereTheyStand(paper: GoldPaper): Standing[] {
  const letters = paper.index.paper.pages.map((page) => squeeze(page.text).text)
  return paper.sentences.flatMap((sentence) => {
    const wanted = squeeze(sentence).text
    const pages = letters.flatMap((page, at) => {
      const place = (page + (letters[at + 1] ?? '')).indexOf(wanted)
      return place >= 0 && place < page.length ? [at] : []
    })
    return pages.length > 0 ? [{ paper, sentence, pages: new Set(pages) }] : []
  })
}

const isRightPage = (anchor: Anchor, { pages }: Standing) => pages.has(anchor.spans[0]!.pageIndex)

/** One or two of: ligatures, hyphens at made-up line ends, case, quotation marks, white space, line breaks. */
function disturb(sentence: string, draw: Random): string {
  const kinds: ((text: string) => string)[] = [
    (text) => text.replace(/ffi/g, 'ﬃ').replace(/fi/g, 'ﬁ').replace(/fl/g, 'ﬂ').replace(/ff/g, 'ﬀ'),
    (text) => text.replace(/\p{L}{7,}/gu, (word) => (draw() < 0.3 ? `${word.slice(0, 4)}-\n${word.slice(4)}` : word)),
    (text) => (draw() < 0.5 ? text.toUpperCase() : text.toLowerCase()),
    (text) => `“${text.replaceAll("'", '’').replaceAll('-', '–')}”`,
    (text) => text.replace(/ /g, () => (draw() < 0.3 ? '   ' : draw() < 0.1 ? '' : ' ')),
    (text) => text.replace(/ /g, () => (draw() < 0.15 ? '\n' : ' ')),
  ]
  const pick = () => kinds[Math.floor(draw() * kinds.length)]!
  return draw() < 0.5 ? pick()(sentence) : pick()(pick()(sentence))
}

/** Words replaced by other words of the paper, dropped or put in; never the same word again. */
function changeWords(sentence: string, count: number, paper: GoldPaper, draw: Random): string {
  const list = sentence.split(/\s+/)
  const { words } = paper.index.words
  for (let change = 0; change < count; change += 1) {
    const at = Math.floor(draw() * list.length)
    let other = words[Math.floor(draw() * words.length)]!
    while (other === squeeze(list[at]!).text || !/\p{L}{3}/u.test(other))
      other = words[Math.floor(draw() * words.length)]!
    const kind = draw()
    if (kind < 0.6) list[at] = other
    else if (kind < 0.8) list.splice(at, 1)
    else list.splice(at, 0, other)
  }
  return list.join(' ')
}

/** Sentences of other papers that are anchored all the same; one paper is there twice and is not held against itself. */
function falseAnchors(gold: readonly GoldPaper[], draw: Random): number {
  const twins = new Set(['acc_robust_sls', 'arxiv_robust_sls'])
  let anchored = 0
  for (let index = 0; index < cases;) {
    const paper = gold[Math.floor(draw() * gold.length)]!
    const other = gold[Math.floor(draw() * gold.length)]!
    if (paper === other || other.sentences.length === 0 || (twins.has(paper.name) && twins.has(other.name))) continue
    index += 1
    if (anchorQuote(other.sentences[Math.floor(draw() * other.sentences.length)]!, paper.index).ok) anchored += 1
  }
  return anchored / cases
}

/** The words that another program (pdftotext) draws inside the boxes spell the quote: nine letters in ten, and no tenth more. */
async function boxesRight(
  found: readonly { standing: Standing; anchor: Anchor; quote: string }[],
  say: (line: string) => void,
): Promise<number | null> {
  const words = new Map<string, DrawnWord[][]>()
  let right = 0
  for (const { standing, anchor } of found) {
    const { file, index } = standing.paper
    if (!words.has(file)) {
      const drawn = await drawnWords(file)
      if (!drawn) {
        say(
          'boxesRight: null, since pdftotext, which says where another program sees the words, is not on this machine',
        )
        return null
      }
      words.set(file, drawn)
    }
    const boxes = boxesOf(anchor.spans, index.paper)
    const inside = words
      .get(file)!
      .flatMap((page, pageIndex) =>
        page.filter((word) =>
          boxes.some(
            ({ pageIndex: at, box }) =>
              at === pageIndex &&
              word.x >= box[0] - 1 &&
              word.x <= box[2] + 1 &&
              word.y >= box[1] - 1 &&
              word.y <= box[3] + 1,
          ),
        ),
      )
    const spelt = squeeze(inside.map((word) => word.text).join('')).text
    const wanted = squeeze(anchor.quote).text
    const common = commonLetters(spelt, wanted)
    if (common >= 0.9 * wanted.length && common >= 0.9 * spelt.length) right += 1
  }
  return found.length === 0 ? null : right / found.length
}

type DrawnWord = { text: string; x: number; y: number }

async function drawnWords(file: string): Promise<DrawnWord[][] | null> {
  try {
    const { stdout } = await promisify(execFile)('pdftotext', ['-cropbox', '-bbox', file, '-'], { maxBuffer: 1 << 28 })
    return stdout
      .split('<page ')
      .slice(1)
      .map((page) =>
        [...page.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</g)].map(
          ([, x0, y0, x1, y1, text]) => ({
            text: text!
              .replaceAll('&amp;', '&')
              .replaceAll('&lt;', '<')
              .replaceAll('&gt;', '>')
              .replaceAll('&quot;', '"')
              .replaceAll('&apos;', "'"),
            x: (Number(x0) + Number(x1)) / 2,
            y: (Number(y0) + Number(y1)) / 2,
          }),
        ),
      )
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Letters in common, whatever their order. */
function commonLetters(a: string, b: string): number {
  const counts = new Map<string, number>()
  for (const letter of a) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  let common = 0
  for (const letter of b) {
    const count = counts.get(letter) ?? 0
    if (count > 0) common += 1
    counts.set(letter, count - 1)
  }
  return common
}
