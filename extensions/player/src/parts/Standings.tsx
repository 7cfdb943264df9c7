/**
 * The table of the competences: what it is, the squares with their margin, the level in words; a row opens to say
 * what the level means. It is a table for screen readers whatever the width: the roles survive the grid of the screen.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { MESSAGES, type MessageKey } from "../i18n";
import { usePlayer } from "../player";
import type { AreaStandings, Standing } from "../protocol";
import { pathTo } from "../router";
import { marginWords, meaning, spoken } from "../standing";
import { Band } from "./Band";
import { Link } from "./Link";

/** In whose words the competences are named. */
export type Terms = "crcn" | "digcomp";

interface Props {
  areas: AreaStandings[];
  terms: Terms;
}

export function Standings({ areas, terms }: Props): JSX.Element {
  const { words } = usePlayer();
  return (
    <table class="px-standings" role="table" aria-label={words.t("profile.table")}>
      <thead class="px-vh" role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">{words.t("profile.competence")}</th>
          <th role="columnheader" scope="col">{words.t("profile.squares")}</th>
          <th role="columnheader" scope="col">{words.t("profile.level")}</th>
        </tr>
      </thead>
      {areas.map(({ area, name, standings }) => (
        <tbody key={area} role="rowgroup">
          <tr role="row" class="px-area-row">
            <th role="rowheader" scope="rowgroup" colSpan={3}>
              <i class="px-area" data-area={area} aria-hidden="true" /><h2>{name}</h2>
            </th>
          </tr>
          {standings.map((standing) => <Row key={standing.competence} standing={standing} terms={terms} />)}
        </tbody>
      ))}
    </table>
  );
}

function Row({ standing, terms }: NameProps): JSX.Element {
  const { words, id } = usePlayer();
  const [shown, show] = useState(false);
  const { competence: code, name, state } = standing;
  const said = spoken(standing, words);
  const more = `${id}-more-${code}`;
  return (
    <>
      <tr role="row" class="px-standing" data-state={state}>
        <th role="rowheader" scope="row"><Name standing={standing} terms={terms} /></th>
        <td role="cell">
          <Band standing={standing} />
          {state !== "unassessed" && <span class="px-vh">{marginWords(standing, words)}</span>}
        </td>
        <td role="cell">
          <button type="button" class="px-level-button" aria-expanded={shown} aria-controls={more} onClick={() => show(!shown)}>
            <span class="px-grow">
              {said.title && <b>{said.title}</b>} {said.name && <span class={said.title ? "px-small px-muted" : "px-muted"}>{said.name}</span>}
            </span>
            <span class="px-vh">{words.t("profile.more", { competence: `${code} ${name}` })}</span>
          </button>
        </td>
      </tr>
      <tr role="row" class="px-more" id={more} hidden={!shown}>
        <td role="cell" colSpan={3}>
          {meaning(standing, words).map((text, index) => <p key={index} class={index > 0 ? "px-small px-muted" : ""}>{text}</p>)}
          <p><Link to={pathTo("plan", code)}>{words.t("profile.open")}<span class="px-vh"> {code} {name}</span></Link></p>
        </td>
      </tr>
    </>
  );
}

interface NameProps {
  standing: Standing;
  terms: Terms;
}

function Name({ standing, terms }: NameProps): JSX.Element {
  const { words } = usePlayer();
  const { competence: code, name, digcomp } = standing;
  const ours = <><span class="px-ref">{code}</span> {name}</>;
  if (terms === "crcn") return ours;
  return (
    <>
      {digcomp.map((each) => (
        <span key={each.code} class="px-digcomp">
          <span class="px-ref">{each.code}</span> {each.name} <span class="px-relation">{relation(each.relation, words.t)}</span>
        </span>
      ))}
      {digcomp.length === 0 && <span class="px-digcomp px-muted">{words.t("digcomp.none")}</span>}
      <span class="px-ours">CRCN {ours}</span>
    </>
  );
}

function relation(name: string, t: (key: MessageKey) => string): string {
  const key = `digcomp.${name}`;
  return key in MESSAGES.fr ? t(key as MessageKey) : name;
}
