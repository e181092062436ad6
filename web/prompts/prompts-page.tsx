/** The prompts that drafts are written with, to be read: name, purpose, version and the full text. */
import { useSearchParams } from 'wouter'
import type { PromptView } from '../api.ts'
import { useKeys } from '../ui/keys.tsx'
import { Page } from '../ui/page.tsx'
import { Scroller } from '../ui/scroller.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { useRead } from '../ui/use-api.tsx'
import styles from './prompts-page.module.css'

const none: PromptView[] = []

export function PromptsPage() {
  const [params, setParams] = useSearchParams()
  const answer = useRead(['prompts'], (api) => api.prompts())
  const prompts = answer.data?.prompts ?? none
  const at = Math.max(
    0,
    prompts.findIndex((prompt) => prompt.name === params.get('name')),
  )
  const shown = prompts[at]
  const show = (index: number) => {
    const prompt = prompts[Math.min(prompts.length - 1, Math.max(0, index))]
    if (prompt) setParams({ name: prompt.name }, { replace: true })
  }
  useKeys([
    { command: 'prompts.next', keys: 'j', label: 'next prompt', short: '', run: () => show(at + 1) },
    { command: 'prompts.previous', keys: 'k', label: 'previous prompt', short: 'move', run: () => show(at - 1) },
  ])
  return (
    <Page title="Prompts" scroll="fill">
      {answer.isPending && <Loading what="the prompts" />}
      {answer.error && <Failed error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data && !shown && <Empty title="No prompts were found" />}
      {answer.data && answer.data.broken.length > 0 && (
        <ul className={styles.broken} role="alert">
          {answer.data.broken.map((error) => (
            <li key={error.message}>! {error.message}</li>
          ))}
        </ul>
      )}
      {shown && (
        <div className={styles.prompts}>
          <ul className={styles.list} aria-label="Prompts">
            {prompts.map((prompt, index) => (
              <li key={prompt.name}>
                <button type="button" aria-pressed={index === at} onClick={() => show(index)}>
                  <strong>{prompt.name}</strong>
                  <span>{prompt.purpose}</span>
                </button>
              </li>
            ))}
          </ul>
          <Scroller className={styles.prompt} label={`Prompt ${shown.name}`}>
            <h2>{shown.name}</h2>
            <p className={styles.version}>
              version <code title={shown.sha}>{shown.sha.slice(0, 10)}</code>
              {shown.versions.length > 1 && `, ${shown.versions.length} kept`}
            </p>
            <pre>{shown.text}</pre>
          </Scroller>
        </div>
      )}
    </Page>
  )
}
