/**
 * Messages of the learner's app: who sits here, home, profile, history and lessons.
 * The TypeScript half of `pixnb/core/app_messages.py`; the two say the same.
 */

import type { Outcome } from "./protocol";

export type StartMode = "first" | "improve" | "reset";
export type Purpose = "positioning" | "practice" | "thematic";

/** Someone who has a profile on this machine. */
export interface LearnerMessage {
  id: string;
  name: string;
  /** Whether a PIN is asked. */
  pin: boolean;
}

/** Who sits at this screen. */
export interface DeskMessage {
  /** Null: nobody yet. */
  learner: LearnerMessage | null;
  /** Who may sit down, by name. */
  learners: LearnerMessage[];
  /** Brings the learner back after a reload; empty when nobody sits here. */
  token: string;
}

/** The competence of DigComp that stands beside one of the framework. */
export interface DigCompMessage {
  code: string;
  name: string;
  /** How close the two are. */
  relation: string;
}

/** Where the learner stands in one competence, from all answers. */
export interface Standing {
  competence: string;
  name: string;
  area: number;
  /** "range": too little is known to show a level. */
  state: "unassessed" | "range" | "level";
  /** 0–8; shown in state "level" only. */
  level: number;
  level_name: string;
  level_meaning: string;
  pix: number;
  /** Pix already earned towards the next level. */
  ahead: number;
  pix_per_level: number;
  max_level: number;
  /** Highest level today's bank can show. */
  reachable_level: number;
  /** 90 % interval on the scale of levels, 0–8. */
  low: number;
  high: number;
  answers: number;
  /** Of the last answer, ISO 8601. */
  assessed_at: string | null;
  digcomp: DigCompMessage[];
}

/** A competence on the home screen. */
export interface CompetenceCard {
  standing: Standing;
  /** What a click does. */
  next: "start" | "resume" | "improve" | "wait" | "done";
  /** With "wait": from when it may be improved. */
  improve_on: string | null;
}

/** Where an open attempt was left. */
export interface OpenAttempt {
  /** Of the question that waits. */
  number: number;
  /** ISO 8601, of the last event. */
  since: string;
  /** Questions that remain, a range. */
  low: number;
  high: number;
  minutes: number;
}

/** What to do next, one thing, with its reason. */
export interface Suggestion {
  reason: "open" | "first" | "unassessed" | "lesson" | "improve" | "all_done";
  /** Competence code or plan id; empty with "lesson" and "all_done". */
  plan: string;
  /** Of the competence, plan or tutorial. */
  title: string;
  /** Empty but for "lesson". */
  tutorial: string;
  /** 0 when unknown. */
  minutes: number;
  open: OpenAttempt | null;
}

export interface AreaCards {
  area: number;
  name: string;
  cards: CompetenceCard[];
}

export interface HomeMessage {
  /** Of the learner; empty when unknown. */
  name: string;
  suggestion: Suggestion;
  areas: AreaCards[];
  pix: number;
  /** Competences with at least one answer. */
  assessed: number;
  /** Of the framework. */
  competences: number;
  answers: number;
  saved_lessons: number;
}

export interface AreaStandings {
  area: number;
  name: string;
  standings: Standing[];
}

/** Pix of one area at the moments of `ProgressMessage`. */
export interface ProgressLine {
  area: number;
  name: string;
  pix: number[];
}

/** The way so far: one line per area. */
export interface ProgressMessage {
  /** ISO 8601, rising. */
  moments: string[];
  lines: ProgressLine[];
}

/** Where the learner stands now. */
export interface ProfileMessage {
  name: string;
  /** Now, ISO 8601. */
  at: string;
  answers: number;
  pix: number;
  /** 90 % interval of the total. */
  low: number;
  high: number;
  /** Of the framework. */
  max_pix: number;
  /** With today's bank. */
  reachable_pix: number;
  assessed: number;
  areas: AreaStandings[];
  progress: ProgressMessage;
  digcomp_version: string;
  digcomp_note: string;
}

/** One line of the history. */
export interface AttemptSummary {
  attempt: string;
  plan: string;
  title: string;
  purpose: Purpose;
  mode: StartMode;
  /** Code; empty when there are several. */
  competence: string;
  area: number;
  started_at: string;
  finished_at: string | null;
  answers: number;
  correct: number;
  /** Of the frozen result, for plans of one competence. */
  level: number | null;
  pix: number | null;
}

/** All attempts, newest first. */
export interface HistoryMessage {
  attempts: AttemptSummary[];
}

/** One closed question of a past attempt. */
export interface ReviewedQuestion {
  id: string;
  number: number;
  /** Inline HTML. */
  title: string;
  /** Null when the plan does not show verdicts. */
  outcome: Outcome | null;
  /** When it was closed. */
  at: string;
  competence: string;
  /** Whether it can be tried again with other values. */
  practice: boolean;
}

/** A past attempt with every closed question. */
export interface AttemptReview {
  summary: AttemptSummary;
  questions: ReviewedQuestion[];
}

/** A tutorial, with what the learner did with it. */
export interface LessonCard {
  id: string;
  title: string;
  minutes: number;
  topic: string;
  competence: string;
  area: number;
  saved: boolean;
  done_at: string | null;
  /** Titles of the questions it would have helped with, newest first; at most 3. */
  missed: string[];
}

/** All tutorials of one competence. */
export interface CompetenceLessons {
  competence: string;
  name: string;
  area: number;
  cards: LessonCard[];
}

/** Tutorials: for what was missed, saved for later, done, and all. */
export interface LessonsMessage {
  recommended: LessonCard[];
  saved: LessonCard[];
  done: LessonCard[];
  all: CompetenceLessons[];
}
