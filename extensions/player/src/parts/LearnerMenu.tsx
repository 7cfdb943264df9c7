/**
 * The learner's name, and what can be done about who sits here. A disclosure rather than a menu: Tab goes through it.
 */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { usePlayer } from "../player";
import type { LearnerMessage } from "../protocol";
import { Icon } from "./Icon";

export function LearnerMenu({ learner }: { learner: LearnerMessage }): JSX.Element {
  const { app, words, id } = usePlayer();
  const [open, setOpen] = useState(false);
  const here = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useOutside(here, open, () => setOpen(false));
  const close = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !open) return;
    setOpen(false);
    button.current?.focus();
  };
  const does = (act: () => void) => (): void => {
    setOpen(false);
    act();
  };
  return (
    <div class="px-menu" ref={here} onKeyDown={close}>
      <button
        ref={button} type="button" class="px-menu-button px-small" aria-expanded={open} aria-controls={`${id}-menu`}
        onClick={() => setOpen(!open)}
      >
        <span class="px-menu-name">{learner.name}</span> <Icon name="more" />
        <span class="px-vh">{words.t("menu.label")}</span>
      </button>
      <ul class="px-menu-list" id={`${id}-menu`} hidden={!open}>
        <li>
          <button type="button" onClick={does(() => app.go("who"))}>
            {words.t(learner.pin ? "menu.pin_change" : "menu.pin_add")}
          </button>
        </li>
        <li><button type="button" onClick={does(() => void app.seating("leave", {}))}>{words.t("menu.leave")}</button></li>
      </ul>
    </div>
  );
}

/** Closes what is open when something else is clicked or focused. */
function useOutside(here: { current: HTMLElement | null }, open: boolean, close: () => void): void {
  useEffect(() => {
    if (!open) return undefined;
    const look = (event: Event): void => {
      if (!here.current?.contains(event.target as Node)) close();
    };
    document.addEventListener("pointerdown", look);
    document.addEventListener("focusin", look);
    return () => {
      document.removeEventListener("pointerdown", look);
      document.removeEventListener("focusin", look);
    };
  }, [open]);
}
