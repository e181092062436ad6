/** The text of now against any version of the prompt, word by word. */
import { useState } from 'react'
import type { PromptView } from '../../server/prompts/schema.ts'
import { DiffText } from '../ui/diff-text.tsx'
import { Scroller } from '../ui/scroller.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { useRead } from '../ui/use-api.tsx'
import { versionWords } from './prompt-words.ts'
import { promptsApi } from './prompts-api.ts'
import styles from './side-pane.module.css'

export function VersionDiff({ view, shown, text }: { view: PromptView; shown: string; text: string }) {
  // Against itself there would be nothing to see.
  const other = view.versions.find(({ sha }) => sha !== shown)?.sha ?? shown
  const [chosen, setChosen] = useState(text === view.text ? other : view.sha)
  const before = useRead(['prompts', view.name, chosen], (api) => promptsApi(api).version(view.name, chosen))
  const beforeText = before.data?.version.text
  return (
    <div className={styles.pane}>
      <p className={styles.head}>
        <label>
          From{' '}
          <select value={chosen} onChange={(event) => setChosen(event.target.value)}>
            {view.versions.map((version) => (
              <option key={version.sha} value={version.sha}>
                {versionWords(version, view)}
              </option>
            ))}
          </select>
        </label>{' '}
        to the text as it stands
      </p>
      {before.isPending && <Loading what="the version" />}
      {before.error && <Failed error={before.error} onRetry={() => void before.refetch()} />}
      {beforeText !== undefined && (
        <Scroller className={styles.scroll} label="What changed">
          {beforeText === text ? (
            <p className={styles.soft}>No difference.</p>
          ) : (
            <div className={styles.diff}>
              <DiffText before={beforeText} after={text} />
            </div>
          )}
        </Scroller>
      )}
    </div>
  )
}
