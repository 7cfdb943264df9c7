/**
 * A file to hand in: chosen or dropped. One that is too large is refused at once.
 */

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Icon } from "../parts/Icon";
import { textOf, type FieldProps, type GivenProps, type Kind } from "./kind";

export interface FileAsk {
  formats: string[];
  max_bytes: number;
}

/** Why a file cannot be handed in, seen from its name and size alone; null when nothing speaks against it. */
export function refusal(ask: FileAsk, file: { name: string; size: number }): string | null {
  if (file.size > ask.max_bytes) return "invalid.too_large";
  const extension = file.name.split(".").pop()?.toLowerCase() ?? "";
  return ask.formats.length === 0 || ask.formats.includes(extension) ? null : "invalid.wrong_format";
}

function Field(props: FieldProps<FileAsk>): JSX.Element {
  const { ask, words, id, titleId, errorId, upload, attach, refuse } = props;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (file: File | undefined): void => {
    if (!file) return;
    const code = refusal(ask, file);
    if (code) refuse({ code, params: {} });
    else attach(file);
  };
  const remove = (): void => {
    attach(null);
    if (input.current) input.current.value = "";
    input.current?.focus();
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer?.files[0]);
  };
  const values = limits(ask, words);
  return (
    <div
      class={`px-drop ${over ? "px-over" : ""}`}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div class="px-row">
        <label class="px-btn px-plain-btn px-file-label">
          <Icon name="upload" />
          <span id={`${id}-choose`}>{words.t(upload ? "kind.file.change" : "kind.file.choose")}</span>
          <input
            ref={input}
            id={`${id}-file`}
            class="px-vh"
            type="file"
            accept={ask.formats.map((format) => `.${format}`).join(",")}
            aria-labelledby={`${id}-choose ${titleId}`}
            aria-describedby={[`${id}-hint`, `${id}-chosen`, errorId].filter(Boolean).join(" ")}
            aria-invalid={errorId ? true : undefined}
            onChange={(event) => take(event.currentTarget.files?.[0])}
          />
        </label>
        {!upload && <span class="px-muted">{words.t("kind.file.drop")}</span>}
      </div>
      <p class="px-chosen" id={`${id}-chosen`} hidden={!upload}>
        {upload && <strong>{words.t("kind.file.chosen", { name: upload.name, size: words.size(upload.size) })}</strong>}
      </p>
      {upload && (
        <button type="button" class="px-btn px-quiet px-inline" onClick={remove}
          aria-label={words.t("kind.file.remove_item", { name: upload.name })}>
          {words.t("kind.file.remove")}
        </button>
      )}
      <p class="px-hint" id={`${id}-hint`}>{words.t("kind.file.limits", values)}</p>
    </div>
  );
}

function limits(ask: FileAsk, words: FieldProps["words"]): { formats: string; size: string } {
  return { formats: ask.formats.join(", "), size: words.size(ask.max_bytes) };
}

function Given({ given }: GivenProps<FileAsk>): JSX.Element {
  return <p class="px-said">{textOf(given, "name")}</p>;
}

export const file: Kind<FileAsk> = { Field, Given, empty: () => ({ name: "" }), values: limits };
