/** The issue as it will be exported: the very HTML of the export, with the chosen entry brought into view. */
import { useEffect, useRef } from 'react'
import { Failed, Loading } from '../ui/states.tsx'
import { useRead } from '../ui/use-api.tsx'
import { clipboardHtml } from './clipboard-html.ts'
import { issueApi } from './issue-api.ts'
import styles from './preview.module.css'

/** @param place of the chosen entry, from 0; -1 for none */
export function Preview({ id, place }: { id: string; place: number }) {
  const html = useRead(['issue', id, 'export', 'html'], (api) => issueApi(api).exported(id, 'html'))
  const sheet = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (html.data === undefined) return
    // Made safe by the server; parsed as a document of its own, where nothing runs.
    sheet.current?.replaceChildren(...clipboardHtml(html.data).childNodes)
    const heading = sheet.current?.querySelectorAll('h2')[place]
    if (!heading) return
    heading.dataset['chosen'] = 'true'
    heading.scrollIntoView({ block: 'nearest' })
  }, [place, html.data])
  return (
    <section className={styles.pane} aria-label="Preview" data-pane tabIndex={-1}>
      {html.isPending && <Loading what="the preview" />}
      {html.error && <Failed error={html.error} onRetry={() => void html.refetch()} />}
      <div ref={sheet} className={styles.sheet} />
    </section>
  )
}
