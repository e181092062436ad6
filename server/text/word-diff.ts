/** What changed between two texts, word by word, white space included. */
import { diffWordsWithSpace } from 'diff'

export type DiffPiece = { kind: 'same' | 'removed' | 'added'; text: string }

/**
 * Pieces in reading order, a removal before the addition that replaces it, never two of a kind in a row.
 * `same` + `removed` give `before`, `same` + `added` give `after`, character for character.
 */
export function wordDiff(before: string, after: string): DiffPiece[] {
  const pieces: DiffPiece[] = []
  let removed = ''
  let added = ''
  const flush = () => {
    if (removed !== '') pieces.push({ kind: 'removed', text: removed })
    if (added !== '') pieces.push({ kind: 'added', text: added })
    removed = added = ''
  }
  for (const change of diffWordsWithSpace(before, after)) {
    if (change.removed) removed += change.value
    else if (change.added) added += change.value
    else {
      flush()
      pieces.push({ kind: 'same', text: change.value })
    }
  }
  flush()
  return pieces
}
