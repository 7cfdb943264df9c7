/**
 * What every part of the screen may use: the app, the session of the plan on screen, and the words of the language.
 */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Application, AppState } from "./application";
import type { Words } from "./i18n";
import type { PlanMessage } from "./protocol";
import type { Place, Session, State } from "./session";
import type { ThemeChoice } from "./theme";

export interface Player {
  app: Application;
  /** Who sits here and which screen is asked for. */
  here: AppState;
  /** Of the plan on screen; elsewhere one without a plan, which still knows the connection. */
  session: Session;
  state: State;
  words: Words;
  place: Place;
  theme: ThemeChoice;
  /** Prefix for ids: several players may be on one page. */
  id: string;
  /** Says something to screen readers, through the page's one live region. */
  announce(text: string): void;
}

export const PlayerContext = createContext<Player | null>(null);

export function usePlayer(): Player {
  const player = useContext(PlayerContext);
  if (!player) throw new Error("used outside of the player");
  return player;
}

/** "Traiter des données": the title where its code stands beside it. */
export function bareTitle({ title, competence }: Pick<PlanMessage, "title" | "competence">): string {
  return competence && title.startsWith(`${competence} `) ? title.slice(competence.length + 1) : title;
}

/** "1.3 Traiter des données", without saying the code twice. */
export function planName(plan: Pick<PlanMessage, "title" | "competence">): string {
  return [plan.competence, bareTitle(plan)].filter(Boolean).join(" ");
}
