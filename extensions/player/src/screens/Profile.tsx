/**
 * Where the learner stands in every competence, how sure that is, and the way so far. Prints on one page.
 */

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { upToNow } from "../chart";
import { usePage } from "../pages";
import { Await } from "../parts/Await";
import { Download } from "../parts/Download";
import { Icon } from "../parts/Icon";
import { Link } from "../parts/Link";
import { ProgressChart } from "../parts/ProgressChart";
import { Segments } from "../parts/Segments";
import { Standings, type Terms } from "../parts/Standings";
import { usePlayer } from "../player";
import { printScreen } from "../print";
import type { FileContent, ProfileMessage } from "../protocol";

interface Props {
  profile: ProfileMessage;
}

export function Profile(): JSX.Element {
  const page = usePage("profile", {});
  return <Await page={page}>{(profile) => <ProfileView profile={profile} />}</Await>;
}

export function ProfileView({ profile }: Props): JSX.Element {
  const { words } = usePlayer();
  const [terms, setTerms] = useState<Terms>("crcn");
  const here = useRef<HTMLElement>(null);
  const digcomp = words.t("profile.digcomp", { version: profile.digcomp_version });
  return (
    <article ref={here} class="px-wide px-profile px-stack" data-terms={terms}>
      <Head profile={profile} />
      {profile.answers === 0 && (
        <div class="px-card px-empty px-stack px-tight">
          <p>{words.t("profile.empty")}</p>
          <div><Link to="home" class="px-btn px-primary">{words.t("profile.choose")}</Link></div>
        </div>
      )}
      <div class="px-row px-tools">
        <Segments label={words.t("profile.terms")} value={terms} choose={setTerms} options={[["crcn", words.t("profile.crcn")], ["digcomp", digcomp]]} />
        <Ways profile={profile} root={here} />
      </div>
      {terms === "digcomp" && (
        <div class="px-note px-stack px-tight px-digcomp-note">
          <p>{digcomp}{words.t("colon")}{profile.digcomp_note}</p>
          <p>{words.t("profile.relations")}</p>
        </div>
      )}
      <Standings areas={profile.areas} terms={terms} />
      <p class="px-small px-muted px-legend">{words.t("profile.legend")}</p>
      <section class="px-stack px-tight px-progress-part">
        <h2>{words.t("chart.title")}</h2>
        <ProgressChart progress={upToNow(profile)} />
      </section>
    </article>
  );
}

function Head({ profile }: Props): JSX.Element {
  const { words, id } = usePlayer();
  const { name, answers, pix, low, high, max_pix: max, reachable_pix: reachable } = profile;
  // What was never assessed is not zero.
  const assessed = profile.areas.some((area) => area.standings.some((standing) => standing.state !== "unassessed"));
  const at = words.t("profile.at", { date: words.date(profile.at) });
  const counted = words.t("profile.answers", { count: words.number(answers) }, answers);
  return (
    <header class="px-profile-head">
      <div>
        {name && <p class="px-on-paper">{name}</p>}
        <h1 id={`${id}-title`} tabIndex={-1}>{words.t("profile.title")}</h1>
        <p class="px-muted">{at} · {counted}</p>
      </div>
      <div class="px-total">
        <p>
          {assessed
            ? <strong>{words.number(pix)}</strong>
            : <><strong aria-hidden="true">–</strong><span class="px-vh">{words.t("profile.pix_unknown")}</span></>}{" "}
          <span class="px-muted">{words.t("profile.out_of", { max: words.number(max) })}</span>
        </p>
        {assessed && (
          <p class="px-small px-muted">{words.t("profile.interval", { low: words.number(low), high: words.number(high) })}</p>
        )}
        <p class="px-small px-muted">{words.t("profile.reachable", { pix: words.number(reachable) })}</p>
      </div>
    </header>
  );
}

interface WaysProps extends Props {
  root: { current: HTMLElement | null };
}

/** Ways to take the profile along. */
function Ways({ profile, root }: WaysProps): JSX.Element {
  const { app, words, place } = usePlayer();
  const save = (format: "csv" | "json"): Promise<FileContent> => app.ask("export", { format, lang: words.lang });
  const print = (): void => {
    const player = root.current?.closest<HTMLElement>(".pixnb");
    if (player) printScreen(player, place, [words.t("profile.title"), profile.name, "pixnb"].filter(Boolean).join(" – "));
  };
  return (
    <div class="px-row px-ways">
      <button type="button" class="px-btn px-plain-btn" onClick={print}><Icon name="print" /> {words.t("profile.print")}</button>
      <Download label="CSV" about={words.t("profile.as_csv")} fetch={() => save("csv")} />
      <Download label="JSON" about={words.t("profile.as_json")} fetch={() => save("json")} />
    </div>
  );
}
