/**
 * A past attempt, question by question: what was answered, what was said to it, and a way to try with other values.
 * A question is fetched when it is opened.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { attemptWords, kindWords, levelWords } from "../attempt";
import { Html, plainText } from "../html";
import { usePage } from "../pages";
import { Await } from "../parts/Await";
import { Failure } from "../parts/Banner";
import { Hint, Reason, Recall, Solution } from "../parts/Explained";
import { FileCard } from "../parts/FileCard";
import { Icon } from "../parts/Icon";
import { Link } from "../parts/Link";
import { OutcomeMark } from "../parts/Mark";
import { TutorialLink } from "../parts/TutorialLink";
import { planName, usePlayer } from "../player";
import type { AttemptReview, FeedbackMessage, FileContent, ReviewedQuestion } from "../protocol";

export function Review({ attempt }: { attempt: string }): JSX.Element {
  const page = usePage("review", { attempt });
  return <Await page={page}>{(review) => <ReviewView review={review} />}</Await>;
}

export function ReviewView({ review: { summary, questions } }: { review: AttemptReview }): JSX.Element {
  const { words, id } = usePlayer();
  const { area, started_at: started, finished_at: finished } = summary;
  const level = levelWords(summary, words);
  const kind = kindWords(summary, words);
  const at = finished ?? started;
  const dated = words.t(finished ? "end.date" : "review.began", { date: words.date(at), time: words.time(at) });
  return (
    <article class="px-stack">
      <p class="px-back"><Link to="history"><Icon name="back" /> {words.t("history.title")}</Link></p>
      <header class="px-stack px-tight">
        <p class="px-kicker">
          <i class="px-area" data-area={area} aria-hidden="true" />
          {words.t("review.title")}{kind && <span class="px-chip">{kind}</span>}
        </p>
        <h1 id={`${id}-title`} tabIndex={-1}>{planName(summary)}</h1>
        <p class="px-muted">{[dated, attemptWords(summary, words)].join(" · ")}</p>
        {level && <p><strong>{level}</strong></p>}
      </header>
      {questions.length === 0
        ? <p class="px-muted">{words.t("review.empty")}</p>
        : (
          <section class="px-stack px-tight">
            <h2>{words.t("end.questions")}</h2>
            <p class="px-hint">{words.t("review.hint")}</p>
            <ol class="px-reviewed">
              {questions.map((question) => <Question key={question.id} attempt={summary.attempt} question={question} />)}
            </ol>
          </section>
        )}
    </article>
  );
}

interface QuestionProps {
  attempt: string;
  question: ReviewedQuestion;
}

function Question({ attempt, question }: QuestionProps): JSX.Element {
  const { words } = usePlayer();
  const { number, title, outcome } = question;
  const [opened, open] = useState(false);
  return (
    <li>
      <details class="px-card px-details" onToggle={(event) => event.currentTarget.open && open(true)}>
        <summary>
          <span class="px-rank" aria-hidden="true">{number}</span>
          <span class="px-vh">{words.t("list.question", { number })}</span>
          <Html inline class="px-grow" html={title} />
          {outcome ? <OutcomeMark outcome={outcome} words={words} /> : <span class="px-muted px-small">{words.t("feedback.kept")}</span>}
        </summary>
        {opened && (outcome ? <Opened attempt={attempt} question={question} /> : <Kept attempt={attempt} question={question} />)}
      </details>
    </li>
  );
}

/** The plan shows no verdicts. */
function Kept({ attempt, question }: QuestionProps): JSX.Element {
  const { words } = usePlayer();
  return (
    <div class="px-opened px-stack">
      <p>{words.t("error.review.hidden")}</p>
      {question.practice && <Again attempt={attempt} question={question} />}
    </div>
  );
}

function Opened({ attempt, question }: QuestionProps): JSX.Element {
  const { words } = usePlayer();
  const { data, problem, retry } = usePage("reviewed", { attempt, question: question.id });
  return (
    <div class="px-opened px-stack">
      {problem && <Failure problem={problem} first={false} retry={retry} />}
      {data ? <Explained attempt={attempt} question={question} feedback={data} /> : !problem && <p class="px-muted">{words.t("loading")}</p>}
    </div>
  );
}

function Explained({ attempt, question, feedback }: QuestionProps & { feedback: FeedbackMessage }): JSX.Element {
  const { app, words } = usePlayer();
  const asked = feedback.question;
  const labels = { table: words.t("table.label"), code: words.t("code.label") };
  const file = (name: string): Promise<FileContent> => app.ask("file", { attempt, question: question.id, name, lang: words.lang });
  return (
    <div class="px-stack">
      {asked.body && <Html class="px-rich px-body" html={asked.body} labels={labels} />}
      {asked.files.length > 0 && (
        <ul class="px-files" aria-label={words.t("file.list")}>
          {asked.files.map((each) => <FileCard key={`${words.lang} ${each.name}`} file={each} fetch={file} />)}
        </ul>
      )}
      <Recall feedback={feedback} />
      <div class={`px-said-to px-${feedback.outcome}`}><Reason feedback={feedback} /></div>
      <Hint feedback={feedback} rank="h3" />
      <Solution feedback={feedback} />
      {feedback.tutorial && <TutorialLink card={feedback.tutorial} />}
      {question.practice && <Again attempt={attempt} question={question} />}
    </div>
  );
}

/** The same question with other values, as practice. */
function Again({ attempt, question }: QuestionProps): JSX.Element {
  const { app, here, words } = usePlayer();
  const busy = here.busy === "practise";
  return (
    <div class="px-stack px-tight">
      <button type="button" class="px-btn px-plain-btn" aria-disabled={busy} onClick={() => void app.practise(attempt, question.id)}>
        <Icon name="again" /> {words.t("review.again")}
        <span class="px-vh">{words.t("colon")}{plainText(question.title)}</span>
      </button>
      <p class="px-hint">{words.t("review.again_effect")}</p>
    </div>
  );
}
