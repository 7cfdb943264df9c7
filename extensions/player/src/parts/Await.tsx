/**
 * The frame of a screen whose content comes from the assessor: words while the first one is on its way, what went
 * wrong with a way to try again, and else the content.
 */

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Page } from "../pages";
import { usePlayer } from "../player";
import { Failure } from "./Banner";

interface Props<T> {
  page: Page<T>;
  children(data: T): ComponentChildren;
}

export function Await<T>({ page, children }: Props<T>): JSX.Element {
  const { words, here, state: { connection } } = usePlayer();
  const root = useRef<HTMLDivElement>(null);
  const { data, problem } = page;
  useKeptFocus(root, data !== null, here.move !== null);
  // The banner above already speaks of a lost connection.
  const said = problem && !(problem.code === "lost" && connection === "lost") ? problem : null;
  return (
    <div ref={root} class="px-stack" aria-busy={page.loading}>
      {said && <Failure problem={said} first={data === null} retry={page.retry} />}
      {data !== null ? children(data) : !said && <Loading words={words.t("loading")} />}
    </div>
  );
}

export function Loading({ words }: { words: string }): JSX.Element {
  return <p class="px-muted px-loading" role="heading" aria-level={1} tabIndex={-1}>{words}</p>;
}

/** The heading that had the focus while waiting is gone: the one that came has it now. */
function useKeptFocus(root: { current: HTMLElement | null }, there: boolean, moved: boolean): void {
  const before = useRef(there);
  useLayoutEffect(() => {
    const came = there && !before.current;
    before.current = there;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (came && moved && lost) root.current?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }, [there]);
}
