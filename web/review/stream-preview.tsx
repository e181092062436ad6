/** A draft while it is being written: a preview that grows, a countdown while the model makes us wait, and Stop. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { countWords } from '../../server/text/count-words.ts'
import type { Api } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { useAct, useApi } from '../ui/use-api.tsx'
import { MarkdownView } from './markdown-view.tsx'
import { reviewApi } from './review-api.ts'
import { replyAsProse } from './words.ts'
import styles from './stream-preview.module.css'

type Waiting = { untilMs: number; why: string }

export function StreamPreview({ draftId, paperId, model }: { draftId: string; paperId: string; model: string }) {
  const api = useApi()
  const queries = useQueryClient()
  const [reply, setReply] = useState('')
  const [step, setStep] = useState('')
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const onEnd = useEffectEvent(() => void queries.invalidateQueries({ queryKey: ['review', paperId] }))
  useEffect(() => {
    const controller = new AbortController()
    const onText = (whole: string) => {
      setReply(whole)
      setWaiting(null)
    }
    const onStep = (said: string) => {
      setStep(said)
      onText('')
    }
    // A broken connection ends the preview, not the draft: the page shows what became of it.
    void follow(api, draftId, controller.signal, { onText, onStep, onWaiting: setWaiting })
      .catch(() => undefined)
      .finally(() => {
        if (!controller.signal.aborted) onEnd()
      })
    return () => controller.abort()
  }, [api, draftId])
  const prose = replyAsProse(reply)
  return (
    <section className={styles.stream} aria-label="Draft being written" aria-busy="true">
      <p className={styles.head}>
        <span>
          {model} is writing… {prose !== '' && `${countWords(prose)} words so far`}
        </span>
        {step !== '' && <span>{step}</span>}
        {waiting && <Countdown waiting={waiting} />}
        <StopDraft draftId={draftId} paperId={paperId} />
      </p>
      <MarkdownView text={prose} />
    </section>
  )
}

export function StopDraft({ draftId, paperId }: { draftId: string; paperId: string }) {
  const api = useApi()
  const act = useAct()
  const stop = () => void act(reviewApi(api).stopDraft(draftId), [['review', paperId], ['papers']])
  return (
    <Button command="review.stop" onClick={stop}>
      Stop
    </Button>
  )
}

type Followed = {
  onText: (whole: string) => void
  /** What is done now; the text begins anew. */
  onStep: (said: string) => void
  onWaiting: (waiting: Waiting) => void
}

/** Resolves when the draft has ended. */
async function follow(
  api: Api,
  draftId: string,
  signal: AbortSignal,
  { onText, onStep, onWaiting }: Followed,
): Promise<void> {
  let whole = ''
  for await (const { event, data } of api.events(`/drafts/${draftId}/stream`, signal)) {
    if (event === 'text' && isText(data)) {
      whole += data.text
      onText(whole)
    }
    if (event === 'step' && isStep(data)) {
      whole = ''
      onStep(data.said)
    }
    if (event === 'waiting' && isWaiting(data)) onWaiting(data)
    if (event === 'end') return
  }
}

function Countdown({ waiting }: { waiting: Waiting }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, Math.ceil((waiting.untilMs - now) / 1000))
  return (
    <span>
      {waiting.why} Again in {seconds} s.
    </span>
  )
}

const isText = (data: unknown): data is { text: string } =>
  typeof data === 'object' && data !== null && 'text' in data && typeof data.text === 'string'
const isWaiting = (data: unknown): data is Waiting =>
  typeof data === 'object' && data !== null && 'untilMs' in data && typeof data.untilMs === 'number' && 'why' in data
const isStep = (data: unknown): data is { said: string } =>
  typeof data === 'object' && data !== null && 'said' in data && typeof data.said === 'string'
