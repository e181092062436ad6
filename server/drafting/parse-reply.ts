/** What came of a model's reply: the draft, its evidence marks, and what the model has to say to the editor. */
import { cleanText } from '../text/normalize.ts'
import type { EvidenceMark } from '../grounding/schema.ts'
import { readMark } from './reply-marks.ts'
import type { ParsedReply } from './schema.ts'

const tailHead = /^[ \t]*(?:#{1,6}[ \t]+)?(?:[*_]{1,3})?for the editor(?:[*_]{1,3})?[ \t]*:(?:[*_]{1,3})?/gim
const unreadableHead = /^\s*(?:#{1,6}[ \t]+)?(?:[*_]{1,3})?not enough readable text(?:[*_]{1,3})?[ \t]*:/i

/**
 * Take marks and tail out of a reply. The last line that begins with `For the editor:` (bold, as a heading, in any case)
 * starts the tail; a fence around the whole reply and a leading `<think>` part are peeled off. White space before a
 * mark goes with it, so that a run of marks belongs to the sentence before it. Never throws; whatever cannot be read is
 * kept in `broken` or as an `unknown` mark.
 */
export function parseReply(reply: string): ParsedReply {
  const text = unwrap(cleanText(reply))
  const head = [...text.matchAll(tailHead)].at(-1)
  const body = head ? text.slice(0, head.index) : text
  const tail = head ? tailLines(text.slice(head.index + head[0].length)) : []
  if (unreadableHead.test(body)) {
    const unreadable = takeMarks(body)
      .prose.replace(/[*_]{2,}/g, '')
      .replace(/\s+/g, ' ')
      .trim()
    return { prose: '', marks: [], broken: [], tail, unreadable }
  }
  return { ...takeMarks(body), tail, unreadable: null }
}

/** Local models put their thoughts before the answer, and some put the answer into a code fence. */
function unwrap(text: string): string {
  const said = text.replace(/^\s*<think>[\s\S]*?(?:<\/think>|$)/, '').trim()
  return /^```\w*\n([\s\S]*?)\n?```$/.exec(said)?.[1]?.trim() ?? said
}

const tailLines = (text: string) =>
  takeMarks(text)
    .prose.split('\n')
    .map((line) => line.replace(/^\s*(?:[-*+•–]|\d+[.)])\s+/, '').trim())
    .filter((line) => line !== '')

function takeMarks(body: string): Pick<ParsedReply, 'prose' | 'marks' | 'broken'> {
  const text = body.trim()
  const marks: EvidenceMark[] = []
  const broken: string[] = []
  let prose = ''
  let at = 0
  while (at < text.length) {
    const start = text.indexOf('[[', at)
    if (start === -1) {
      prose += text.slice(at)
      break
    }
    prose += text.slice(at, start)
    const run = readRun(text, start)
    broken.push(...run.broken)
    const before = prose.trimEnd()
    const gapBefore = prose.slice(before.length)
    const after = text.slice(run.end)
    const gapAfter = /^\s*/.exec(after)?.[0] ?? ''
    // "as before [[p3: …]]." has its full stop behind the mark: the sentence ends there.
    const stop = /^[ \t]*([.!?…]+["”’)\]]*)(?=\s|$|\[\[)/.exec(after)
    const taken = stop && !/[.!?…]["”’)\]]*$/.test(before) ? (stop[1] ?? '') : ''
    prose = before + taken
    for (const mark of run.marks) marks.push({ ...mark, offset: prose.length })
    at = run.end + (taken ? stop![0].length : gapAfter.length)
    if (!taken && at < text.length) prose += joint(gapBefore, gapAfter, prose, text[at] ?? '')
  }
  return { prose: prose.trimEnd(), marks, broken }
}

/** Marks that follow each other with nothing but spaces between them. */
function readRun(
  text: string,
  start: number,
): { end: number; marks: ReturnType<typeof readMark>['marks'] & {}; broken: string[] } {
  const marks: NonNullable<ReturnType<typeof readMark>['marks']> = []
  const broken: string[] = []
  let end = start
  for (let at = start; text.startsWith('[[', at); at = end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0)) {
    const mark = readMark(text, at, paragraphEnd(text, at))
    if (mark.marks) marks.push(...mark.marks)
    else broken.push(text.slice(at, mark.end).trimEnd())
    end = mark.end
  }
  return { end, marks, broken }
}

function paragraphEnd(text: string, from: number): number {
  const blank = /\n[ \t]*\n/g
  blank.lastIndex = from
  return blank.exec(text)?.index ?? text.length
}

/** What stands where the marks stood: the larger of the two gaps, none before a comma, a space where words would touch. */
function joint(before: string, after: string, prose: string, next: string): string {
  const gap = lineBreaks(before) > lineBreaks(after) ? before : after || before
  if (prose === '') return ''
  if (lineBreaks(gap) > 0) return gap
  if (/[,;:.!?)\]]/.test(next)) return ''
  return gap === '' && /[\p{L}\p{N}]/u.test(next) ? ' ' : gap && ' '
}

const lineBreaks = (gap: string) => gap.split('\n').length - 1
