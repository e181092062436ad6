/** The list of prompts, and the one that is open. */
import { useSearchParams } from 'wouter'
import type { PromptView } from '../../server/prompts/schema.ts'
import { useKeys } from '../ui/keys.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { useRead } from '../ui/use-api.tsx'
import { PromptDesk } from './prompt-desk.tsx'
import styles from './prompts-page.module.css'

const none: PromptView[] = []
/** Those that a draft is written with first, then their parts, then what is asked on the way. */
const groups = [
  { title: 'Drafting', holds: (view: PromptView) => view.use === 'draft' },
  { title: 'Put into them', holds: (view: PromptView) => view.kind === 'part' },
  { title: 'Asked on the way', holds: (view: PromptView) => view.kind === 'prompt' && view.use !== 'draft' },
]

export function WordingPane() {
  const [params, setParams] = useSearchParams()
  const answer = useRead(['prompts'], (api) => api.prompts())
  const all = answer.data?.prompts ?? none
  const prompts = groups.flatMap(({ holds }) => all.filter(holds))
  const wanted = params.get('name')
  const found = prompts.findIndex(({ name }) => name === wanted)
  const at = Math.max(0, found)
  const shown = prompts[at]
  const show = (name: string | undefined) => {
    if (name !== undefined) setParams({ name }, { replace: true })
  }
  useKeys([
    { command: 'prompts.next', keys: 'j', label: 'next prompt', short: '', run: () => show(prompts[at + 1]?.name) },
    {
      command: 'prompts.previous',
      keys: 'k',
      label: 'previous prompt',
      short: 'move',
      run: () => show(prompts[at - 1]?.name),
    },
  ])
  if (answer.isPending) return <Loading what="the prompts" />
  // A text that is being written stays on the screen while the server is away.
  if (!answer.data) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />
  // It was saved under this name a moment ago.
  if (wanted !== null && found < 0 && answer.isFetching) return <Loading what="the prompts" />
  const { broken } = answer.data
  return (
    <div className={styles.wording}>
      {broken.length > 0 && (
        <ul className={styles.broken} role="alert">
          {broken.map((error) => (
            <li key={error.message}>! {error.message}</li>
          ))}
        </ul>
      )}
      {!shown && <Empty title="No prompts were found" />}
      {shown && (
        <div className={styles.prompts}>
          <div className={styles.list}>
            {groups.map(({ title, holds }) => (
              <section key={title} aria-label={title}>
                <h2>{title}</h2>
                <ul>
                  {all.filter(holds).map((prompt) => (
                    <li key={prompt.name}>
                      <button type="button" aria-pressed={prompt === shown} onClick={() => show(prompt.name)}>
                        <strong>{prompt.name}</strong>
                        <span>{prompt.purpose}</span>
                      </button>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
          <PromptDesk key={shown.name} view={shown} />
        </div>
      )}
    </div>
  )
}
