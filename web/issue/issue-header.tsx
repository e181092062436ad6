/** The head of the page: which issue, its date and title, and the way out. */
import type { ReactNode } from 'react'
import type { IssueView } from '../../server/roundup/schema.ts'
import { Button } from '../ui/button.tsx'
import { SavedField } from './saved-field.tsx'
import type { IssueActions } from './use-issue-actions.ts'
import styles from './pane.module.css'

type Props = { view: IssueView; locked: boolean; actions: IssueActions; switcher: ReactNode; onExport: () => void }

export function IssueHeader({ view, locked, actions, switcher, onExport }: Props) {
  const { issue } = view
  return (
    <>
      <h1 className="visually-hidden">Issue of {issue.date}</h1>
      {switcher}
      <SavedField
        look="date"
        label="Date of the issue"
        value={issue.date}
        disabled={locked}
        onSave={(date) => actions.changeLines({ date })}
      />
      <SavedField
        look="title"
        label="Title"
        value={issue.title}
        placeholder={view.suggestedTitle}
        disabled={locked}
        onSave={(title) => actions.changeLines({ title })}
      />
      <Button command="issue.suggest" disabled={locked} onClick={actions.suggestTitle}>
        Suggest
      </Button>
      {issue.publishedAt && <span className={styles.published}>✓ published {issue.publishedAt.slice(0, 10)}</span>}
      <Button look="main" command="issue.export" onClick={onExport}>
        Export
      </Button>
    </>
  )
}
