/**
 * A button that fetches a file and hands it to the browser; a failure is said below it.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { usePlayer } from "../player";
import type { CallProblem, FileContent } from "../protocol";
import { problemOf } from "../transport";
import { handOver } from "./FileCard";
import { Icon } from "./Icon";

interface Props {
  label: string;
  /** More words for screen readers. */
  about?: string;
  fetch(): Promise<FileContent>;
}

export function Download({ label, about = "", fetch }: Props): JSX.Element {
  const { words, announce } = usePlayer();
  const [getting, setGetting] = useState<"idle" | "loading" | "done" | CallProblem>("idle");
  const get = async (): Promise<void> => {
    if (getting === "loading") return;
    setGetting("loading");
    try {
      const file = await fetch();
      handOver(file);
      setGetting("done");
      announce(words.t("notice.downloaded", { name: file.name }));
    } catch (error) {
      setGetting(problemOf(error));
    }
  };
  return (
    <span class="px-download">
      <button type="button" class="px-btn px-plain-btn" aria-disabled={getting === "loading"} onClick={() => void get()}>
        <Icon name={getting === "done" ? "check" : "download"} />
        {label}
        {about && <span class="px-vh">{about}</span>}
      </button>
      {typeof getting === "object" && <span class="px-error-text" role="alert">{words.problem(getting)}</span>}
    </span>
  );
}
