/**
 * The card of a file that comes with a question: what it is, how big, and a way to get it.
 * A picture that is part of the question is also shown in place.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { MessageKey } from "../i18n";
import { usePlayer } from "../player";
import type { CallProblem, FileContent, FileMessage } from "../protocol";
import { problemOf } from "../transport";
import { Icon } from "./Icon";
import { addressOf, Picture } from "./Picture";

const TYPES: Record<string, MessageKey> = {
  csv: "file.type.csv", tsv: "file.type.csv", xlsx: "file.type.sheet", ods: "file.type.sheet", xls: "file.type.sheet",
  txt: "file.type.text", log: "file.type.text", md: "file.type.text", json: "file.type.json", zip: "file.type.zip",
  png: "file.type.image", jpg: "file.type.image", jpeg: "file.type.image", gif: "file.type.image",
  svg: "file.type.image", webp: "file.type.image", eml: "file.type.mail", html: "file.type.html", htm: "file.type.html",
  pdf: "file.type.pdf", ics: "file.type.calendar", vcf: "file.type.contact",
};

type Getting = "idle" | "loading" | "done" | CallProblem;

export function extensionOf(name: string): string {
  return name.includes(".") ? name.slice(name.lastIndexOf(".") + 1) : "";
}

interface FileProps {
  file: FileMessage;
  /** Fetches its bytes; the question on screen is asked when nothing else is said. */
  fetch?: ((name: string) => Promise<FileContent>) | undefined;
}

export function FileCard({ file, fetch }: FileProps): JSX.Element {
  const { session, state, words } = usePlayer();
  const get = fetch ?? session.file.bind(session);
  const question = state.view?.question?.id ?? "";
  const [getting, setGetting] = useState<Getting>("idle");
  const extension = extensionOf(file.name);
  const type = words.t(TYPES[extension.toLowerCase()] ?? "file.type.other");
  const download = async (): Promise<void> => {
    if (getting === "loading") return;
    setGetting("loading");
    try {
      handOver(await get(file.name));
      setGetting("done");
      session.say({ key: "notice.downloaded", values: { name: file.name }, quiet: true });
    } catch (error) {
      setGetting(problemOf(error));
    }
  };
  return (
    <li class="px-file">
      <div class="px-file-row">
        <span class="px-file-icon" aria-hidden="true">{extension.slice(0, 4).toUpperCase()}</span>
        <span class="px-grow">
          <strong class="px-file-name">{file.name}</strong>
          <span class="px-small px-muted">{words.t("file.meta", { type, size: words.size(file.size) })}</span>
        </span>
        <button type="button" class="px-btn px-plain-btn" aria-disabled={getting === "loading"} onClick={() => void download()}>
          <Icon name={getting === "done" ? "check" : "download"} />
          <span aria-hidden="true">{words.t(buttonWords(getting))}</span>
          <span class="px-vh">{words.t("file.download_name", { name: file.name })}</span>
        </button>
      </div>
      {getting === "done" && <p class="px-hint px-below">{words.t("file.where")}</p>}
      {typeof getting === "object" && <p class="px-error-text" role="alert">{words.problem(getting)}</p>}
      {file.shown && (question || fetch) && <Picture file={file} fetch={get} of={question} />}
    </li>
  );
}

function buttonWords(getting: Getting): MessageKey {
  if (getting === "loading") return "file.loading";
  return getting === "done" ? "file.done" : "file.download";
}

/** Gives the file to the browser, which saves it under its right name. */
export function handOver(file: FileContent): void {
  const link = document.createElement("a");
  link.href = addressOf(file);
  link.download = file.name;
  link.click();
  // The browser has started to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
