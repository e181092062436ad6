/** The middle column: the issue's entries in order, and its own lines below them. */
import type { IssueEntryView, IssueView } from '../../server/roundup/schema.ts'
import { EntryRow } from './entry-row.tsx'
import { SavedField } from './saved-field.tsx'
import type { IssueActions } from './use-issue-actions.ts'
import styles from './pane.module.css'

type Props = {
  view: IssueView
  chosen: IssueEntryView | undefined
  locked: boolean
  actions: IssueActions
  onPoint: (paperId: string) => void
}

export function EntriesPane({ view, chosen, locked, actions, onPoint }: Props) {
  const { issue, entries, lint } = view
  // That an entry has changed since is said by its own words in the row.
  const findings = (paperId: string) =>
    lint.filter((finding) => finding.paperId === paperId && finding.kind !== 'changed-since').length
  return (
    <section className={styles.pane} aria-label="This issue" data-pane tabIndex={-1}>
      <h2>
        This issue {entries.length}{' '}
        <span>
          about {view.words.toLocaleString('en')} words, {view.readingMinutes} min to read
        </span>
      </h2>
      <ol>
        {entries.map((entry, index) => (
          <EntryRow
            key={entry.paperId}
            entry={entry}
            place={index + 1}
            active={entry === chosen}
            locked={locked}
            findings={findings(entry.paperId)}
            onPoint={() => onPoint(entry.paperId)}
            onStar={() => actions.star(entry)}
            onRefresh={() => actions.refresh(entry.paperId)}
            onMove={(by) => actions.move(entry.paperId, by)}
          />
        ))}
      </ol>
      {entries.length === 0 && (
        <p className={styles.none}>Nothing in it yet. Approve a paper in Review, then add it here with +.</p>
      )}
      <div className={styles.lines}>
        <SavedField
          label="Sponsor line"
          rows={1}
          value={issue.sponsor}
          disabled={locked}
          onSave={(sponsor) => actions.changeLines({ sponsor })}
        />
        <SavedField
          label="Intro"
          rows={2}
          value={issue.intro}
          disabled={locked}
          onSave={(intro) => actions.changeLines({ intro })}
        />
        <SavedField
          label="Outro"
          rows={2}
          value={issue.outro}
          disabled={locked}
          onSave={(outro) => actions.changeLines({ outro })}
        />
      </div>
    </section>
  )
}
