/** Ctrl+.: the sentence said anew by the model, under the text as a proposal with what it changes. */
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { RewriteWish } from '../../server/drafting/schema.ts'
import { countWords } from '../../server/text/count-words.ts'
import type { ApiError } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { DiffText } from '../ui/diff-text.tsx'
import type { Binding } from '../ui/key-map.ts'
import { useKeys } from '../ui/keys.tsx'
import { useApi, useRead } from '../ui/use-api.tsx'
import { reviewApi } from './review-api.ts'
import type { AskedSentence } from './use-sentence-edits.ts'
import styles from './rewrite-panel.module.css'

type Props = {
  paperId: string
  asked: AskedSentence
  noteCount: number
  onTake: (words: string) => void
  onClose: () => void
}
type State =
  | { kind: 'choosing' | 'asking' }
  | { kind: 'proposal'; words: string }
  | { kind: 'failed'; error: Pick<ApiError, 'kind' | 'message'> }

/** What the server takes. */
const fewest = 3
const most = 200

export function RewritePanel({ paperId, asked, noteCount, onTake, onClose }: Props) {
  const api = reviewApi(useApi())
  const { data: status } = useRead(['status'], (client) => client.status())
  const [state, setState] = useState<State>({ kind: 'choosing' })
  const [typed, setTyped] = useState(() => String(Math.max(fewest, Math.round((countWords(asked.words) * 2) / 3))))
  const panel = useRef<HTMLElement>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus()
    return () => {
      running.current?.abort()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  // What is wanted next is one key away.
  useEffect(() => {
    if (state.kind === 'proposal') panel.current?.querySelector<HTMLElement>('[data-main]')?.focus()
  }, [state.kind])

  const ask = async (wish: RewriteWish) => {
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    setState({ kind: 'asking' })
    const answer = await api.rewrite(paperId, { ...wish, sentence: asked.words }, controller.signal)
    if (controller.signal.aborted) return
    setState(answer.ok ? { kind: 'proposal', words: answer.value.proposal } : { kind: 'failed', error: answer.error })
  }
  const words = Number(typed)
  const canCount = Number.isInteger(words) && words >= fewest && words <= most
  const missing = status?.model.configured === false || (state.kind === 'failed' && state.error.kind === 'no-model')
  const proposal = state.kind === 'proposal' && state.words !== asked.words ? state.words : null
  const wishes: { key: string; label: string; off?: boolean; wish: RewriteWish }[] = [
    { key: '1', label: 'shorter', wish: { how: 'shorter' } },
    { key: '2', label: 'cut hype', wish: { how: 'cut-hype' } },
    { key: '3', label: 'my words', off: noteCount === 0, wish: { how: 'my-words' } },
    { key: '4', label: 'words', off: !canCount, wish: { how: 'words', words } },
  ]
  const own = { badge: 'own' as const }
  useKeys(
    [
      ...(missing ? [] : wishes)
        .filter(({ off }) => !off)
        .map(({ key, label, wish }): Binding => ({
          ...{ command: `rewrite.${wish.how}`, keys: key, label, run: () => void ask(wish), ...own },
        })),
      ...(proposal === null
        ? []
        : [{ command: 'rewrite.take', keys: 'Enter', label: 'take it', run: () => onTake(proposal), ...own }]),
      { command: 'rewrite.drop', keys: 'Escape', label: 'drop it', run: onClose, ...own },
    ],
    'dialog',
  )

  return (
    <section ref={panel} className={styles.panel} aria-label={`Rewrite ${asked.name}`} tabIndex={-1}>
      <div className={styles.wishes}>
        <strong>Rewrite {asked.name}</strong>
        {!missing && (
          <>
            {wishes.map(({ key, label, off, wish }) => (
              <span key={key}>
                <Button
                  look="quiet"
                  command={`rewrite.${wish.how}`}
                  disabled={off || state.kind === 'asking'}
                  title={wish.how === 'my-words' && off ? 'There are no notes on this paper yet.' : undefined}
                  onClick={() => void ask(wish)}
                >
                  {label}
                </Button>
                {wish.how === 'words' && (
                  <input
                    inputMode="numeric"
                    size={3}
                    aria-label={`Number of words, ${fewest} to ${most}`}
                    value={typed}
                    onChange={(event) => setTyped(event.target.value)}
                    onKeyDown={(event) => {
                      if (event.key === 'Enter' && canCount) void ask(wish)
                    }}
                  />
                )}
              </span>
            ))}
          </>
        )}
        <Button look="quiet" command="rewrite.drop" onClick={onClose}>
          {state.kind === 'asking' ? 'Stop' : proposal === null ? 'Close' : 'Drop it'}
        </Button>
      </div>
      {missing && (
        <p>
          A sentence is rewritten by a model, and none is connected.{' '}
          <Link href="/settings">Choose one in Settings</Link>
        </p>
      )}
      <div aria-live="polite">
        {state.kind === 'asking' && <p className={styles.quiet}>Asking {status?.model.name ?? 'the model'}…</p>}
        {state.kind === 'failed' && !missing && <p className={styles.failed}>! {state.error.message}</p>}
        {state.kind === 'proposal' && proposal === null && (
          <p className={styles.quiet}>The model would leave the sentence as it is.</p>
        )}
        {proposal !== null && (
          <>
            <div className={styles.proposal}>
              <DiffText before={asked.words} after={proposal} />
            </div>
            <p className={styles.take}>
              <span className={styles.quiet}>
                {countWords(asked.words)} to {countWords(proposal)} words; checked against the paper once it is taken
              </span>
              <Button look="main" data-main="" command="rewrite.take" onClick={() => onTake(proposal)}>
                Take it
              </Button>
            </p>
          </>
        )}
      </div>
    </section>
  )
}
