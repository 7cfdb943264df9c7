/**
 * The whole app: which screen is shown, and where the focus goes when it changes.
 */

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import type { Application, AppState } from "./application";
import { words as wordsOf, type Words } from "./i18n";
import { plainText } from "./html";
import { rememberLanguage } from "./language";
import { Loading } from "./parts/Await";
import { LostBanner, Notice, Problem } from "./parts/Banner";
import { Header } from "./parts/Header";
import { PracticeBand } from "./parts/PracticeBand";
import { planName, PlayerContext, usePlayer, type Player } from "./player";
import type { Lang } from "./protocol";
import { routeOf } from "./router";
import { Checkpoint } from "./screens/Checkpoint";
import { End } from "./screens/End";
import { Feedback, Kept } from "./screens/Feedback";
import { History } from "./screens/History";
import { Home } from "./screens/Home";
import { Lessons } from "./screens/Lessons";
import { Profile } from "./screens/Profile";
import { Question } from "./screens/Question";
import { Review } from "./screens/Review";
import { Start } from "./screens/Start";
import { Tutorial } from "./screens/Tutorial";
import { Who } from "./screens/Who";
import type { Place, State } from "./session";
import { ThemeChoice } from "./theme";

interface AppProps {
  app: Application;
  place: Place;
  /** The language the player was opened in. */
  asked: Lang;
  id: string;
}

export function App({ app, place, asked, id }: AppProps): JSX.Element {
  const here = useWatched(app, () => app.state);
  const { session } = app;
  const state = useWatched(session, () => session.state);
  const theme = useTheme(place);
  const words = useMemo(() => wordsOf(here.lang), [here.lang]);
  const [announcement, announce] = useState("");
  const root = useRef<HTMLDivElement>(null);
  const player: Player = { app, here, session, state, words, place, theme, id, announce };

  useEffect(() => {
    rememberLanguage(asked, here.lang);
    if (place === "voila") document.documentElement.lang = here.lang;
  }, [here.lang]);
  useEffect(() => announce(state.notice ? words.t(state.notice.key, state.notice.values) : ""), [state.notice]);
  useFocus(root, player);
  useTitle(player);

  return (
    <PlayerContext.Provider value={player}>
      <div
        ref={root}
        class="pixnb"
        lang={here.lang}
        data-theme={theme.dark ? "dark" : "light"}
        data-place={place}
        // JupyterLab's keyboard shortcuts must not fire while someone writes an answer.
        data-lm-suppress-shortcuts="true"
        onKeyDown={(event) => event.stopPropagation()}
      >
        <div class="px-page">
          <Header announcement={announcement} />
          <LostBanner />
          <PracticeBand />
          <main class={`px-wrap px-main ${wide(here) ? "" : "px-narrow"}`}>
            <Problem />
            <Notice />
            <Body />
          </main>
        </div>
      </div>
    </PlayerContext.Provider>
  );
}

function Body(): JSX.Element | null {
  const { here: { desk, path, problem }, words } = usePlayer();
  if (!desk) return problem ? null : <Loading words={words.t("loading")} />;
  if (!desk.learner) return <Who />;
  const route = routeOf(path);
  switch (route.name) {
    case "home": return <Home />;
    case "who": return <Who />;
    case "profile": return <Profile />;
    case "history": return <History />;
    case "review": return <Review key={route.id} attempt={route.id} />;
    case "lessons": return <Lessons />;
    case "lesson": return <Tutorial key={route.id} id={route.id} />;
    case "plan": return <Plan />;
  }
}

function Plan(): JSX.Element | null {
  const { state: { view, problem }, words } = usePlayer();
  if (!view) return problem ? null : <Loading words={words.t("loading")} />;
  if (view.screen === "question" && view.question) {
    return <Question key={`${view.attempt} ${view.question.id}`} question={view.question} />;
  }
  if (view.screen === "feedback") return view.feedback ? <Feedback feedback={view.feedback} /> : <Kept />;
  if (view.screen === "checkpoint" && view.checkpoint) return <Checkpoint checkpoint={view.checkpoint} />;
  if (view.screen === "end" && view.result) return <End view={view} result={view.result} />;
  return <Start view={view} />;
}

/** Screens of cards have the whole width; those to read and answer have lines of a good length. */
function wide({ desk, path }: AppState): boolean {
  return desk?.learner != null && ["home", "profile"].includes(routeOf(path).name);
}

function useWatched<T>(source: { subscribe(listener: () => void): () => void }, read: () => T): T {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => {
    // It may have changed since it was drawn.
    redraw(0);
    return source.subscribe(() => redraw(0));
  }, [source]);
  return read();
}

function useTheme(place: Place): ThemeChoice {
  const [, redraw] = useState(0);
  const theme = useMemo(() => new ThemeChoice(place, () => redraw((count) => count + 1)), [place]);
  useEffect(() => () => theme.close(), [theme]);
  return theme;
}

/** What makes one screen another one: when it changes, the focus moves. Empty while nothing is there yet. */
export function screenName(here: AppState, { view }: State): string {
  const { desk, path } = here;
  if (!desk) return "";
  if (!desk.learner) return "who";
  if (routeOf(path).name !== "plan") return path;
  if (!view) return here.move ? path : "";
  const question = view.question?.id ?? view.after;
  return [path, view.screen, view.attempt, view.screen === "start" || view.screen === "end" ? "" : question].join(" ");
}

/** The focus goes to the heading of a new screen; after Back, to the link or button that led away. */
function useFocus(root: { current: HTMLDivElement | null }, { here, state }: Player): void {
  const name = screenName(here, state);
  const before = useRef(name);
  useEffect(() => {
    // When the page opens, the focus is the reader's own.
    const first = before.current === "";
    if (name === before.current) return;
    before.current = name;
    if (first || !root.current) return;
    const led = here.move === "pop" ? root.current.querySelector<HTMLElement>(`main [data-to="${CSS.escape(here.from)}"]`) : null;
    // It may lie in a part of the screen that is closed again.
    led?.closest("details")?.setAttribute("open", "");
    if (led) led.focus();
    else showTop(root.current);
  }, [name]);
}

function showTop(root: HTMLElement): void {
  root.querySelector<HTMLElement>("main :is(h1, [aria-level='1'])")?.focus({ preventScroll: true });
  if (root.getBoundingClientRect().top < 0) root.scrollIntoView({ block: "start" });
}

/** In Voilà the page is ours to name; in JupyterLab it is not. */
function useTitle({ place, here, state, words }: Player): void {
  const plan = routeOf(here.path).name === "plan" && here.desk?.learner ? state.view : null;
  useEffect(() => {
    if (place !== "voila") return;
    const error = state.invalid ? words.t("invalid.prefix") : "";
    const names = plan ? [screenTitle(state, words), planName(plan.plan)] : [routeTitle(here, words)];
    document.title = `${error}${[...names, "pixnb"].filter(Boolean).join(" – ")}`;
  }, [place, here.path, here.desk, plan, state.invalid, words]);
}

function routeTitle({ desk, path }: AppState, words: Words): string {
  const { name } = routeOf(path);
  if (!desk?.learner || name === "who") return words.t("who.page");
  return name === "plan" ? "" : words.t(`page.${name}`);
}

function screenTitle({ view }: State, words: Words): string {
  if (!view || view.screen === "start") return "";
  if (view.screen === "end") return words.t("end.kicker");
  if (view.screen === "checkpoint") return words.t("checkpoint.title");
  const question = words.t("progress.question", { number: view.progress.number });
  const heard = view.feedback ? words.t(`outcome.${view.feedback.outcome}`) : plainText(view.question?.title ?? "");
  return [question, heard].filter(Boolean).join(" – ");
}
