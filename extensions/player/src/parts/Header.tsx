/**
 * The slim bar on top: brand, what this is about, saved state, language, colours, and the way out.
 * Its saved state is the page's one live region; other announcements go through it unseen.
 */

import type { JSX } from "preact";
import { planName, usePlayer } from "../player";
import type { Lang } from "../protocol";
import { THEMES, type Theme } from "../theme";
import { Icon, type IconName } from "./Icon";

const THEME_ICONS: Record<Theme, IconName> = { auto: "auto", light: "sun", dark: "moon" };

export function Header({ announcement }: { announcement: string }): JSX.Element {
  const { state, session, words } = usePlayer();
  const { view, home } = state;
  const inside = view !== null && view.screen !== "start" && !home;
  return (
    <header class="px-bar">
      <div class="px-wrap px-bar-row">
        <span class="px-brand"><i aria-hidden="true"><b /><b /><b /><b /></i>pixnb</span>
        {inside && <span class="px-plan px-small px-muted">{planName(view.plan)}</span>}
        <p class="px-status px-small px-muted" role="status" aria-atomic="false">
          <Saved />
          <span class="px-vh">{announcement}</span>
        </p>
        <Languages />
        <Colours />
        {inside && (
          <button type="button" class="px-link" onClick={() => session.quit()}>{words.t("header.quit")}</button>
        )}
      </div>
    </header>
  );
}

function Saved(): JSX.Element {
  const { state, words } = usePlayer();
  const { saving, savedAt, connection, home, view } = state;
  if (saving === "saving") return <span class="px-saving">{words.t("save.saving")}</span>;
  if (saving === "offline") return <Offline text={words.t("save.offline")} />;
  if (connection === "lost") return <Offline text={words.t("save.kept")} />;
  if (!savedAt || home || view?.screen === "start") return <span />;
  return (
    <span class="px-saved">
      <Icon name="check" />
      {words.t("save.saved", { time: words.clock(savedAt) })}
    </span>
  );
}

function Offline({ text }: { text: string }): JSX.Element {
  return <span class="px-saved px-offline"><Icon name="offline" />{text}</span>;
}

function Languages(): JSX.Element {
  const { state, session, words } = usePlayer();
  return (
    <div class="px-langs" role="group" aria-label={words.t("lang.choose")}>
      {(["fr", "en"] as Lang[]).map((lang) => (
        <button key={lang} type="button" lang={lang} aria-pressed={state.lang === lang} onClick={() => void session.speak(lang)}>
          <span aria-hidden="true">{lang.toUpperCase()}</span>
          <span class="px-vh">{lang === "fr" ? "Français" : "English"}</span>
        </button>
      ))}
    </div>
  );
}

function Colours(): JSX.Element {
  const { theme, words } = usePlayer();
  const label = words.t(`theme.${theme.choice}`);
  const next = THEMES[(THEMES.indexOf(theme.choice) + 1) % THEMES.length]!;
  return (
    <button type="button" class="px-icon-button px-bare" aria-label={label} title={label} onClick={() => theme.choose(next)}>
      <Icon name={THEME_ICONS[theme.choice]} />
    </button>
  );
}
