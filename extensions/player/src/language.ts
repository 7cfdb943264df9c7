/**
 * The language on screen: the learner's choice, as long as whoever opened the player asks for the same as then.
 */

import { browserShelf } from "./drafts";
import { language } from "./i18n";
import type { Lang } from "./protocol";

/** The page template reads the same name before the player is there. */
export const LANGUAGE_NAME = "pixnb.lang";
const ASKED_NAME = "pixnb.lang.asked";

/** @param asked The language the player was opened in. */
export function rememberedLanguage(asked: Lang): Lang {
  try {
    const shelf = browserShelf();
    const chosen = shelf?.getItem(LANGUAGE_NAME);
    return chosen && shelf?.getItem(ASKED_NAME) === asked ? language(chosen) : asked;
  } catch {
    return asked;
  }
}

export function rememberLanguage(asked: Lang, chosen: Lang): void {
  try {
    browserShelf()?.setItem(LANGUAGE_NAME, chosen);
    browserShelf()?.setItem(ASKED_NAME, asked);
  } catch {
    // The choice then holds for this page only.
  }
}
