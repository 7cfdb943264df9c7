/**
 * A list of questions already answered, each with how it went in a shape and a word.
 */

import type { JSX } from "preact";
import { Html } from "../html";
import { usePlayer } from "../player";
import type { QuestionSummary } from "../protocol";
import { OutcomeMark } from "./Mark";

export function Questions({ questions }: { questions: QuestionSummary[] }): JSX.Element {
  const { words } = usePlayer();
  return (
    <ol class="px-questions">
      {questions.map((question) => (
        <li key={question.number}>
          <span class="px-rank" aria-hidden="true">{question.number}</span>
          <span class="px-vh">{words.t("list.question", { number: question.number })}</span>
          <Html inline class="px-grow" html={question.title} />
          <OutcomeMark outcome={question.outcome} words={words} />
        </li>
      ))}
    </ol>
  );
}
