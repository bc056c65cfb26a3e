import { Component } from 'react';
import { type RefusalReason, reasonOf } from './evidence.ts';

interface Props {
  readonly onError: (reason: RefusalReason) => void;
  readonly children: React.ReactNode;
}

/** A file that makes its viewer fail never takes the rest of the screen along. */
export class ViewerBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError(reasonOf(error));
  }

  override render(): React.ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}
