/**
 * The widget's entry (anywidget front-end module): joins the model to a session and draws it.
 */

import { render as draw } from "preact";
import { App } from "./App";
import { CommTransport, type Model } from "./comm";
import { Drafts } from "./drafts";
import { language } from "./i18n";
import { kindOf } from "./kinds";
import { rememberedLanguage } from "./language";
import type { View } from "./protocol";
import { reloadWhenLost } from "./recovery";
import { Session, type Place } from "./session";

let players = 0;

function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  const asked = language(model.get("lang"));
  const place: Place = model.get("place") === "voila" ? "voila" : "lab";
  const transport = new CommTransport(model);
  const session = new Session(transport, {
    plan: String(model.get("plan") ?? ""),
    lang: rememberedLanguage(asked),
    view: (model.get("view") as View | null) ?? null,
    drafts: new Drafts(),
    empty: (question) => kindOf(question.kind).empty(question.ask),
  });
  const stopReloading = place === "voila" ? reloadWhenLost(transport) : () => undefined;
  draw(<App session={session} place={place} asked={asked} id={`pixnb-${++players}`} />, el);
  void session.open();
  return () => {
    stopReloading();
    session.close();
    transport.close();
    draw(null, el);
  };
}

export default { render };
