/** What stands around every page: the way to the others, the keys that hold everywhere, the command menu and the help. */
import { lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { Button } from './button.tsx'
import type { Binding } from './key-map.ts'
import { useKeys } from './keys.tsx'
import styles from './shell.module.css'

const loadMenu = () => import('./command-menu.tsx')
const CommandMenu = lazy(() => loadMenu().then((part) => ({ default: part.CommandMenu })))
const loadHelp = () => import('./key-help.tsx')
const KeyHelp = lazy(() => loadHelp().then((part) => ({ default: part.KeyHelp })))

/** The pages, in the order of the work. */
const places = [
  { path: '/', name: 'Papers', keys: 'g p' },
  { path: '/issue', name: 'Issue', keys: 'g i' },
  { path: '/evals', name: 'Evals', keys: 'g e' },
  { path: '/prompts', name: 'Prompts', keys: 'g w' },
  { path: '/settings', name: 'Settings', keys: 'g s' },
] as const

/** @param reviewNext opens the paper that waits for review longest; absent when none does */
export function Shell({ children, reviewNext }: { children: ReactNode; reviewNext?: () => void }) {
  const [location, navigate] = useLocation()
  const [open, setOpen] = useState<'menu' | 'help' | null>(null)
  const bindings = useMemo<Binding[]>(
    () => [
      ...places.map(({ path, name, keys }) => ({
        command: `app.${name.toLowerCase()}`,
        keys,
        label: `go to ${name}`,
        run: () => navigate(path),
      })),
      ...(reviewNext ? [{ command: 'app.review', keys: 'g r', label: 'go to Review', run: reviewNext }] : []),
      {
        command: 'app.checks',
        keys: 'g c',
        label: 'go to How often the checks were wrong',
        badge: 'own',
        run: () => navigate('/evals/checks'),
      },
      { command: 'app.menu', keys: 'Mod+k', label: 'command menu', badge: 'own', run: () => setOpen('menu') },
      { command: 'app.help', keys: '?', label: 'keys of this page', badge: 'own', run: () => setOpen('help') },
      { command: 'app.next-pane', keys: 'F6', label: 'next pane', run: focusNextPane },
    ],
    [navigate, reviewNext],
  )
  useKeys(bindings, 'app')
  useEffect(() => {
    // Not part of the first load, but there before anybody can ask for them.
    const timer = setTimeout(() => void Promise.all([loadMenu(), loadHelp()]).catch(() => undefined), 300)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        Skip to the page
      </a>
      <nav className={styles.nav} aria-label="Pages">
        <span className={styles.name}>Galley</span>
        <ul>
          {places.map(({ path, name, keys }) => (
            <li key={path}>
              <Link href={path} aria-current={isHere(location, path) ? 'page' : undefined} title={`${name} (${keys})`}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
        <span className={styles.tools}>
          <Button look="quiet" command="app.menu" onClick={() => setOpen('menu')}>
            Commands
          </Button>
          <Button look="quiet" command="app.help" onClick={() => setOpen('help')}>
            Keys
          </Button>
        </span>
      </nav>
      {children}
      <Suspense fallback={<Silence />}>
        {open === 'menu' && <CommandMenu onClose={() => setOpen(null)} />}
        {open === 'help' && <KeyHelp onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  )
}

const noBindings: readonly Binding[] = []

/** While a dialog is on its way, what is typed for it must not run the page's commands. */
function Silence() {
  useKeys(noBindings, 'dialog')
  return null
}

/** Review belongs to Papers: it is where a paper is opened. */
const isHere = (location: string, path: string) =>
  path === '/' ? location === '/' || location.startsWith('/review') : location.startsWith(path)

/** Panes mark themselves with `data-pane`; the focus goes to the next one that is shown. */
function focusNextPane(): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.checkVisibility())
  const here = panes.findIndex((pane) => pane.contains(document.activeElement))
  panes[(here + 1) % panes.length]?.focus()
}
