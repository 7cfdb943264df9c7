/**
 * Realistic contents of the screens to read: profile, history, review and lessons, in both languages.
 */

import type {
  AttemptReview, AttemptSummary, DigCompMessage, HistoryMessage, Lang, LessonCard, LessonsMessage, Outcome, ProfileMessage,
  ProgressMessage, Standing,
} from "../src/protocol";
import { feedback, WRITTEN } from "./questions";

type Both = [fr: string, en: string];
const pick = (lang: Lang, [fr, en]: Both): string => (lang === "fr" ? fr : en);

const AREAS: Both[] = [
  ["Informations et données", "Information and data"],
  ["Communication et collaboration", "Communication and collaboration"],
  ["Création de contenu", "Content creation"],
  ["Protection et sécurité", "Protection and security"],
  ["Environnement numérique", "Digital environment"],
];

/** Code and name; level, pix ahead, interval, answers ("range" has no level); names in DigComp. */
type Line = [string, Both, { level?: number; ahead?: number; low: number; high: number; answers: number } | null, DigComp[]];
type DigComp = [string, Both, string];

const DC: Record<string, DigComp> = {
  "1.1": ["1.1", ["Naviguer, chercher et filtrer de l’information", "Browsing, searching and filtering information"], "isRelatedTo"],
  "1.2": ["1.2", ["Évaluer l’information", "Evaluating information"], "isRelatedTo"],
  "1.3": ["1.3", ["Gérer l’information", "Managing information"], "isPartOf"],
  "2.1": ["2.1", ["Interagir avec les technologies numériques", "Interacting through digital technologies"], "isRelatedTo"],
  "2.2": ["2.2", ["Partager avec les technologies numériques", "Sharing through digital technologies"], "isRelatedTo"],
  "2.4": ["2.4", ["Collaborer avec les technologies numériques", "Collaborating through digital technologies"], "exactMatchOf"],
  "3.1": ["3.1", ["Développer du contenu numérique", "Developing digital content"], "isPartOf"],
  "4.1": ["4.1", ["Protéger ses appareils", "Protecting devices"], "exactMatchOf"],
  "5.1": ["5.1", ["Résoudre des problèmes techniques", "Solving technical problems"], "exactMatchOf"],
};

const LINES: Line[] = [
  ["1.1", ["Mener une recherche et une veille d’information", "Search and monitor information"], { level: 3, ahead: 3, low: 2.5, high: 4.4, answers: 18 }, [DC["1.1"]!, DC["1.2"]!]],
  ["1.2", ["Gérer des données", "Manage data"], { level: 4, ahead: 1, low: 3.1, high: 5, answers: 16 }, [DC["1.3"]!]],
  ["1.3", ["Traiter des données", "Process data"], { level: 2, ahead: 6, low: 1.8, high: 3.7, answers: 22 }, [DC["1.3"]!]],
  ["2.1", ["Interagir", "Interact"], { level: 4, ahead: 2, low: 3.3, high: 5.2, answers: 15 }, [DC["2.1"]!, DC["2.2"]!]],
  ["2.2", ["Partager et publier", "Share and publish"], { level: 3, ahead: 4, low: 2.6, high: 4.5, answers: 14 }, [DC["2.2"]!, DC["1.2"]!]],
  ["2.3", ["Collaborer", "Collaborate"], { low: 1.2, high: 3.9, answers: 2 }, [DC["2.4"]!]],
  ["2.4", ["S’insérer dans le monde numérique", "Take part in the digital world"], null, [DC["2.1"]!, DC["2.2"]!, DC["4.1"]!]],
  ["3.1", ["Développer des documents textuels", "Develop text documents"], { level: 5, ahead: 2, low: 4.4, high: 6.2, answers: 21 }, [DC["3.1"]!]],
  ["3.2", ["Développer des documents multimédia", "Develop multimedia documents"], { level: 2, ahead: 1, low: 1.2, high: 3, answers: 13 }, [DC["3.1"]!]],
  ["3.3", ["Adapter les documents à leur finalité", "Adapt documents to their purpose"], { level: 3, ahead: 5, low: 2.7, high: 4.6, answers: 12 }, [DC["3.1"]!]],
  ["3.4", ["Programmer", "Program"], { level: 0, ahead: 6, low: 0, high: 1.7, answers: 9 }, [DC["3.1"]!]],
  ["4.1", ["Sécuriser l’environnement numérique", "Secure the digital environment"], { level: 2, ahead: 4, low: 1.6, high: 3.4, answers: 17 }, [DC["4.1"]!]],
  ["4.2", ["Protéger les données personnelles et la vie privée", "Protect personal data and privacy"], { level: 3, ahead: 2, low: 2.3, high: 4.2, answers: 19 }, [DC["4.1"]!]],
  ["4.3", ["Protéger la santé, le bien-être et l’environnement", "Protect health, well-being and the environment"], null, [DC["4.1"]!, DC["5.1"]!]],
  ["5.1", ["Résoudre des problèmes techniques", "Solve technical problems"], { low: 0.2, high: 2.4, answers: 1 }, [DC["5.1"]!]],
  ["5.2", ["Évoluer dans un environnement numérique", "Operate in a digital environment"], { level: 3, ahead: 3, low: 2.4, high: 4.3, answers: 20 }, [DC["5.1"]!, DC["4.1"]!]],
];

const NAMES: Both[] = [["", ""], ["Novice", "Novice"], ["Indépendant", "Independent"], ["Avancé", "Advanced"], ["Expert", "Expert"]];

function standing(lang: Lang, [code, name, known, digcomp]: Line): Standing {
  const level = known?.level ?? 0;
  const ahead = known?.ahead ?? 0;
  return {
    competence: code, name: pick(lang, name), area: Number(code[0]), level, ahead,
    state: !known ? "unassessed" : known.level === undefined ? "range" : "level",
    level_name: pick(lang, NAMES[Math.ceil(level / 2)]!),
    level_meaning: level === 0 ? "" : pick(lang, ["Enchaîne plusieurs gestes sans aide pour répondre à un besoin courant.", "Chains several actions without help to meet an everyday need."]),
    pix: 8 * level + ahead, pix_per_level: 8, max_level: 8, reachable_level: code === "4.3" ? 0 : 4 + (Number(code[2]) % 3),
    low: known?.low ?? 0, high: known?.high ?? 8, answers: known?.answers ?? 0,
    assessed_at: known ? "2026-11-20T14:12:00+01:00" : null,
    digcomp: digcomp.map(([dc, dcName, relation]): DigCompMessage => ({ code: dc, name: pick(lang, dcName), relation })),
  };
}

/** Where one stands in 1.3 after reaching a level; "range" when the margin is wide. */
export function stoodAt(lang: Lang, level: number, state: Standing["state"] = "level"): Standing {
  const wide = state === "range" ? 1.4 : 0.8;
  const known = { level, ahead: 5, low: Math.max(0, level + 0.6 - wide), high: level + 0.6 + wide, answers: 14 };
  return { ...standing(lang, ["1.3", ["Traiter des données", "Process data"], known, [DC["1.3"]!]]), state };
}

export function profile(lang: Lang, empty = false): ProfileMessage {
  const lines = LINES.map((line): Line => (empty ? [line[0], line[1], null, line[3]] : line));
  const standings = lines.map((line) => standing(lang, line));
  const pix = standings.reduce((sum, each) => sum + each.pix, 0);
  return {
    name: "Inès B.", at: "2026-11-21T10:42:07+01:00", answers: empty ? 0 : 214, pix, low: empty ? 0 : pix - 42, high: empty ? 1024 : pix + 42,
    max_pix: 1024, reachable_pix: 632, assessed: empty ? 0 : 14,
    areas: AREAS.map((name, index) => ({
      area: index + 1, name: pick(lang, name), standings: standings.filter((each) => each.area === index + 1),
    })),
    progress: empty ? { moments: [], lines: [] } : progress(lang, standings),
    digcomp_version: "3.0",
    digcomp_note: pick(lang, ["Rapprochement proposé à titre indicatif : aucune table officielle n’a été trouvée. La compétence 5.3 de DigComp n’a pas d’équivalent dans le CRCN.", "Alignment offered as a guide: no official table was found. Competence 5.3 of DigComp has no counterpart in the CRCN."]),
  };
}

/** Each area reaches its pix of today in a few steps, one after the other. */
function progress(lang: Lang, standings: Standing[]): ProgressMessage {
  const days = [0, 1, 4, 9, 11, 15, 16, 22, 28, 33, 39, 44, 48];
  const starts = [0, 1, 3, 4, 8];
  const shares = [0.35, 0.35, 0.62, 0.62, 0.8, 0.93, 1];
  return {
    moments: days.map((day) => new Date(Date.UTC(2026, 9, 3 + day, 14, 5)).toISOString()),
    lines: AREAS.map((name, index) => {
      const all = standings.filter((each) => each.area === index + 1).reduce((sum, each) => sum + each.pix, 0);
      return {
        area: index + 1, name: pick(lang, name),
        pix: days.map((_, at) => (at < starts[index]! ? 0 : Math.round(all * (at === days.length - 1 ? 1 : shares[Math.min(6, at - starts[index]!)]!)))),
      };
    }),
  };
}

const summary = (lang: Lang, change: Partial<AttemptSummary> & Pick<AttemptSummary, "attempt">): AttemptSummary => ({
  plan: "positioning-1.3", title: pick(lang, ["Traiter des données", "Process data"]), purpose: "positioning", mode: "first",
  competence: "1.3", area: 1, started_at: "2026-11-20T13:30:00+01:00", finished_at: "2026-11-20T14:12:00+01:00", answers: 14, correct: 8,
  level: 2, pix: 22, ...change,
});

export function history(lang: Lang): HistoryMessage {
  return {
    attempts: [
      summary(lang, { attempt: "a9", competence: "2.3", area: 2, plan: "positioning-2.3", title: pick(lang, ["Collaborer", "Collaborate"]), started_at: "2026-11-21T09:55:00+01:00", finished_at: null, answers: 2, correct: 1, level: null, pix: null }),
      summary(lang, { attempt: "a8", purpose: "practice", plan: "practice-x", title: pick(lang, ["Une formule à recopier", "A formula to copy"]), started_at: "2026-11-20T17:02:00+01:00", finished_at: null, answers: 3, correct: 2, level: null, pix: null }),
      summary(lang, { attempt: "a1", mode: "improve" }),
      summary(lang, { attempt: "a7", competence: "", area: 0, purpose: "thematic", plan: "thematic-x", title: pick(lang, ["Données en 3e", "Data in year 9"]), started_at: "2026-11-06T10:00:00+01:00", finished_at: "2026-11-06T10:45:00+01:00", answers: 10, correct: 7, level: null, pix: null }),
      summary(lang, { attempt: "a6", started_at: "2026-10-18T10:00:00+01:00", finished_at: "2026-10-18T10:40:00+01:00", answers: 12, correct: 4, level: 1, pix: 12 }),
      summary(lang, { attempt: "a5", competence: "4.2", area: 4, plan: "positioning-4.2", title: pick(lang, ["Protéger les données personnelles et la vie privée", "Protect personal data and privacy"]), started_at: "2026-10-03T15:00:00+01:00", finished_at: "2026-10-03T15:31:00+01:00", answers: 11, correct: 7, level: 3, pix: 26 }),
    ],
  };
}

const REVIEWED: [string, Outcome | null, boolean][] = [
  ["number", "partial", true], ["choice", "wrong", true], ["blanks", "correct", true], ["long", "correct", false], ["text", "skipped", true],
];

export function review(lang: Lang, verdicts = true): AttemptReview {
  return {
    summary: summary(lang, { attempt: "a1", mode: "improve", answers: REVIEWED.length, correct: 2 }),
    questions: REVIEWED.map(([name, outcome, practice], index) => ({
      id: `q-${name}`, number: index + 1, title: WRITTEN[name]!.title[lang], outcome: verdicts ? outcome : null, practice, competence: "1.3", at: "2026-11-20T13:40:00+01:00",
    })),
  };
}

export const reviewed = (lang: Lang, question: string): ReturnType<typeof feedback> => feedback(question.replace("q-", ""), lang);

/** Lessons and what was done with them, which the marks change. */
export class Lessons {
  #saved = new Set(["1.2.names"]);
  #done = new Map([["4.1.passwords", "2026-11-12T10:00:00+01:00"]]);

  mark(lang: Lang, id: string, saved: unknown, done: unknown): LessonCard {
    if (typeof saved === "boolean") this.#saved[saved ? "add" : "delete"](id);
    if (done === true) this.#done.set(id, "2026-11-21T10:50:00+01:00");
    if (done === false) this.#done.delete(id);
    return this.#cards(lang).find((card) => card.id === id)!;
  }

  all(lang: Lang): LessonsMessage {
    const cards = this.#cards(lang);
    const codes = [...new Set(cards.map((card) => card.competence))];
    return {
      recommended: cards.filter((card) => card.missed.length > 0 && !card.done_at),
      saved: cards.filter((card) => card.saved),
      done: cards.filter((card) => card.done_at),
      all: codes.map((competence) => ({
        competence, name: pick(lang, LINES.find((line) => line[0] === competence)![1]), area: Number(competence[0]),
        cards: cards.filter((card) => card.competence === competence),
      })),
    };
  }

  #cards(lang: Lang): LessonCard[] {
    return CARDS.map(([id, title, minutes, topic, missed]) => ({
      id, title: pick(lang, title), minutes, topic: pick(lang, topic), competence: id.slice(0, 3), area: Number(id[0]),
      saved: this.#saved.has(id), done_at: this.#done.get(id) ?? null, missed: missed.map((name) => WRITTEN[name]!.title[lang]),
    }));
  }
}

const CARDS: [string, Both, number, Both, string[]][] = [
  ["1.3.formulas", ["La moyenne d’une colonne", "The average of a column"], 3, ["Calculer avec des formules", "Calculating with formulas"], ["number", "text"]],
  ["1.3.charts", ["Choisir le bon graphique", "Choosing the right chart"], 4, ["Représenter des données", "Representing data"], ["choice"]],
  ["1.2.names", ["Bien nommer ses fichiers", "Naming files well"], 2, ["Ranger", "Filing"], []],
  ["1.2.backup", ["Sauvegarder sans y penser", "Backing up without thinking"], 1, ["Garder", "Keeping"], []],
  ["4.1.passwords", ["Un mot de passe solide", "A strong password"], 3, ["Protéger ses comptes", "Protecting accounts"], []],
];
