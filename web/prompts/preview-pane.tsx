/** The prompt as a model would get it for a chosen paper: its size, what is cut, and every message. No call is made. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { PaperRow } from '../../server/desk/schema.ts'
import type { ApiError } from '../api.ts'
import { Scroller } from '../ui/scroller.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { useApi } from '../ui/use-api.tsx'
import { promptsApi, type PromptPreview } from './prompts-api.ts'
import styles from './side-pane.module.css'

/** A preview is made after so long a pause in typing. */
const pauseMs = 600

/** `text` is null while it cannot be used: then the last preview stays. */
type Props = { text: string | null; papers: readonly PaperRow[]; paperId: string | null; onPaper: (id: string) => void }

export function PreviewPane({ text, papers, paperId, onPaper }: Props) {
  const { preview, error, again } = usePreview(text, paperId)
  if (papers.length === 0)
    return <p className={styles.soft}>Add a paper first: then the prompt is shown here as a model would get it.</p>
  return (
    <div className={styles.pane}>
      <p className={styles.head}>
        <label>
          For{' '}
          <select value={paperId ?? ''} onChange={(event) => onPaper(event.target.value)}>
            {papers.map(({ paper }) => (
              <option key={paper.id} value={paper.id}>
                {paper.title}
              </option>
            ))}
          </select>
        </label>
      </p>
      {text === null && (
        <p className={styles.notice}>! As soon as the problems are mended, the preview is made anew.</p>
      )}
      {text !== null && !preview && !error && <Loading what="the preview" />}
      {error && <Failed error={error} onRetry={again} />}
      {preview && (
        <>
          <Cut preview={preview} />
          <Scroller className={styles.scroll} label="The prompt as it would be sent">
            {preview.messages.map((message) => (
              <section key={message.role} className={styles.message}>
                <h3>{message.role === 'system' ? 'System' : 'User'}</h3>
                <pre>{message.content}</pre>
              </section>
            ))}
          </Scroller>
        </>
      )}
    </div>
  )
}

function Cut({ preview: { tokens, plan, condensingCalls } }: { preview: PromptPreview }) {
  return (
    <div className={styles.cut}>
      <p>
        About {tokens.toLocaleString('en')} tokens; {plan.summary}
        {condensingCalls > 0 && `; the rest goes through ${condensingCalls} condensing calls first`}
      </p>
      {plan.leftOut.length > 0 && <p>Not sent: {plan.leftOut.join(' · ')}</p>}
      {plan.suspicious.length > 0 && <p>! Talks to a model: “{plan.suspicious.join('” “')}”</p>}
    </div>
  )
}

type Shown = { preview: PromptPreview | null; error: ApiError | null }

/** The last preview stays while the next one is on its way; `again` asks without a pause. */
function usePreview(text: string | null, paperId: string | null): Shown & { again: () => void } {
  const api = useApi()
  const [shown, setShown] = useState<Shown>({ preview: null, error: null })
  const asked = useRef(0)
  const ask = useCallback(async () => {
    if (paperId === null || text === null) return
    const number = (asked.current += 1)
    const answer = await promptsApi(api).preview(paperId, text)
    if (number !== asked.current) return
    setShown(answer.ok ? { preview: answer.value.preview, error: null } : { preview: null, error: answer.error })
  }, [api, text, paperId])
  useEffect(() => {
    const timer = setTimeout(() => void ask(), pauseMs)
    return () => clearTimeout(timer)
  }, [ask])
  return { ...shown, again: () => void ask() }
}
