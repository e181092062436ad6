/** Which headings a block stands under. */
import type { Block } from '../papers/schema.ts'

/** What finding a block's heading takes: `section` is the heading before it, of any level. */
type Placed = Pick<Block, 'kind' | 'section' | 'level'>

/** Index of the nearest heading over a block; of a heading the nearest one of a higher level. Null at the top. */
export function headingOver(blocks: readonly Placed[], { kind, section, level = 1 }: Placed): number | null {
  let at = section
  if (kind !== 'heading') return at !== null && blocks[at] ? at : null
  while (at !== null && (blocks[at]?.level ?? 1) >= level) at = earlier(blocks, at)
  return at
}

/** Indexes of all headings over a block, the nearest first. */
export function headingsOver(blocks: readonly Placed[], block: Placed): number[] {
  const found: number[] = []
  for (let at = headingOver(blocks, block); at !== null; at = headingOver(blocks, blocks[at]!)) found.push(at)
  return found
}

/** The heading before a heading; one that points at itself or forward ends the walk. */
function earlier(blocks: readonly Placed[], at: number): number | null {
  const before = blocks[at]?.section ?? null
  return before !== null && before < at ? before : null
}
