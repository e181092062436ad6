/** The text of one paper while its page is open: saver, lock against a second tab, and text left over from a crash. */
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import type { ReviewView } from '../../server/desk/schema.ts'
import { useApi } from '../ui/use-api.tsx'
import { createActiveTime } from './active-time.ts'
import { keptTexts, type KeptText } from './kept-text.ts'
import { reviewApi } from './review-api.ts'
import { createSaver } from './saver.ts'
import { claimPaper } from './tab-lock.ts'

/** @param onRenewed the server's newer text has taken the place of the clean one: show it */
export function useText(view: ReviewView, onRenewed: (text: string) => void) {
  const api = reviewApi(useApi())
  const paperId = view.paper.id
  const [{ saver, kept, activeTime }] = useState(() => {
    const parts = { paperId, api, kept: keptTexts(), activeTime: createActiveTime(), now: () => new Date() }
    return { ...parts, saver: createSaver(parts, view.head) }
  })
  const status = useSyncExternalStore(saver.subscribe, saver.status)
  /** null until this tab knows whether it may write. */
  const [writing, setWriting] = useState<boolean | null>(null)
  const [leftOver, setLeftOver] = useState<KeptText | null>(null)

  useEffect(() => claimPaper(navigator.locks, paperId, setWriting), [paperId])

  const onLeftOver = useEffectEvent((found: KeptText | undefined) => {
    if (!found) return
    if (found.text === saver.state().text) void kept.remove(paperId).catch(() => undefined)
    else setLeftOver(found)
  })
  useEffect(() => {
    // What another tab is still writing is its own.
    if (writing) kept.get(paperId).then(onLeftOver, () => undefined)
  }, [writing, kept, paperId])

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const sign = () => activeTime.sign(Date.now())
    const onVisibility = () => {
      if (document.visibilityState === 'visible') return
      activeTime.pause()
      saver.close()
    }
    for (const event of ['pointerdown', 'keydown', 'wheel'])
      window.addEventListener(event, sign, { signal, passive: true })
    document.addEventListener('visibilitychange', onVisibility, { signal })
    window.addEventListener('pagehide', () => saver.close(), { signal })
    return () => {
      controller.abort()
      saver.close()
    }
  }, [saver, activeTime])

  const { head } = view
  const renew = useEffectEvent(() => {
    if (head && saver.renew(head)) onRenewed(head.text)
  })
  useEffect(() => {
    if (head?.id) renew()
  }, [head?.id])

  return {
    status,
    saver,
    writing,
    leftOver,
    /** @param restored false leaves it out of the text and forgets it */
    endLeftOver(restored: boolean) {
      if (leftOver && restored) saver.restore(leftOver)
      else void kept.remove(paperId).catch(() => undefined)
      setLeftOver(null)
    },
  }
}
