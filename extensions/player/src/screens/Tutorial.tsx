/**
 * A lesson; Back returns to the screen it was offered on. It can be kept for later, marked as done, and taken along
 * as a notebook.
 */

import type { JSX } from "preact";
import { Html } from "../html";
import { usePage } from "../pages";
import { Await } from "../parts/Await";
import { Download } from "../parts/Download";
import { Icon } from "../parts/Icon";
import { Marks } from "../parts/Lesson";
import { usePlayer } from "../player";
import type { LessonCard, TutorialMessage } from "../protocol";

export function Tutorial({ id }: { id: string }): JSX.Element {
  const page = usePage("tutorial", { tutorial: id });
  return (
    <Await page={page}>
      {(tutorial) => (
        <TutorialView
          tutorial={tutorial}
          changed={({ saved, done_at }) => page.keep({ ...tutorial, saved, done_at })}
        />
      )}
    </Await>
  );
}

interface Props {
  tutorial: TutorialMessage;
  changed(card: LessonCard): void;
}

export function TutorialView({ tutorial, changed }: Props): JSX.Element {
  const { app, words, id } = usePlayer();
  const labels = { table: words.t("table.label"), code: words.t("code.label") };
  const minutes = words.t("tutorial.minutes", { count: tutorial.minutes }, tutorial.minutes);
  return (
    <article class="px-stack px-loose">
      <Back />
      <header class="px-stack px-tight">
        <p class="px-kicker">{[words.t("tutorial.kicker"), minutes, tutorial.topic].filter(Boolean).join(" · ")}</p>
        <h1 id={`${id}-title`} tabIndex={-1}>{tutorial.title}</h1>
      </header>
      <Html class="px-rich px-lesson-text" html={tutorial.body} labels={labels} />
      <footer class="px-row px-lesson-foot">
        <Marks card={tutorial} changed={changed} />
        <Download
          label={words.t("tutorial.notebook")}
          about={`${words.t("colon")}${tutorial.title}`}
          fetch={() => app.ask("lesson_notebook", { tutorial: tutorial.id, lang: words.lang })}
        />
      </footer>
      <Back />
    </article>
  );
}

function Back(): JSX.Element {
  const { app, words } = usePlayer();
  return (
    <div class="px-back">
      <button type="button" class="px-btn px-plain-btn" onClick={() => app.back()}>
        <Icon name="back" /> {words.t("tutorial.back")}
      </button>
    </div>
  );
}
