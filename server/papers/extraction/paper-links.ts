/** The addresses that a paper gives of its own: code, data, project pages. Pure; nothing rather than something wrong. */
import type { Box, PaperLink, PaperText } from '../schema.ts'
import type { AnnotatedLink } from './annotated-links.ts'
import { isOwn, type PrintedLink } from './printed-links.ts'

type Read = Pick<PaperText, 'pages' | 'blocks' | 'arxivId' | 'doi'>

/** "Our code is available here": the address is not printed, the link knows it. */
const offer =
  /\b(?:code|implementation|data ?sets?|data|models?|weights|demo|website|project page)\b[^.]{0,40}(?:\bavailable\b|\breleased\b|\bopen.?sourced?\b|\bhere\b|\bat this (?:url|link|address)\b)/i
/** A page of an author or a licence says nothing of the paper. */
const elsewhere = /^https?:\/\/(?:www\.)?(?:orcid\.org|creativecommons\.org|crossmark\.crossref\.org|crossref\.org)\b/i
const repository =
  /^https?:\/\/(?:www\.)?(?:github\.com|gitlab\.[a-z.]+|bitbucket\.org|codeberg\.org|huggingface\.co)\/[^/]+/i
const mostLinks = 50

/** The pages whose annotations are worth reading (each takes a millisecond, and a page of citations has a hundred). */
export function pagesToAsk({ blocks }: Read, printed: readonly PrintedLink[]): number[] {
  const given = new Set(printed.filter(({ url }) => url !== null).map(({ block }) => block))
  const offered = blocks.filter((block) => isOwn(block) && !given.has(block) && offer.test(block.text))
  const pages = [
    ...printed.filter(({ url }) => url === null).map(({ pageIndex }) => pageIndex),
    ...offered.flatMap(({ spans }) => spans.map(({ pageIndex }) => pageIndex)),
  ]
  return [...new Set(pages)].toSorted((a, b) => a - b)
}

/**
 * @param annotated by page index, of the pages that were asked
 * @returns in page order, each address once: what link annotations lead to, and what is printed without one
 */
export function paperLinks(
  paper: Read,
  printed: readonly PrintedLink[],
  annotated: ReadonlyMap<number, readonly AnnotatedLink[]>,
): PaperLink[] {
  const links = new Map<string, PaperLink>()
  const foreign = paper.blocks.filter((block) => !isOwn(block)).flatMap(({ boxes }) => boxes)
  for (const { pageIndex } of paper.pages) {
    const others = foreign.filter((box) => box.pageIndex === pageIndex).map(({ box }) => box)
    const led = (annotated.get(pageIndex) ?? []).filter(({ box }) => !others.some((other) => meets(box, other)))
    const bare = printed.filter((link) => link.pageIndex === pageIndex && !led.some(({ box }) => meets(box, link.box)))
    for (const { url } of [...led, ...bare]) {
      if (url === null || elsewhere.test(url) || isItself(url, paper) || links.has(keyOf(url))) continue
      links.set(keyOf(url), { url, kind: repository.test(url) ? 'code' : 'other', pageIndex })
    }
  }
  return [...links.values()].slice(0, mostLinks)
}

const keyOf = (url: string): string =>
  url
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/\/+$/, '')
    .toLowerCase()

const isItself = (url: string, { arxivId, doi }: Read): boolean =>
  (arxivId !== null && /arxiv\.org\//i.test(url) && url.includes(arxivId)) ||
  (doi !== null && url.toLowerCase().includes(doi))

const meets = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
