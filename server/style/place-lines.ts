/** Gives every line of a past issue its place: title, sponsor, intro, entry, outro, or none. */
import { readTitle } from './issue-title.ts'
import { guessHeadings } from './plain-lines.ts'
import { paragraphOf } from './paragraph.ts'
import type { ImportedEntry, ImportedIssue, IssueLine } from './schema.ts'
import { stripStar } from './star.ts'

type Placed = Omit<ImportedIssue, 'format'>

/**
 * Lines in the order of the file. Never throws, loses none: what fits nowhere is `unplaced`.
 * @param tidy the file was written by hand as an issue, so that a word alone is text of its entry and not a button
 */
export function placeLines(read: readonly IssueLine[], { tidy }: { tidy: boolean }): Placed {
  const titleAt = findTitle(read)
  const title = titleAt < 0 ? undefined : read[titleAt]
  const issue: Placed = {
    date: null,
    title: '',
    labels: [],
    sponsor: null,
    intro: [],
    entries: [],
    outro: [],
    unplaced: [],
  }
  if (title && title.kind !== 'rule') Object.assign(issue, { title: title.text }, readTitle(title.text))

  const lines = withHeadings(read.filter((_, index) => index !== titleAt))
  const level = entryLevel(lines)
  const isEntry = (line: IssueLine) => line.kind === 'heading' && (line.level === level || stripStar(line.text).starred)
  const lastEntry = lines.findLastIndex(isEntry)
  let entry: ImportedEntry | null = null
  let ended = false
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'rule') ended ||= index > lastEntry && lastEntry >= 0
    else if (ended) issue.outro.push(line.text)
    else if (line.kind === 'heading' && isEntry(line)) {
      const { starred, text } = stripStar(line.text)
      entry = { heading: text, starred, link: line.link, paragraphs: [] }
      issue.entries.push(entry)
    } else if (line.kind === 'heading' && (!entry || line.level < level))
      issue.unplaced.push({ line: line.line, text: line.text })
    else if (!entry) issue.intro.push(line.text)
    else if (line.kind === 'heading')
      entry.paragraphs.push({ kind: 'prose', text: `${'#'.repeat(line.level)} ${line.text}` })
    else if (!tidy && /^https?:\S+$/.test(line.text) && !entry.link) entry.link = line.text
    else if (!tidy && isLeftOver(lines, index)) issue.unplaced.push({ line: line.line, text: line.text })
    else entry.paragraphs.push(paragraphOf(line.text, textOf(lines[index + 1])))
  }
  takeSponsor(issue)
  return issue
}

/** The first line that reads like a title; else a lone heading above all others. -1 when there is none. */
function findTitle(lines: readonly IssueLine[]): number {
  const early = lines.slice(0, 12).findIndex((line, index) => {
    if (line.kind === 'rule' || stripStar(line.text).starred) return false
    const read = readTitle(line.text)
    // Without a date only the very first line can be one: a paper may have "digest" in its title.
    return read !== null && (read.date !== null || index === 0)
  })
  if (early >= 0) return early
  const headings = lines.filter((line) => line.kind === 'heading')
  const first = headings[0]
  if (!first || headings.slice(1).some((line) => line.level <= first.level) || headings.length < 2) return -1
  return lines.indexOf(first)
}

function withHeadings(lines: readonly IssueLine[]): IssueLine[] {
  if (lines.some((line) => line.kind === 'heading')) return [...lines]
  // Mail editors often write a heading as a paragraph in bold.
  const bold = lines.map((line): IssueLine => {
    const text =
      line.kind === 'text' && /^(?:\S+\s+)?\*\*[^*]+\*\*$/.test(line.text) ? line.text.replaceAll('**', '') : null
    return text === null ? line : { kind: 'heading', line: line.line, text, level: 2, link: null }
  })
  return bold.some((line) => line.kind === 'heading') ? bold : guessHeadings(lines)
}

/** The level of starred headings, else the largest level whose headings mostly stand directly above text. */
function entryLevel(lines: readonly IssueLine[]): number {
  const headings = lines.flatMap((line, index) =>
    line.kind === 'heading' ? [{ ...line, above: lines[index + 1]?.kind === 'text' }] : [],
  )
  const starred = headings.find((line) => stripStar(line.text).starred)
  if (starred) return starred.level
  const levels = [...new Set(headings.map((line) => line.level))].toSorted((a, b) => a - b)
  const aboveText = (level: number) => {
    const here = headings.filter((line) => line.level === level)
    return here.filter((line) => line.above).length / here.length
  }
  return levels.find((level) => aboveText(level) >= 0.5) ?? levels[0] ?? 2
}

/** A word or two above the next entry ("Share", "Like"): not a sentence, and not part of the entry. */
function isLeftOver(lines: readonly IssueLine[], index: number): boolean {
  const line = lines[index]
  const next = lines[index + 1]
  if (line?.kind !== 'text' || (next && next.kind === 'text')) return false
  return line.text.split(/\s+/).length <= 3 && !/[.!?:…)]["”’*]*$/.test(line.text)
}

const textOf = (line: IssueLine | undefined) => (line?.kind === 'text' ? line.text : null)

/** The first line under the title when it names a sponsor, or stands in italics as in our own export. */
function takeSponsor(issue: Placed): void {
  const [first] = issue.intro
  if (first === undefined) return
  const italic = /^([*_])(?!\1)([^]+?)\1$/.exec(first)
  if (!italic && !/\b(?:sponsor\w*|made possible by|brought to you by|supported by|thanks to)\b/i.test(first)) return
  issue.sponsor = italic?.[2] ?? first
  issue.intro.shift()
}
