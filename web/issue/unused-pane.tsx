/** The left column: what is approved and in no issue yet. */
import type { ApprovedPaper } from '../../server/roundup/schema.ts'
import { UnusedRow } from './unused-row.tsx'
import styles from './pane.module.css'

type Props = {
  papers: readonly ApprovedPaper[]
  chosen: ApprovedPaper | undefined
  locked: boolean
  onPoint: (paperId: string) => void
  onAdd: (paper: ApprovedPaper) => void
}

export function UnusedPane({ papers, chosen, locked, onPoint, onAdd }: Props) {
  return (
    <section className={styles.pane} aria-label="Approved, not used" data-pane tabIndex={-1}>
      <h2>Approved, not used {papers.length}</h2>
      <ul>
        {papers.map((paper) => (
          <UnusedRow
            key={paper.paperId}
            paper={paper}
            active={paper === chosen}
            locked={locked}
            onPoint={() => onPoint(paper.paperId)}
            onAdd={() => onAdd(paper)}
          />
        ))}
      </ul>
      {papers.length === 0 && <p className={styles.none}>Nothing approved is left over.</p>}
    </section>
  )
}
