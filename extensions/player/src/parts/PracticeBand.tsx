/**
 * Said on every screen of a practice: nothing done here changes a level.
 */

import type { JSX } from "preact";
import { usePlayer } from "../player";
import { routeOf } from "../router";
import { Icon } from "./Icon";

export function PracticeBand(): JSX.Element | null {
  const { here, state: { view }, words } = usePlayer();
  if (routeOf(here.path).name !== "plan" || view?.plan.purpose !== "practice") return null;
  return (
    <aside class="px-practice" aria-label={words.t("practice.title")}>
      <p class="px-wrap px-narrow px-small"><Icon name="again" /> <span><strong>{words.t("practice.title")}</strong> {words.t("practice.effect")}</span></p>
    </aside>
  );
}
