/**
 * Keeps one broken part from taking the whole page away: words stand in its place.
 */

import { Component, type ComponentChildren } from "preact";

interface Props {
  fallback: ComponentChildren;
  children: ComponentChildren;
}

export class Guard extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override render(): ComponentChildren {
    return this.state.broken ? this.props.fallback : this.props.children;
  }
}
