/**
 * Light or dark: the learner's choice, else JupyterLab's theme, else the device's.
 */

import { browserShelf } from "./drafts";
import type { Place } from "./session";

export type Theme = "auto" | "light" | "dark";
export const THEMES: readonly Theme[] = ["auto", "light", "dark"];

/** The page template reads the same name before the player is there. */
export const THEME_NAME = "pixnb.theme";

export class ThemeChoice {
  choice: Theme;
  #place: Place;
  #stop: (() => void)[] = [];

  constructor(place: Place, private readonly changed: () => void) {
    this.#place = place;
    this.choice = readChoice();
    this.#watch();
    this.#tellPage();
  }

  /** What to draw now. */
  get dark(): boolean {
    if (this.choice !== "auto") return this.choice === "dark";
    const lab = this.#place === "lab" ? document.body.dataset.jpThemeLight : undefined;
    return lab === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : lab === "false";
  }

  choose(choice: Theme): void {
    this.choice = choice;
    try {
      browserShelf()?.setItem(THEME_NAME, choice);
    } catch {
      // The choice then holds for this page only.
    }
    this.#onChange();
  }

  close(): void {
    for (const stop of this.#stop) stop();
  }

  #onChange = (): void => {
    this.#tellPage();
    this.changed();
  };

  /** Voilà's page around the player follows it; in JupyterLab the page is not ours to colour. */
  #tellPage(): void {
    if (this.#place === "voila") document.documentElement.dataset.theme = this.dark ? "dark" : "light";
  }

  #watch(): void {
    const media = matchMedia("(prefers-color-scheme: dark)");
    media.addEventListener("change", this.#onChange);
    this.#stop.push(() => media.removeEventListener("change", this.#onChange));
    if (this.#place !== "lab") return;
    const observer = new MutationObserver(this.#onChange);
    observer.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
    this.#stop.push(() => observer.disconnect());
  }
}

function readChoice(): Theme {
  try {
    const kept = browserShelf()?.getItem(THEME_NAME) as Theme;
    return THEMES.includes(kept) ? kept : "auto";
  } catch {
    return "auto";
  }
}
