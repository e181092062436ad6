/** A bug in one page is said there and leaves the rest of the app standing. */
import { Component, type ReactNode } from 'react'
import { Failed } from './states.tsx'

type Props = { children: ReactNode }
type State = { error: Error | null }

/** Give it the path as `key`: the next page starts afresh. React knows error boundaries only as classes. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: Error): State {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (!error) return this.props.children
    const message = `This page broke: ${error.message}. Text that you typed is kept in this browser.`
    return <Failed error={{ message }} onRetry={() => this.setState({ error: null })} />
  }
}
