/**
 * The bar on top. Between screens: the ways to all of them, and the learner's menu. Inside an attempt it is slim:
 * what this is about, saved state, and the way out. Its saved state is the page's one live region; other
 * announcements go through it unseen.
 */

import type { JSX } from "preact";
import type { MessageKey } from "../i18n";
import { planName, usePlayer, type Player } from "../player";
import type { Lang } from "../protocol";
import { routeOf, type Route } from "../router";
import { THEMES, type Theme } from "../theme";
import { Icon, type IconName } from "./Icon";
import { LearnerMenu } from "./LearnerMenu";
import { Link } from "./Link";

const THEME_ICONS: Record<Theme, IconName> = { auto: "auto", light: "sun", dark: "moon" };

/** What stands in the navigation, and the screens that belong to it. */
const PLACES: readonly (readonly [string, MessageKey, readonly Route["name"][]])[] = [
  ["home", "nav.home", ["home"]],
  ["profile", "nav.profile", ["profile"]],
  ["lessons", "nav.lessons", ["lessons", "lesson"]],
  ["history", "nav.history", ["history", "review"]],
];

export function Header({ announcement }: { announcement: string }): JSX.Element {
  const player = usePlayer();
  const { app, here, state, words } = player;
  const inside = insideAttempt(player);
  const seated = here.desk?.learner != null;
  return (
    <header class="px-bar">
      <div class={`px-wrap px-bar-row ${seated && !inside ? "px-bar-full" : ""}`}>
        <span class="px-brand"><i aria-hidden="true"><b /><b /><b /><b /></i>pixnb</span>
        {inside && state.view && <span class="px-plan px-small px-muted">{planName(state.view.plan)}</span>}
        {seated && !inside && <Places />}
        <p class="px-status px-small px-muted" role="status" aria-atomic="false">
          <Saved inside={inside} />
          <span class="px-vh">{announcement}</span>
        </p>
        <div class="px-bar-tools">
          <Languages />
          <Colours />
          {inside && <button type="button" class="px-link" onClick={() => app.go("home")}>{words.t("header.quit")}</button>}
          {seated && !inside && <LearnerMenu learner={here.desk!.learner!} />}
        </div>
      </div>
    </header>
  );
}

/** A question, its verdict or a pause is on screen: nothing else should call for attention. */
function insideAttempt({ here, state: { view } }: Player): boolean {
  if (!here.desk?.learner || routeOf(here.path).name !== "plan" || !view) return false;
  return view.screen !== "start" && view.screen !== "end";
}

function Places(): JSX.Element {
  const { here, words } = usePlayer();
  const { name } = routeOf(here.path);
  return (
    <nav class="px-places px-small" aria-label={words.t("nav.label")}>
      <ul>
        {PLACES.map(([path, key, names]) => (
          <li key={path}><Link to={path} class="px-place" current={names.includes(name)}>{words.t(key)}</Link></li>
        ))}
      </ul>
    </nav>
  );
}

function Saved({ inside }: { inside: boolean }): JSX.Element {
  const { state, words } = usePlayer();
  const { saving, savedAt, connection } = state;
  if (saving === "saving") return <span class="px-saving">{words.t("save.saving")}</span>;
  if (saving === "offline") return <Offline text={words.t("save.offline")} />;
  if (connection === "lost") return <Offline text={words.t("save.kept")} />;
  if (!savedAt || !inside) return <span />;
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
  const { app, here, words } = usePlayer();
  return (
    <div class="px-langs" role="group" aria-label={words.t("lang.choose")}>
      {(["fr", "en"] as Lang[]).map((lang) => (
        <button key={lang} type="button" lang={lang} aria-pressed={here.lang === lang} onClick={() => void app.speak(lang)}>
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
