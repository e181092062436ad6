/** `x`: a last look, then the issue as a file or on the clipboard. */
import type { IssueView } from '../../server/roundup/schema.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { Binding } from '../ui/key-map.ts'
import { useToast } from '../ui/toast.tsx'
import { useApi, useRead } from '../ui/use-api.tsx'
import { clipboardHtml } from './clipboard-html.ts'
import { issueApi } from './issue-api.ts'
import styles from './export-dialog.module.css'

type Props = { view: IssueView; onClose: () => void; onPublish: () => void }

export function ExportDialog({ view, onClose, onPublish }: Props) {
  const { id, publishedAt } = view.issue
  const toast = useToast()
  const calls = issueApi(useApi())
  // Fetched before the press: browsers let a page write to the clipboard only while a key or click is fresh.
  const html = useRead(['issue', id, 'export', 'html'], (api) => issueApi(api).exported(id, 'html'))
  const markdown = useRead(['issue', id, 'export', 'markdown'], (api) => issueApi(api).exported(id, 'markdown'))

  const download = (format: 'markdown' | 'html') => {
    const link = document.createElement('a')
    link.href = calls.exportUrl(id, format)
    link.download = ''
    link.click()
  }
  const copy = async () => {
    if (html.data === undefined || markdown.data === undefined)
      return toast({ text: 'The export is not ready yet: try again in a moment.' })
    const blob = (text: string, type: string) => new Blob([text], { type })
    try {
      const rich = blob(clipboardHtml(html.data).innerHTML, 'text/html')
      await navigator.clipboard.write([
        new ClipboardItem({ 'text/html': rich, 'text/plain': blob(markdown.data, 'text/plain') }),
      ])
      onClose()
      return toast({ text: 'Copied as rich text: paste it into the newsletter editor.' })
    } catch {
      return toast({
        text: 'The browser did not let the page use the clipboard. Download the HTML and copy from there.',
        tone: 'error',
      })
    }
  }
  const publish = () => (onPublish(), onClose())
  const keys: Binding[] = [
    { command: 'export.copy', keys: 'c', label: 'copy as rich text', badge: 'own', run: () => void copy() },
    { command: 'export.markdown', keys: 'm', label: 'Markdown', badge: 'own', run: () => download('markdown') },
    { command: 'export.html', keys: 'h', label: 'HTML', badge: 'own', run: () => download('html') },
    { command: 'export.publish', keys: 'p', label: 'mark as published', badge: 'own', run: publish },
  ]
  const failed = html.error ?? markdown.error
  return (
    <Dialog
      title="Export the issue"
      size="wide"
      onClose={onClose}
      keys={keys}
      actions={
        <>
          <Button look="main" command="export.copy" onClick={() => void copy()}>
            Copy as rich text
          </Button>
          <Button command="export.markdown" onClick={() => download('markdown')}>
            Markdown
          </Button>
          <Button command="export.html" onClick={() => download('html')}>
            HTML
          </Button>
          <Button command="export.publish" onClick={publish}>
            {publishedAt ? 'Take publication back' : 'Mark as published'}
          </Button>
        </>
      }
    >
      {failed && <p role="alert">{failed.message}</p>}
      {view.lint.length === 0 ? (
        <p>✓ Nothing to look at: no slips, no open numbers, every entry as it was approved.</p>
      ) : (
        <>
          <p>{view.lint.length} to look at before it goes out. Nothing here stops the export.</p>
          <ul className={styles.findings}>
            {view.lint.map((finding) => (
              <li key={`${finding.paperId} ${finding.message}`}>{finding.message}</li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}
