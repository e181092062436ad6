/** A region that scrolls and holds nothing to tab to: it takes the focus itself, so that the arrow keys reach its end. */
import type { ReactNode } from 'react'

export function Scroller({
  label,
  className,
  children,
}: {
  label: string
  className?: string | undefined
  children: ReactNode
}) {
  const focusable = { tabIndex: 0 }
  return (
    <section {...focusable} aria-label={label} className={className}>
      {children}
    </section>
  )
}
