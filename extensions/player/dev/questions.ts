/**
 * Realistic questions of every kind, in both languages, for the harness and the tests.
 */

import type { FeedbackMessage, FileMessage, Lang, Outcome, QuestionMessage, Raw } from "../src/protocol";

type Both = Record<Lang, string>;

interface Written {
  title: Both;
  body?: Both;
  kind: string;
  ask: (t: (both: Both) => string) => Raw;
  files?: (t: (both: Both) => string) => FileMessage[];
  /** An answer and what is said to it. */
  given: Raw | null;
  outcome: Outcome;
  message?: Both;
  hint?: Both;
  solution?: Both;
  detail?: Record<string, boolean>;
}

const b = (fr: string, en: string): Both => ({ fr, en });
const card = (name: string, media_type: string, size: number, alt = ""): FileMessage =>
  ({ name, media_type, size, shown: alt !== "", alt });

export const WRITTEN: Record<string, Written> = {
  number: {
    title: b("Quelle est la température moyenne relevée à Valbrune en mars ?", "What is the average temperature recorded in Valbrune in March?"),
    body: b("<p>Ouvre le fichier avec un tableur. Arrondis au dixième.</p>", "<p>Open the file with a spreadsheet. Round to one decimal.</p>"),
    kind: "number",
    ask: () => ({ label: "", unit: "°C" }),
    files: (t) => [card(t(b("releves-valbrune.csv", "readings-valbrune.csv")), "text/csv", 412)],
    given: { text: "64,4" },
    outcome: "partial",
    message: b("<p>Tu as additionné les relevés : tu obtiens <strong>64,4</strong>. Une <strong>moyenne</strong>, c’est cette somme divisée par le nombre de relevés.</p>",
      "<p>You added the readings up: that gives <strong>64.4</strong>. An <strong>average</strong> is that sum divided by the number of readings.</p>"),
    hint: b("<p>Cherche la fonction qui fait la moyenne d’une plage de cellules.</p>", "<p>Look for the function that averages a range of cells.</p>"),
    solution: b("<p>Écris <code>=MOYENNE(B2:B8)</code> : on trouve <strong>9,2 °C</strong>.</p>", "<p>Write <code>=AVERAGE(B2:B8)</code>: the result is <strong>9.2 °C</strong>.</p>"),
  },
  choice: {
    title: b("Quel graphique montre le mieux l’évolution d’une température au fil des jours ?", "Which chart best shows how a temperature changes from day to day?"),
    kind: "choice",
    ask: (t) => ({
      several: false,
      options: [
        { id: "1", html: t(b("Un graphique en secteurs", "A pie chart")) },
        { id: "2", html: t(b("Une courbe, avec les jours en abscisse", "A line, with the days along the bottom")) },
        { id: "3", html: t(b("Un nuage de mots", "A word cloud")) },
        { id: "4", html: t(b("Un tableau de 365 lignes trié par température", "A table of 365 rows sorted by temperature")) },
      ],
    }),
    given: { choices: ["1"] },
    outcome: "wrong",
    message: b("<p>Un graphique en secteurs montre des parts d’un tout, pas une évolution.</p>", "<p>A pie chart shows shares of a whole, not change over time.</p>"),
    hint: b("<p>Le temps se lit de gauche à droite.</p>", "<p>Time is read from left to right.</p>"),
    solution: b("<p>Une <strong>courbe</strong> relie les valeurs dans l’ordre des jours.</p>", "<p>A <strong>line</strong> joins the values in the order of the days.</p>"),
  },
  several: {
    title: b("Quelles valeurs de la colonne « Taille (cm) » sont sûrement des erreurs de saisie ?", "Which values in the column “Height (cm)” are surely typing errors?"),
    body: b("<table><thead><tr><th>Élève</th><th>Classe</th><th>Taille (cm)</th><th>Date de mesure</th><th>Mesuré par</th><th>Remarque de l’infirmerie</th></tr></thead><tbody><tr><td>Inès</td><td>4<sup>e</sup>B</td><td>158</td><td>03/09/2026</td><td>M. Vidal</td><td>sans chaussures</td></tr><tr><td>Noé</td><td>4<sup>e</sup>B</td><td>1,62</td><td>03/09/2026</td><td>M. Vidal</td><td></td></tr><tr><td>Lina</td><td>4<sup>e</sup>A</td><td>1570</td><td>04/09/2026</td><td>Mme Roux</td><td>mesure à refaire peut-être</td></tr></tbody></table>",
      "<table><thead><tr><th>Pupil</th><th>Class</th><th>Height (cm)</th><th>Measured on</th><th>Measured by</th><th>Note from the nurse</th></tr></thead><tbody><tr><td>Inès</td><td>8B</td><td>158</td><td>03/09/2026</td><td>Mr Vidal</td><td>without shoes</td></tr><tr><td>Noé</td><td>8B</td><td>1.62</td><td>03/09/2026</td><td>Mr Vidal</td><td></td></tr><tr><td>Lina</td><td>8A</td><td>1570</td><td>04/09/2026</td><td>Mrs Roux</td><td>perhaps to be measured again</td></tr></tbody></table>"),
    kind: "choice",
    ask: (t) => ({
      several: true,
      options: [{ id: "1", html: "158" }, { id: "2", html: t(b("1,62", "1.62")) }, { id: "3", html: "1570" }],
    }),
    given: { choices: ["1", "3"] },
    outcome: "wrong",
    detail: { 1: false, 2: false, 3: true },
    hint: b("<p>Une taille d’élève est entre 120 et 200 cm.</p>", "<p>A pupil’s height is between 120 and 200 cm.</p>"),
    solution: b("<p>1,62 est en mètres et 1570 en millimètres.</p>", "<p>1.62 is in metres and 1570 in millimetres.</p>"),
  },
  text: {
    title: b("Quel mot-clé se cache dans les métadonnées de la photo ?", "Which keyword is hidden in the photo’s metadata?"),
    body: b("<p>Affiche les propriétés du fichier, puis lis le champ <em>Description</em>.</p>", "<p>Show the file’s properties, then read the field <em>Description</em>.</p>"),
    kind: "text",
    ask: (t) => ({ label: t(b("Mot-clé", "Keyword")), size: "short", max: 200 }),
    files: (t) => [card(t(b("sortie-au-lac.jpg", "trip-to-the-lake.jpg")), "image/jpeg", 2_412_000)],
    given: { text: "mirabelle" },
    outcome: "correct",
    message: b("<p>Bien lu : le champ <em>Description</em> contient « mirabelle ».</p>", "<p>Well read: the field <em>Description</em> holds “mirabelle”.</p>"),
    solution: b("<p>Clic droit, <kbd>Propriétés</kbd>, onglet <em>Détails</em>.</p>", "<p>Right click, <kbd>Properties</kbd>, tab <em>Details</em>.</p>"),
  },
  long: {
    title: b("Explique en une phrase ce que ce graphique a de trompeur.", "Explain in one sentence what is misleading about this chart."),
    kind: "text",
    ask: () => ({ label: "", size: "long", max: 2000 }),
    files: (t) => [card(t(b("ventes.png", "sales.png")), "image/png", 12_800, t(b("Diagramme en barres : ventes de 98 à 102, l’axe commence à 97.", "Bar chart: sales from 98 to 102, the axis starts at 97.")))],
    given: null,
    outcome: "skipped",
    hint: b("<p>Regarde où commence l’axe vertical.</p>", "<p>Look at where the vertical axis starts.</p>"),
    solution: b("<p>L’axe commence à 97 : une petite différence paraît énorme.</p>", "<p>The axis starts at 97: a small difference looks huge.</p>"),
  },
  blanks: {
    title: b("Complète la formule.", "Complete the formula."),
    body: b("<p>Elle compte les élèves de la colonne B qui ont au moins 10.</p>", "<p>It counts the pupils in column B who have at least 10.</p>"),
    kind: "blanks",
    ask: (t) => ({
      text: t(b("<p>La fonction <span data-blank=\"f\"></span> a besoin d’une plage, ici <code>B2:B31</code>, et d’un critère : <span data-blank=\"c\"></span> suivi de <span data-blank=\"n\"></span> sur 20.</p>",
        "<p>The function <span data-blank=\"f\"></span> needs a range, here <code>B2:B31</code>, and a criterion: <span data-blank=\"c\"></span> followed by <span data-blank=\"n\"></span> out of 20.</p>")),
      blanks: [
        { id: "f", label: t(b("nom de la fonction", "name of the function")), kind: "text", options: [], unit: "" },
        { id: "c", label: t(b("signe", "sign")), kind: "options", options: ["<", "<=", "=", ">=", ">"], unit: "" },
        { id: "n", label: t(b("nombre", "number")), kind: "number", options: [], unit: "points" },
      ],
      interchangeable: false,
    }),
    given: { blanks: { f: "NB.SI", c: ">", n: "10" } },
    outcome: "partial",
    message: b("<p>« Au moins 10 » comprend 10.</p>", "<p>“At least 10” includes 10.</p>"),
    detail: { f: true, c: false, n: true },
    hint: b("<p>Faut-il compter un élève qui a exactement 10 ?</p>", "<p>Should a pupil with exactly 10 be counted?</p>"),
    solution: b("<p><code>=NB.SI(B2:B31;\"&gt;=10\")</code></p>", "<p><code>=COUNTIF(B2:B31,\"&gt;=10\")</code></p>"),
  },
  list: {
    title: b("Donne trois fonctions d’un tableur qui résument une colonne de nombres.", "Give three spreadsheet functions that sum up a column of numbers."),
    kind: "blanks",
    ask: (t) => ({
      text: "",
      blanks: ["1", "2", "3"].map((id) => ({ id, label: t(b(`Fonction ${id}`, `Function ${id}`)), kind: "text", options: [], unit: "" })),
      interchangeable: true,
    }),
    given: { blanks: { 1: "SOMME", 2: "MOYENNE", 3: "TRI" } },
    outcome: "partial",
    detail: { 1: true, 2: true, 3: false },
    solution: b("<p>Par exemple SOMME, MOYENNE, MAX.</p>", "<p>For example SUM, AVERAGE, MAX.</p>"),
  },
  order: {
    title: b("Range ces étapes pour nettoyer un fichier reçu par courriel.", "Put these steps for cleaning a file received by e-mail in order."),
    kind: "order",
    ask: (t) => ({
      items: [
        { id: "1", html: t(b("Supprimer les lignes en double", "Remove the duplicate rows")) },
        { id: "2", html: t(b("Enregistrer une copie sous un autre nom", "Save a copy under another name")) },
        { id: "3", html: t(b("Vérifier le total obtenu avec celui annoncé dans le courriel", "Check the total against the one given in the e-mail")) },
        { id: "4", html: t(b("Corriger les nombres écrits comme du <strong>texte</strong>", "Mend the numbers written as <strong>text</strong>")) },
      ],
    }),
    given: { order: ["2", "1", "4", "3"] },
    outcome: "wrong",
    message: b("<p>Un nombre écrit comme du texte peut cacher un doublon : corrige-le avant.</p>", "<p>A number written as text may hide a duplicate: mend it first.</p>"),
    solution: b("<p>Copie, types, doublons, contrôle.</p>", "<p>Copy, types, duplicates, check.</p>"),
  },
  match: {
    title: b("Associe chaque question à la fonction qui y répond.", "Match each question with the function that answers it."),
    kind: "match",
    ask: (t) => ({
      left: [
        { id: "l1", html: t(b("Combien de relevés y a-t-il ?", "How many readings are there?")) },
        { id: "l2", html: t(b("Quel est le relevé le plus haut ?", "Which reading is the highest?")) },
        { id: "l3", html: t(b("Quelle valeur partage les relevés en deux moitiés ?", "Which value splits the readings into two halves?")) },
      ],
      right: [
        { id: "r1", html: t(b("MAX", "MAX")) },
        { id: "r2", html: t(b("NB", "COUNT")) },
        { id: "r3", html: t(b("MÉDIANE", "MEDIAN")) },
        { id: "r4", html: t(b("MOYENNE", "AVERAGE")) },
      ],
    }),
    given: { pairs: { l1: "r2", l2: "r1", l3: "r4" } },
    outcome: "partial",
    detail: { l1: true, l2: true, l3: false },
    hint: b("<p>La moyenne n’est pas toujours au milieu.</p>", "<p>The average is not always in the middle.</p>"),
    solution: b("<p>NB, MAX, MÉDIANE.</p>", "<p>COUNT, MAX, MEDIAN.</p>"),
  },
  file: {
    title: b("Trie ce tableau par ville, puis par date, et dépose le fichier obtenu.", "Sort this table by town, then by date, and hand in the resulting file."),
    body: b("<p>Garde la ligne de titres. Le nom du fichier est libre.</p>", "<p>Keep the header row. You may name the file as you like.</p>"),
    kind: "file",
    ask: () => ({ formats: ["csv", "xlsx", "ods"], max_bytes: 5_000_000 }),
    files: (t) => [
      card(t(b("releves-de-temperature-des-douze-stations-du-departement.xlsx", "temperature-readings-of-the-twelve-stations-of-the-county.xlsx")), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 9_210),
      card(t(b("lisez-moi.txt", "read-me.txt")), "text/plain", 318),
    ],
    given: { name: "tri.xlsx" },
    outcome: "wrong",
    message: b("<p>Le tableau est trié par date, mais les villes sont mélangées.</p>", "<p>The table is sorted by date, but the towns are mixed up.</p>"),
    solution: b("<p>Données, Trier : d’abord Ville, puis Date.</p>", "<p>Data, Sort: first Town, then Date.</p>"),
  },
  emphasis: {
    title: b("Quelle phrase a la mise en forme demandée dans le message ?", "Which sentence has the format that the mail asks for?"),
    kind: "choice",
    ask: (t) => ({
      several: false,
      options: [
        { id: "1", html: t(b("Le <em>mardi 5 mai</em>, on passe <strong>Nuit de neige</strong> à Dinan.", "On <em>Tuesday 5 May</em>, we show <strong>Night of Snow</strong> in Dinan.")) },
        { id: "2", html: t(b("Le <strong>mardi 5 mai</strong>, on passe <em>Nuit de neige</em> à Dinan.", "On <strong>Tuesday 5 May</strong>, we show <em>Night of Snow</em> in Dinan.")) },
      ],
    }),
    given: { choices: ["1"] },
    outcome: "wrong",
    solution: b("<p>Le <strong>mardi 5 mai</strong>, on passe <em>Nuit de neige</em> à Dinan.</p>", "<p>On <strong>Tuesday 5 May</strong>, we show <em>Night of Snow</em> in Dinan.</p>"),
  },
  sources: {
    title: b("Quel résultat choisir pour installer ce logiciel ? Dis pour chacun ce que c’est.", "Which result to choose for installing this program? Say of each what it is."),
    kind: "match",
    ask: (t) => ({
      left: ["1", "2", "3"].map((id) => ({ id: `l${id}`, html: t(b(`Résultat ${id}`, `Result ${id}`)) })),
      right: [
        { id: "r1", html: t(b("C’est la source à choisir", "This is the source to choose")) },
        { id: "r2", html: t(b("Une publicité vers un site qui n’est pas celui de l’éditeur", "An advertisement for a site that is not the publisher’s")) },
        { id: "r3", html: t(b("Un installateur qui ajoute autre chose", "An installer that adds something else")) },
      ],
    }),
    given: { pairs: { l1: "r2", l2: "r1", l3: "r3" } },
    outcome: "correct",
    detail: { l1: true, l2: true, l3: true },
  },
  mail: {
    title: b("À qui écrire, et avec quel objet ?", "Whom to write to, and with which subject?"),
    kind: "blanks",
    ask: (t) => ({
      text: "",
      blanks: [
        { id: "to", label: t(b("Adresse du destinataire (À)", "Address of the receiver (To)")), kind: "text", options: [], unit: "" },
        { id: "subject", label: t(b("Objet du message", "Subject of the message")), kind: "options", options: [
          t(b("Question importante à propos du 12 mars 2026", "Important question about 12 March 2026")),
          t(b("Réservation pour 24 élèves, le 12 mars 2026", "Booking for 24 pupils, 12 March 2026")),
        ], unit: "" },
        { id: "pupils", label: t(b("Nombre d’élèves", "Number of pupils")), kind: "number", options: [], unit: "" },
      ],
      interchangeable: false,
    }),
    given: { blanks: { to: "maelys.dubois@maison-des-loisirs.example", subject: "Question importante à propos du 12 mars 2026", pupils: "24" } },
    outcome: "partial",
    detail: { to: true, subject: false, pupils: true },
  },
  hologram: {
    title: b("Une question d’un genre à venir.", "A question of a kind to come."),
    kind: "hologram",
    ask: () => ({}),
    given: null,
    outcome: "skipped",
  },
};

export function question(name: string, lang: Lang, number = 8): QuestionMessage {
  const written = WRITTEN[name]!;
  const t = (both: Both): string => both[lang];
  return {
    id: `q-${name}`,
    number,
    title: t(written.title),
    body: written.body ? t(written.body) : "",
    kind: written.kind,
    ask: written.ask(t),
    files: written.files?.(t) ?? [],
  };
}

export function feedback(name: string, lang: Lang, number = 8): FeedbackMessage {
  const { given, outcome, message, hint, solution, detail } = WRITTEN[name]!;
  const right = outcome === "correct";
  return {
    question: question(name, lang, number),
    given,
    outcome,
    message: message?.[lang] ?? "",
    hint: right ? "" : (hint?.[lang] ?? ""),
    solution: solution?.[lang] ?? "",
    detail: detail ?? null,
    tutorial: right ? null : tutorialCard(lang),
  };
}

export function tutorialCard(lang: Lang): FeedbackMessage["tutorial"] & object {
  return {
    id: "1.3.formulas",
    title: b("la moyenne d’une colonne", "the average of a column")[lang],
    minutes: 3,
    topic: b("Calculer avec des formules", "Calculating with formulas")[lang],
  };
}
