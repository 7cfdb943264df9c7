/**
 * The whole player: which screen is shown, and where the focus goes when it changes.
 */

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { words as wordsOf, type Words } from "./i18n";
import { plainText } from "./html";
import { rememberLanguage } from "./language";
import { LostBanner, Notice, Problem } from "./parts/Banner";
import { Header } from "./parts/Header";
import { planName, PlayerContext } from "./player";
import type { Lang } from "./protocol";
import { Checkpoint } from "./screens/Checkpoint";
import { End } from "./screens/End";
import { Feedback, Kept } from "./screens/Feedback";
import { Question } from "./screens/Question";
import { Start } from "./screens/Start";
import { Tutorial } from "./screens/Tutorial";
import type { Place, Session, State } from "./session";
import { ThemeChoice } from "./theme";

interface AppProps {
  session: Session;
  place: Place;
  /** The language the player was opened in. */
  asked: Lang;
  id: string;
}

export function App({ session, place, asked, id }: AppProps): JSX.Element {
  const state = useSession(session);
  const theme = useTheme(place);
  const words = useMemo(() => wordsOf(state.lang), [state.lang]);
  const [announcement, announce] = useState("");
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    rememberLanguage(asked, state.lang);
    if (place === "voila") document.documentElement.lang = state.lang;
  }, [state.lang]);
  useEffect(() => announce(state.notice ? words.t(state.notice.key, state.notice.values) : ""), [state.notice]);
  useFocus(root, state);
  useTitle(place, state, words);

  return (
    <PlayerContext.Provider value={{ session, state, words, place, theme, id, announce }}>
      <div
        ref={root}
        class="pixnb"
        lang={state.lang}
        data-theme={theme.dark ? "dark" : "light"}
        data-place={place}
        // JupyterLab's keyboard shortcuts must not fire while someone writes an answer.
        data-lm-suppress-shortcuts="true"
        onKeyDown={(event) => event.stopPropagation()}
      >
        <div class="px-page">
          <Header announcement={announcement} />
          <LostBanner />
          <main class="px-wrap px-narrow px-main">
            <Problem />
            <Notice />
            <Body state={state} words={words} />
          </main>
        </div>
      </div>
    </PlayerContext.Provider>
  );
}

function Body({ state, words }: { state: State; words: Words }): JSX.Element | null {
  const { view, tutorial, home } = state;
  if (!view) return state.problem ? null : <p class="px-muted px-loading" role="heading" aria-level={1}>{words.t("loading")}</p>;
  if (tutorial) return <Tutorial tutorial={tutorial} />;
  if (home || view.screen === "start") return <Start view={view} />;
  if (view.screen === "question" && view.question) {
    return <Question key={`${view.attempt} ${view.question.id}`} question={view.question} />;
  }
  if (view.screen === "feedback") return view.feedback ? <Feedback feedback={view.feedback} /> : <Kept />;
  if (view.screen === "checkpoint" && view.checkpoint) return <Checkpoint checkpoint={view.checkpoint} />;
  if (view.screen === "end" && view.result) return <End view={view} result={view.result} />;
  return <Start view={view} />;
}

function useSession(session: Session): State {
  const [state, setState] = useState(session.state);
  useLayoutEffect(() => {
    setState(session.state);
    return session.subscribe(setState);
  }, [session]);
  return state;
}

function useTheme(place: Place): ThemeChoice {
  const [, redraw] = useState(0);
  const theme = useMemo(() => new ThemeChoice(place, () => redraw((count) => count + 1)), [place]);
  useEffect(() => () => theme.close(), [theme]);
  return theme;
}

/** What makes one screen another one: when it changes, the focus moves. */
export function screenName({ view, home, tutorial }: State): string {
  if (!view) return "";
  if (tutorial) return `tutorial ${tutorial.id}`;
  if (home) return "home";
  const question = view.question?.id ?? view.after;
  return [view.screen, view.attempt, view.screen === "start" || view.screen === "end" ? "" : question].join(" ");
}

/** The focus goes to the heading of a new screen; after a lesson, back to the button that opened it. */
function useFocus(root: { current: HTMLDivElement | null }, state: State): void {
  const name = screenName(state);
  const before = useRef(name);
  const lesson = useRef("");
  useEffect(() => {
    const first = before.current === "";
    if (name === before.current) return;
    const reading = before.current.startsWith("tutorial ");
    before.current = name;
    // When the page opens, the focus is the reader's own.
    if (first) return;
    const button = reading ? root.current?.querySelector<HTMLElement>(`[data-lesson="${CSS.escape(lesson.current)}"]`) : null;
    lesson.current = state.tutorial?.id ?? "";
    if (button) button.focus();
    else showTop(root.current);
  }, [name]);
}

function showTop(root: HTMLElement | null): void {
  root?.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  if (root && root.getBoundingClientRect().top < 0) root.scrollIntoView({ block: "start" });
}

/** In Voilà the page is ours to name; in JupyterLab it is not. */
function useTitle(place: Place, state: State, words: Words): void {
  useEffect(() => {
    const { view, invalid } = state;
    if (place !== "voila" || !view) return;
    const error = invalid ? words.t("invalid.prefix") : "";
    document.title = `${error}${[screenTitle(state, words), planName(view.plan), "pixnb"].filter(Boolean).join(" – ")}`;
  }, [place, state.view, state.home, state.tutorial, state.invalid, words]);
}

function screenTitle({ view, home, tutorial }: State, words: Words): string {
  if (tutorial) return tutorial.title;
  if (!view || home || view.screen === "start") return "";
  if (view.screen === "end") return words.t("end.kicker");
  if (view.screen === "checkpoint") return words.t("checkpoint.title");
  const question = words.t("progress.question", { number: view.progress.number });
  const heard = view.feedback ? words.t(`outcome.${view.feedback.outcome}`) : plainText(view.question?.title ?? "");
  return [question, heard].filter(Boolean).join(" – ");
}
