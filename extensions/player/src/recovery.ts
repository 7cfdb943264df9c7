/**
 * Getting a Voilà page back after its kernel or server died: a new kernel comes only with a new page,
 * so the page is loaded again by itself once the server answers.
 */

import { browserShelf, type Shelf } from "./drafts";
import type { Transport } from "./transport";

export const RELOAD_NAME = "pixnb.reloaded";

export interface Surroundings {
  /** True when the web server answers at all. */
  reach(): Promise<boolean>;
  reload(): void;
  shelf: Shelf | null;
  now(): number;
  /** ms between two looks. */
  every: number;
  /** ms at least between two reloads. */
  apart: number;
}

/** The page itself. */
export function page(): Surroundings {
  return {
    reach: reachPage,
    reload: () => location.reload(),
    shelf: browserShelf("sessionStorage"),
    now: Date.now,
    every: 3_000,
    apart: 20_000,
  };
}

/** HEAD on the page: Voilà refuses it (405) without starting a kernel, and any answer shows it is alive. */
async function reachPage(): Promise<boolean> {
  try {
    const response = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
    return ![502, 503, 504].includes(response.status);
  } catch {
    return false;
  }
}

/**
 * Watches a transport and reloads the page when the connection is lost while the server answers.
 *
 * @returns How to stop.
 */
export function reloadWhenLost(transport: Transport, around: Surroundings = page()): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const look = async (): Promise<void> => {
    const reached = await around.reach();
    // The transport keeps asking meanwhile: a kernel that was only busy is back by now.
    if (stopped || transport.connection === "ok") return;
    if (reached && mayReload(around)) reloadNow(around);
    else wait();
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), around.every);
  };
  const unwatch = transport.watch((connection) => (connection === "lost" ? wait() : clearTimeout(timer)));
  return () => {
    stopped = true;
    clearTimeout(timer);
    unwatch();
  };
}

/** Loads the page again and remembers when, so that a server that keeps failing is not hammered. */
export function reloadNow(around: Surroundings = page()): void {
  try {
    around.shelf?.setItem(RELOAD_NAME, String(around.now()));
  } catch {
    // Without a store the page cannot remember; the delay between looks still holds.
  }
  around.reload();
}

function mayReload(around: Surroundings): boolean {
  try {
    const last = Number(around.shelf?.getItem(RELOAD_NAME) ?? 0);
    return around.now() - last >= around.apart;
  } catch {
    return true;
  }
}
