import { Button } from 'antd';
import { Component } from 'react';
import { FaultError } from '../../shared/rpc.ts';
import { UnreachableError } from '../client.ts';
import { useText } from '../text.ts';
import { Page } from '../ui/page.tsx';
import styles from './error-boundary.module.css';

interface State {
  readonly error: unknown;
}

interface Props {
  /** Also takes what promises reject with that nobody awaits; one boundary of the page does. */
  readonly rejections?: boolean;
  /** Another value means another screen, which deserves its own try. */
  readonly place?: string;
  readonly children: React.ReactNode;
}

/**
 * Catches bugs once and says in plain words that recorded work is safe.
 * Expected failures never come here.
 */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  readonly #onRejection = (event: PromiseRejectionEvent) => this.setState({ error: event.reason });

  override componentDidMount(): void {
    if (this.props.rejections) window.addEventListener('unhandledrejection', this.#onRejection);
  }

  override componentWillUnmount(): void {
    window.removeEventListener('unhandledrejection', this.#onRejection);
  }

  override componentDidUpdate(before: Props): void {
    if (before.place !== this.props.place && this.state.error !== null) {
      this.setState({ error: null });
    }
  }

  override render(): React.ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : <BrokenScreen error={error} />;
  }
}

function BrokenScreen(props: { readonly error: unknown }) {
  const { t } = useText();
  const gone = props.error instanceof UnreachableError;
  const words = gone ? 'common.gone' : 'common.broken';
  return (
    <Page title={t(`${words}.title`)} lead={t(`${words}.lead`)}>
      <p>
        <Button type="primary" onClick={() => location.reload()}>
          {t('common.reload')}
        </Button>
      </p>
      {!gone && (
        <p className={styles.detail}>
          {t('common.broken.detail', { detail: detailOf(props.error) })}
        </p>
      )}
    </Page>
  );
}

/** What the people who mend it need; never what anybody has written. */
function detailOf(error: unknown): string {
  if (error instanceof FaultError) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
}
