/** What a row of the list says, and which rows a tab shows. Pure. */
import type { PaperRow } from '../../server/desk/schema.ts'

export type Tab = 'all' | 'to-review' | 'drafting' | 'approved' | 'skipped'
export const tabs: readonly { tab: Tab; name: string }[] = [
  { tab: 'all', name: 'All' },
  { tab: 'to-review', name: 'To review' },
  { tab: 'drafting', name: 'Drafting' },
  { tab: 'approved', name: 'Approved' },
  { tab: 'skipped', name: 'Skipped' },
]

/** A paper that is being read, or can't be, still waits for the editor. */
export function inTab(row: PaperRow, tab: Tab): boolean {
  if (tab === 'all') return row.stage !== 'skipped'
  if (tab === 'to-review') return row.stage === 'to-review' || row.stage === 'reading' || row.stage === 'unreadable'
  return row.stage === tab
}

/** Every word of the filter in the title, the authors, the arXiv id or the file's name. */
export function matchesFilter(row: PaperRow, filter: string): boolean {
  const { title, authors, arxivId, fileName } = row.paper
  const hay = [title, ...authors, arxivId ?? '', fileName].join(' ').toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word))
}

/** "draft 2", "draft 2, stopped early", "no draft yet". */
export function draftWords(draft: PaperRow['draft']): string {
  if (!draft) return 'no draft yet'
  const more = {
    streaming: ', being written',
    complete: '',
    incomplete: ', incomplete',
    interrupted: ', interrupted',
    failed: ', failed',
    unreadable: ': too little to read',
  }[draft.status]
  return `draft ${draft.number}${more}`
}
