/**
 * The widget's entry (anywidget front-end module): joins the model to the app and draws it.
 */

import { render as draw } from "preact";
import { Application, type First } from "./application";
import { App } from "./App";
import { CommTransport, type Model } from "./comm";
import { Drafts } from "./drafts";
import { language } from "./i18n";
import { rememberedLanguage } from "./language";
import { reloadWhenLost } from "./recovery";
import { HashRouter, MemoryRouter } from "./router";
import { Seat } from "./seat";
import type { Place } from "./session";

let players = 0;

function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  const asked = language(model.get("lang"));
  const place: Place = model.get("place") === "voila" ? "voila" : "lab";
  const first = (model.get("first") as First | null) ?? null;
  const route = String(model.get("route") || first?.route || "home");
  const transport = new CommTransport(model);
  const router = place === "voila" ? new HashRouter(route) : new MemoryRouter(route);
  const app = new Application(new Seat(transport), router, { lang: rememberedLanguage(asked), first, drafts: new Drafts() });
  const stopReloading = place === "voila" ? reloadWhenLost(transport) : () => undefined;
  draw(<App app={app} place={place} asked={asked} id={`pixnb-${++players}`} />, el);
  void app.open();
  return () => {
    stopReloading();
    app.close();
    transport.close();
    draw(null, el);
  };
}

export default { render };
