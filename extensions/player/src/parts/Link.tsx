/**
 * A way to another screen. In Voilà it is a link with an address, which may be opened in a new tab; in JupyterLab,
 * where screens have no address, a button.
 */

import type { ComponentChildren, JSX } from "preact";
import { usePlayer } from "../player";

interface Props {
  to: string;
  class?: string;
  /** The screen that is shown already. */
  current?: boolean;
  label?: string;
  children: ComponentChildren;
}

export function Link({ to, current = false, label, children, class: name = "px-a" }: Props): JSX.Element {
  const { app } = usePlayer();
  const address = app.router.address(to);
  const go = (event: MouseEvent): void => {
    // A new tab or window is the browser's to open.
    if (address && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) return;
    event.preventDefault();
    app.go(to);
  };
  const rest = {
    class: name, onClick: go, "data-to": to, "aria-label": label, "aria-current": current ? ("page" as const) : undefined,
  };
  return address ? <a href={address} {...rest}>{children}</a> : <button type="button" {...rest}>{children}</button>;
}
