/**
 * The built player over a pretended kernel, for looking at it: `?scene=question-number&lang=fr&place=voila`.
 * The kernel is at hand as `kernel` in the page, for scripts.
 */

import { kernelOf, SCENES } from "./fake";

const wish = new URLSearchParams(location.search);
const get = (name: string, otherwise: string): string => wish.get(name) ?? otherwise;
const kernel = kernelOf(get("scene", "start"), { lang: get("lang", "fr"), place: get("place", "voila") });
kernel.delay = Number(get("delay", "20"));
const problem = wish.get("problem");
if (problem) kernel.failing[get("method", "view")] = Array(20).fill({ code: problem, params: {} });
Object.assign(window, { kernel, scenes: SCENES });

const address = "/player.js";
const { default: widget } = (await import(address)) as { default: { render(at: object): () => void } };
Object.assign(window, { leave: widget.render({ model: kernel.model, el: document.getElementById("here") }) });
