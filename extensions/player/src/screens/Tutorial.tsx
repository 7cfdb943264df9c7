/**
 * A lesson, opened over the screen it was offered on.
 */

import type { JSX } from "preact";
import { Html } from "../html";
import { Icon } from "../parts/Icon";
import { usePlayer } from "../player";
import type { TutorialMessage } from "../protocol";

export function Tutorial({ tutorial }: { tutorial: TutorialMessage }): JSX.Element {
  const { session, words, id } = usePlayer();
  const labels = { table: words.t("table.label"), code: words.t("code.label") };
  const back = (
    <div>
      <button type="button" class="px-btn px-plain-btn" onClick={() => session.closeTutorial()}>
        <Icon name="back" /> {words.t("tutorial.back")}
      </button>
    </div>
  );
  const minutes = words.t("tutorial.minutes", { count: tutorial.minutes }, tutorial.minutes);
  return (
    <article class="px-stack px-loose">
      {back}
      <header class="px-stack px-tight">
        <p class="px-kicker">{[words.t("tutorial.kicker"), minutes, tutorial.topic].filter(Boolean).join(" · ")}</p>
        <h1 id={`${id}-title`} tabIndex={-1}>{tutorial.title}</h1>
      </header>
      <Html class="px-rich px-lesson-text" html={tutorial.body} labels={labels} />
      {back}
    </article>
  );
}
