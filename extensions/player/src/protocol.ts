/**
 * The messages between the player and the assessor: the TypeScript half of `pixnb/core/protocol.py`; those of the
 * learner's app are in `app_messages.ts`. The two halves say the same; change them together.
 */

import type {
  AttemptReview, DeskMessage, HistoryMessage, HomeMessage, LessonCard, LessonsMessage, ProfileMessage, Purpose, Standing, StartMode,
} from "./app_messages";

export type * from "./app_messages";

export type Lang = "fr" | "en";
export type Screen = "start" | "question" | "feedback" | "checkpoint" | "end";
export type Outcome = "correct" | "partial" | "wrong" | "skipped";
export type Trust = "practice" | "class" | "certified";
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** An answer as it travels. The bytes of a handed-in file travel beside it. */
export type Raw = { [name: string]: Json };

/** A file of a question: its card; the bytes come by the call `file`. */
export interface FileMessage {
  name: string;
  media_type: string;
  /** Bytes. */
  size: number;
  /** A picture that is part of the question: shown in place, besides being downloadable. */
  shown: boolean;
  /** Words for who cannot see it; empty when not shown. */
  alt: string;
}

export interface QuestionMessage {
  id: string;
  /** 1 for the first question of the attempt. */
  number: number;
  /** Inline HTML. */
  title: string;
  /** HTML; may be empty. */
  body: string;
  kind: string;
  ask: Raw;
  files: FileMessage[];
}

export interface TutorialCard {
  id: string;
  title: string;
  minutes: number;
  topic: string;
}

export interface TutorialMessage extends TutorialCard {
  /** HTML. */
  body: string;
  /** Kept for later. */
  saved: boolean;
  /** Marked as done, ISO 8601. */
  done_at: string | null;
}

export interface FeedbackMessage {
  question: QuestionMessage;
  /** The learner's own answer; null when skipped. */
  given: Raw | null;
  outcome: Outcome;
  /** HTML for this very mistake; empty when none was recognised. */
  message: string;
  hint: string;
  solution: string;
  detail: Record<string, boolean> | null;
  tutorial: TutorialCard | null;
}

/** A range, never a promise: how many questions may still come. */
export interface Remaining {
  low: number;
  high: number;
}

export interface Progress {
  number: number;
  answered: number;
  /** Place in the group between two checkpoints, from 0. */
  step: number;
  /** Questions between two checkpoints; 0 for a plan without them. */
  steps: number;
  remaining: Remaining | null;
}

export interface QuestionSummary {
  number: number;
  /** Inline HTML. */
  title: string;
  outcome: Outcome;
}

export interface CheckpointMessage {
  questions: QuestionSummary[];
}

export interface SkillMessage {
  id: string;
  can: string;
  level: number;
  topic: string;
}

/** What an attempt says of one of its competences, from the skills of its plan alone. */
export interface CompetenceResult {
  competence: string;
  name: string;
  area: number;
  /** Null: nothing of it was asked. */
  level: number | null;
  pix: number;
  /** Level of somebody who can do all that the plan could ask. */
  reachable: number;
  /** Skills of the plan that were shown, asked or inferred. */
  shown: number;
  /** Skills of the plan that could be asked. */
  skills: number;
}

export interface ResultMessage {
  /** One per competence of the plan. With several, `level`, its words, `ahead` and `reachable_level` say nothing. */
  competences: CompetenceResult[];
  level: number;
  level_name: string;
  level_meaning: string;
  pix: number;
  ahead: number;
  pix_per_level: number;
  max_level: number;
  reachable_level: number;
  /** In the one competence, from all answers, with its margin; null with several. */
  standing: Standing | null;
  /** ISO 8601 with offset. */
  finished_at: string;
  can: SkillMessage[];
  next: SkillMessage[];
  tutorials: TutorialCard[];
  questions: QuestionSummary[];
}

/** When a finished plan may be begun again. */
export interface AgainMessage {
  /** ISO 8601, from when; in the past: now. Null: nothing is left to improve. */
  improve_on: string | null;
  /** From when everything may be asked again; null: not offered. */
  reset_on: string | null;
}

export interface PlanMessage {
  id: string;
  title: string;
  description: string;
  /** Code such as "1.3"; empty when there are several. */
  competence: string;
  /** 1–5, for the colour of its mark; 0 when there are several. */
  area: number;
  reachable_level: number;
  feedback: boolean;
  purpose: Purpose;
}

/** Everything a screen needs. */
export interface View {
  /** Empty on the start screen of an attempt that has not begun. */
  attempt: string;
  lang: Lang;
  screen: Screen;
  trust: Trust;
  plan: PlanMessage;
  /** ISO 8601 with offset: when the last event was on disk. */
  saved_at: string | null;
  progress: Progress;
  /** Token to send with `next`; empty where there is nothing to go on from. */
  after: string;
  question: QuestionMessage | null;
  feedback: FeedbackMessage | null;
  checkpoint: CheckpointMessage | null;
  result: ResultMessage | null;
  /** With `result`. */
  again: AgainMessage | null;
}

/** Proof that an answer, a skip or a report is on disk, and what comes next. */
export interface Receipt {
  saved_at: string;
  view: View;
}

export interface FileContent {
  name: string;
  media_type: string;
  content: Uint8Array<ArrayBuffer>;
}

export const REPORT_CATEGORIES = ["unclear", "file", "display", "mistake", "other"] as const;
export type ReportCategory = (typeof REPORT_CATEGORIES)[number];

interface Asked {
  attempt: string;
  question: string;
  lang: Lang;
}

/** What can be called: parameters and result of each method. */
export interface Calls {
  ping: { params: Record<string, never>; result: unknown };
  view: { params: { plan: string; lang: Lang }; result: View };
  start: { params: { plan: string; lang: Lang; mode?: StartMode }; result: View };
  practise: { params: Asked; result: View };
  next: { params: { attempt: string; after: string; lang: Lang }; result: View };
  answer: { params: Asked & { answer: Raw; key: string }; result: Receipt };
  skip: { params: Asked & { key: string }; result: Receipt };
  report: { params: Asked & { category: ReportCategory; text: string; key: string }; result: Receipt };
  file: { params: Asked & { name: string }; result: FileContent };
  tutorial: { params: { tutorial: string; lang: Lang }; result: TutorialMessage };
  desk: { params: { token?: string }; result: DeskMessage };
  register: { params: { name: string; pin?: string }; result: DeskMessage };
  enter: { params: { learner: string; pin?: string }; result: DeskMessage };
  leave: { params: Record<string, never>; result: DeskMessage };
  protect: { params: { pin: string; new: string }; result: DeskMessage };
  home: { params: { lang: Lang }; result: HomeMessage };
  join: { params: { code: string; lang: Lang }; result: View };
  profile: { params: { lang: Lang }; result: ProfileMessage };
  export: { params: { format: "csv" | "json"; lang: Lang }; result: FileContent };
  history: { params: { lang: Lang }; result: HistoryMessage };
  review: { params: { attempt: string; lang: Lang }; result: AttemptReview };
  reviewed: { params: Asked; result: FeedbackMessage };
  lessons: { params: { lang: Lang }; result: LessonsMessage };
  mark: { params: { tutorial: string; lang: Lang; saved?: boolean | null; done?: boolean | null }; result: LessonCard };
  lesson_notebook: { params: { tutorial: string; lang: Lang }; result: FileContent };
}

export type Method = keyof Calls;

export interface CallProblem {
  /** A stable name such as "invalid.empty"; each has a sentence in `messages/`. */
  code: string;
  params: Record<string, Json>;
}
