/**
 * Realistic views of every screen, in both languages.
 */

import type { Lang, Outcome, ResultMessage, TutorialMessage, View } from "../src/protocol";
import { feedback, question, tutorialCard, WRITTEN } from "./questions";
import { stoodAt } from "./reading";

const SAVED = "2026-11-21T10:42:07+01:00";

export function start(lang: Lang): View {
  const fr = lang === "fr";
  return {
    attempt: "",
    lang,
    screen: "start",
    trust: "practice",
    plan: {
      id: "1.3",
      title: fr ? "1.3 Traiter des données" : "1.3 Processing data",
      description: fr
        ? "Trier, calculer, nettoyer et représenter des données pour répondre à une question."
        : "Sort, calculate, clean and represent data to answer a question.",
      competence: "1.3",
      area: 1,
      reachable_level: 5,
      feedback: true,
      purpose: "positioning",
    },
    saved_at: null,
    progress: { number: 0, answered: 0, step: 0, steps: 5, remaining: { low: 10, high: 20 } },
    after: "",
    question: null,
    feedback: null,
    checkpoint: null,
    result: null,
    again: null,
  };
}

function inside(lang: Lang, change: Partial<View>): View {
  return {
    ...start(lang),
    attempt: "a1",
    saved_at: SAVED,
    progress: { number: 8, answered: 7, step: 2, steps: 5, remaining: { low: 5, high: 9 } },
    ...change,
  };
}

export function asking(lang: Lang, name: string): View {
  return inside(lang, { screen: "question", question: question(name, lang) });
}

export function answered(lang: Lang, name: string): View {
  return inside(lang, {
    screen: "feedback",
    feedback: feedback(name, lang),
    after: "feedback:q",
    progress: { number: 8, answered: 8, step: 2, steps: 5, remaining: { low: 4, high: 8 } },
  });
}

const LINES: [string, Outcome][] = [["choice", "correct"], ["number", "partial"], ["several", "wrong"], ["text", "correct"], ["long", "skipped"]];

function lines(lang: Lang, from: number): { number: number; title: string; outcome: Outcome }[] {
  return LINES.map(([name, outcome], index) => ({ number: from + index, title: WRITTEN[name]!.title[lang], outcome }));
}

export function pause(lang: Lang): View {
  return inside(lang, {
    screen: "checkpoint",
    checkpoint: { questions: lines(lang, 6) },
    after: "checkpoint:q",
    progress: { number: 10, answered: 10, step: 4, steps: 5, remaining: { low: 2, high: 6 } },
  });
}

const DAY = 86_400_000;
const daysFromNow = (days: number): string => new Date(Date.now() + days * DAY).toISOString();
const OVER = { number: 14, answered: 14, step: 3, steps: 5, remaining: { low: 0, high: 0 } };

/** A result that may be improved and begun again by now. */
export function end(lang: Lang, level = 3): View {
  const again = { improve_on: daysFromNow(-3), reset_on: daysFromNow(-1) };
  return inside(lang, { screen: "end", result: result(lang, level), again, progress: OVER });
}

/** A result whose margin is too wide for a level. */
export function unsure(lang: Lang): View {
  const view = end(lang);
  return { ...view, result: { ...view.result!, level: 2, standing: stoodAt(lang, 2, "range") } };
}

/** A result of just now. */
export function later(lang: Lang): View {
  return { ...end(lang), again: { improve_on: daysFromNow(4), reset_on: daysFromNow(7) } };
}

/** The result of a plan over several competences. */
export function several(lang: Lang): View {
  const fr = lang === "fr";
  const line = (competence: string, name: string, level: number | null, shown: number): ResultMessage["competences"][0] =>
    ({ competence, name, area: Number(competence[0]), level, pix: (level ?? 0) * 8, reachable: 4, shown, skills: 9 });
  const { plan, ...view } = end(lang);
  return {
    ...view,
    again: null,
    plan: { ...plan, id: "thematic-data", title: fr ? "Les données en 3e" : "Data in year 9", competence: "", area: 0, reachable_level: 0, purpose: "thematic" },
    result: {
      ...view.result!,
      standing: null,
      competences: [
        line("1.3", fr ? "Traiter des données" : "Process data", 3, 6),
        line("3.4", fr ? "Programmer" : "Program", 1, 2),
        line("1.2", fr ? "Gérer des données" : "Manage data", null, 0),
      ],
    },
  };
}

const PRACTICE = { number: 2, answered: 1, step: 0, steps: 0, remaining: null };

function asPractice(view: View): View {
  const { plan } = view;
  return { ...view, attempt: "p1", plan: { ...plan, id: "practice-x", purpose: "practice" } };
}

/** The same question with other values. */
export function practising(lang: Lang, name: string): View {
  return { ...asPractice(asking(lang, name)), progress: PRACTICE };
}

export function practised(lang: Lang, name: string): View {
  return { ...asPractice(answered(lang, name)), progress: { ...PRACTICE, answered: 2 } };
}

function result(lang: Lang, level: number): ResultMessage {
  const fr = lang === "fr";
  const skill = (id: string, level: number, can: [string, string], topic: [string, string]): ResultMessage["can"][0] =>
    ({ id, level, can: fr ? can[0] : can[1], topic: fr ? topic[0] : topic[1] });
  const formulas: [string, string] = ["Calculer avec des formules", "Calculating with formulas"];
  return {
    competences: [],
    level,
    level_name: level === 0 ? "" : fr ? "Indépendant" : "Independent",
    level_meaning: level === 0 ? "" : fr
      ? "Tu te débrouilles sans aide pour les tâches courantes, et tu résous des problèmes simples."
      : "You manage everyday tasks without help, and solve simple problems.",
    pix: level * 8 + 5,
    ahead: 5,
    pix_per_level: 8,
    max_level: 8,
    reachable_level: 5,
    standing: stoodAt(lang, level),
    finished_at: "2026-11-21T11:03:00+01:00",
    can: level === 0 ? [] : [
      skill("1.3.formulas.functions", 3, ["Utiliser une fonction simple : moyenne, minimum, maximum, nombre.", "Use a simple function: average, minimum, maximum, count."], formulas),
      skill("1.3.sorting.filter", 2, ["Filtrer un tableau selon un critère.", "Filter a table by one criterion."], ["Trier et filtrer", "Sorting and filtering"]),
      skill("1.3.charts.read", 1, ["Lire une valeur sur un graphique simple.", "Read a value off a simple chart."], ["Représenter des données", "Representing data"]),
    ],
    next: [
      skill("1.3.sorting.criteria", 4, ["Combiner plusieurs critères de filtre avec « et » et « ou ».", "Combine several filter criteria with “and” and “or”."], ["Trier et filtrer", "Sorting and filtering"]),
      skill("1.3.formulas.references", 4, ["Recopier une formule en choisissant références relatives et absolues.", "Copy a formula with the right relative and absolute references."], formulas),
    ],
    tutorials: [
      { ...tutorialCard(lang), id: "1.3.sorting", title: fr ? "Filtrer avec deux critères" : "Filtering with two criteria", topic: fr ? "Trier et filtrer" : "Sorting and filtering" },
      { ...tutorialCard(lang), title: fr ? "Références relatives et absolues" : "Relative and absolute references", minutes: 5 },
    ],
    questions: [...lines(lang, 1), ...lines(lang, 6), ...lines(lang, 11).slice(0, 4)],
  };
}

export function tutorial(lang: Lang): TutorialMessage {
  const fr = lang === "fr";
  return {
    ...tutorialCard(lang),
    saved: false,
    done_at: null,
    title: fr ? "La moyenne d’une colonne" : "The average of a column",
    body: fr
      ? "<p>Une <strong>moyenne</strong> répond à la question : « et si tous les relevés étaient égaux ? »</p><h2>À la main</h2><p>On additionne, puis on divise par le nombre de valeurs.</p><table><thead><tr><th>Jour</th><th>Température</th></tr></thead><tbody><tr><td>lundi</td><td>8</td></tr><tr><td>mardi</td><td>12</td></tr><tr><td>mercredi</td><td>10</td></tr></tbody></table><p>(8 + 12 + 10) ÷ 3 = 10.</p><h2>Avec un tableur</h2><ol><li>Clique dans une cellule vide.</li><li>Écris <code>=MOYENNE(B2:B4)</code>.</li><li>Appuie sur <kbd>Entrée</kbd>.</li></ol><pre><code>=MOYENNE(B2:B4)\n=SOMME(B2:B4)/NB(B2:B4)     les deux formules donnent la même valeur, tant qu’aucune cellule ne contient de texte</code></pre>"
      : "<p>An <strong>average</strong> answers the question: “what if all readings were equal?”</p><h2>By hand</h2><p>Add up, then divide by the number of values.</p><table><thead><tr><th>Day</th><th>Temperature</th></tr></thead><tbody><tr><td>Monday</td><td>8</td></tr><tr><td>Tuesday</td><td>12</td></tr><tr><td>Wednesday</td><td>10</td></tr></tbody></table><p>(8 + 12 + 10) ÷ 3 = 10.</p><h2>With a spreadsheet</h2><ol><li>Click in an empty cell.</li><li>Write <code>=AVERAGE(B2:B4)</code>.</li><li>Press <kbd>Enter</kbd>.</li></ol><pre><code>=AVERAGE(B2:B4)\n=SUM(B2:B4)/COUNT(B2:B4)     both formulas give the same value as long as no cell holds text</code></pre>",
  };
}
