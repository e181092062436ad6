/** What drafts are written with and may cost, and what the house puts on every issue. */
import { useLocation } from 'wouter'
import { Button } from '../ui/button.tsx'
import { useKeys } from '../ui/keys.tsx'
import { Page } from '../ui/page.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { useRead } from '../ui/use-api.tsx'
import { DraftsSection } from './drafts-section.tsx'
import { HouseSection } from './house-section.tsx'
import { LibrarySection } from './library-section.tsx'
import { ModelSection } from './model-section.tsx'
import { MoneySection } from './money-section.tsx'
import { PriceTable } from './price-table.tsx'
import { ReviewSection } from './review-section.tsx'
import styles from './settings-page.module.css'

const sections = [
  ['model', 'Model'],
  ['money', 'Money'],
  ['drafts', 'Drafts'],
  ['review', 'Review'],
  ['house', 'House'],
  ['keys', 'Keys'],
  ['library', 'Library'],
] as const

export function SettingsPage() {
  const settings = useRead(['settings'], (api) => api.settings())
  const [, navigate] = useLocation()
  const openCalls = () => navigate('/settings/calls')
  useKeys([{ command: 'settings.calls', keys: 'c', label: 'model calls', badge: 'own', run: openCalls }])
  const header = (
    <div className={styles.header}>
      <h1>Settings</h1>
      <Button command="settings.calls" onClick={openCalls}>
        Model calls
      </Button>
    </div>
  )
  return (
    <Page title="Settings" header={header}>
      {settings.isPending && <Loading what="the settings" />}
      {settings.error && <Failed error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.data && (
        <div className={styles.columns}>
          <nav className={styles.contents} aria-label="Parts of the settings">
            <ul>
              {sections.map(([id, name]) => (
                <li key={id}>
                  <a href={`#${id}`}>{name}</a>
                </li>
              ))}
            </ul>
          </nav>
          <div className={styles.settings}>
            <ModelSection {...settings.data} />
            <section id="money">
              <h2>Money</h2>
              <MoneySection {...settings.data} />
              <PriceTable {...settings.data} />
            </section>
            <DraftsSection {...settings.data} />
            <ReviewSection {...settings.data} />
            <HouseSection {...settings.data} />
            <section id="keys">
              <h2>Keys</h2>
              <p>
                Press <kbd>?</kbd> on any page for its keys. Each can be given another one there.
              </p>
            </section>
            <LibrarySection place={settings.data.place} />
          </div>
        </div>
      )}
    </Page>
  )
}
