/** The style card that drafts are shown, beside the one that was measured. */
import { Link } from 'wouter'
import { Button } from '../ui/button.tsx'
import { useKeys } from '../ui/keys.tsx'
import { useToast } from '../ui/toast.tsx'
import { useAct, useApi, useRead } from '../ui/use-api.tsx'
import { bodyOf, inUseWords, withBody } from './prompt-words.ts'
import { promptsApi } from './prompts-api.ts'
import styles from './style-pane.module.css'

const name = 'style-card'
const stale = [['prompts']]

export function StyleCard({ measured }: { measured: string }) {
  const api = useApi()
  const act = useAct()
  const toast = useToast()
  const prompts = useRead(['prompts'], (client) => client.prompts()).data?.prompts
  const card = prompts?.find((prompt) => prompt.name === name)
  const inUse = card ? bodyOf(card.text) : ''
  const canUse = card !== undefined && measured !== '' && inUse.trim() !== measured.trim()
  const useMeasured = async () => {
    if (!card || !canUse) return
    const saved = await act(promptsApi(api).save(withBody(card.text, measured)))
    if (!saved) return
    const used = await act(promptsApi(api).use(name, saved.version.sha), stale)
    if (!used) return
    toast({
      text: 'Drafts are shown the measured card now',
      undo: () => void act(promptsApi(api).use(name, used.before), stale),
    })
  }
  useKeys(
    canUse
      ? [
          {
            command: 'style.measured',
            keys: 'm',
            label: 'use the measured card',
            badge: 'own',
            run: () => void useMeasured(),
          },
        ]
      : [],
  )
  if (!card) return null
  return (
    <section>
      <h2>Style card</h2>
      <p className={styles.soft}>{inUseWords(card)}.</p>
      <div className={styles.cards}>
        <figure>
          <figcaption>In use</figcaption>
          <pre>{inUse}</pre>
          <p>
            <Link href={`/prompts?name=${name}`}>Word it yourself</Link>
          </p>
        </figure>
        <figure>
          <figcaption>Measured on your issues and approved entries</figcaption>
          {measured === '' ? (
            <p className={styles.soft}>Nothing to measure yet: drop a past issue, or approve an entry.</p>
          ) : (
            <>
              <pre>{measured}</pre>
              <p>
                {canUse ? (
                  <Button look="main" command="style.measured" onClick={() => void useMeasured()}>
                    Use the measured one
                  </Button>
                ) : (
                  '✓ This is the one in use.'
                )}
              </p>
            </>
          )}
        </figure>
      </div>
    </section>
  )
}
