/** All drafts of a paper: what each one says, and taking one over as the text. */
import { useEffect, useRef, useState } from 'react'
import type { DraftSummary, ReviewView } from '../../server/desk/schema.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Key } from '../ui/key.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { useRead } from '../ui/use-api.tsx'
import { MarkdownView } from './markdown-view.tsx'
import { RankParts } from './rank-parts.tsx'
import { clock, draftNews, draftStateWords, rankWords } from './words.ts'
import styles from './drafts-dialog.module.css'

type Props = { view: ReviewView; canWrite: boolean; onAdopt: (draftId: string) => void; onClose: () => void }

export function DraftsDialog({ view, canWrite, onAdopt, onClose }: Props) {
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      view.drafts.findIndex((draft) => draft.id === view.draft?.id),
    ),
  )
  const chosen = view.drafts[at]
  const isText = chosen !== undefined && chosen.id === view.head?.draftId
  const list = useRef<HTMLUListElement>(null)
  // The focus goes along, so that Enter never takes the choice back to where it was.
  useEffect(() => list.current?.querySelectorAll('button')[at]?.focus(), [at])
  const move = (by: number) => setAt((before) => Math.min(view.drafts.length - 1, Math.max(0, before + by)))
  return (
    <Dialog
      title="Drafts of this paper"
      size="wide"
      onClose={onClose}
      keys={[
        { command: 'drafts.next', keys: 'j', label: 'next draft', run: () => move(1) },
        { command: 'drafts.previous', keys: 'k', label: 'previous draft', run: () => move(-1) },
      ]}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          {chosen && (
            <Button look="main" disabled={!canWrite || chosen.words === 0} onClick={() => onAdopt(chosen.id)}>
              {isText ? 'Begin again from this draft' : 'Use this draft as the text'}
            </Button>
          )}
        </>
      }
    >
      <p className={styles.hint}>
        The text of now stays in the history, whichever you choose. <Key command="drafts.next" />{' '}
        <Key command="drafts.previous" /> move
      </p>
      <div className={styles.drafts}>
        <ul ref={list}>
          {view.drafts.map((draft, index) => (
            <li key={draft.id}>
              <button type="button" aria-pressed={index === at} onClick={() => setAt(index)}>
                <strong>Draft {draft.number}</strong>
                <span>
                  {draft.model}, prompt {draft.promptName}
                  {draft.promptSha && ` ${draft.promptSha.slice(0, 8)}`}, {clock(draft.createdAt)}
                </span>
                <DraftState draft={draft} />
              </button>
            </li>
          ))}
        </ul>
        {chosen && <DraftText key={chosen.id} draft={chosen} />}
      </div>
    </Dialog>
  )
}

/** Why a draft has no whole text stands beside it: a word, a glyph and the reason. */
function DraftState({ draft: { status, words, error, rank } }: { draft: DraftSummary }) {
  if (status === 'complete')
    return (
      <span>
        {words} words{rank && `, ${rankWords(rank)}`}
      </span>
    )
  if (status === 'streaming') return <span>… {draftStateWords(status)}</span>
  return (
    <span className={styles.failed}>
      ! {draftStateWords(status)}
      {error && `: ${error.message}`}
    </span>
  )
}

function DraftText({ draft }: { draft: DraftSummary }) {
  const answer = useRead(['review', draft.id, 'draft', draft.status], (api) => api.draft(draft.id))
  if (answer.error) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Loading what="the draft" />
  if (draft.status === 'streaming') return <p className={styles.hint}>Its text is shown here when it is whole.</p>
  return (
    <div>
      {answer.data.draft.rank && <RankParts rank={answer.data.draft.rank} />}
      {answer.data.draft.prose !== '' && <MarkdownView text={answer.data.draft.prose} />}
      <ul className={styles.news}>
        {draftNews(answer.data.draft).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}
