/** Where the newest reading has a passage that was marked on it, or on an earlier one. */
import { findAgain, stillStands } from '../grounding/find-again.ts'
import type { PaperIndex } from '../grounding/paper-index.ts'
import type { Anchor } from '../grounding/schema.ts'
import type { PaperText } from '../papers/schema.ts'

/**
 * @param text the newest reading
 * @param index of the same reading; only asked for (it takes half a second to build) when the anchor does not fit any more
 * @returns null where that reading does not have the words, or has them in several places alike
 */
export function placeAnchor(anchor: Anchor, text: PaperText, index: () => PaperIndex): Anchor | null {
  if (stillStands(anchor, text)) return anchor
  const found = findAgain(anchor, index())
  return found.ok ? found.value : null
}
