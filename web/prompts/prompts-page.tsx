/** Prompts and the house style: which one is shown, and the list of all prompts. */
import { useSearchParams } from 'wouter'
import { Button } from '../ui/button.tsx'
import { useKeys } from '../ui/keys.tsx'
import { Page } from '../ui/page.tsx'
import { StylePane } from './style-pane.tsx'
import { WordingPane } from './wording-pane.tsx'
import styles from './prompts-page.module.css'

export function PromptsPage() {
  const [params, setParams] = useSearchParams()
  const isStyle = params.get('tab') === 'style'
  const open = (tab: 'wording' | 'style') => setParams(tab === 'style' ? { tab } : {})
  useKeys([
    { command: 'prompts.wording', keys: 'w', label: 'wording', badge: 'own', run: () => open('wording') },
    { command: 'prompts.style', keys: 'y', label: 'house style', badge: 'own', run: () => open('style') },
  ])
  const header = (
    <div className={styles.header}>
      <h1>Prompts</h1>
      <Button aria-pressed={!isStyle} command="prompts.wording" onClick={() => open('wording')}>
        Wording
      </Button>
      <Button aria-pressed={isStyle} command="prompts.style" onClick={() => open('style')}>
        House style
      </Button>
    </div>
  )
  return (
    <Page title="Prompts" header={header} scroll={isStyle ? 'page' : 'fill'}>
      {isStyle ? <StylePane /> : <WordingPane />}
    </Page>
  )
}
