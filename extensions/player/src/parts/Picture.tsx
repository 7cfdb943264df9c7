/**
 * A picture that is part of the question, in place; it opens large, where its small letters can be read.
 */

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { usePlayer } from "../player";
import type { FileContent, FileMessage } from "../protocol";
import { Icon } from "./Icon";

/** Times the size at which a picture fills the dialog. */
const LARGEST = 6;
const STEP = 1.5;

interface Props {
  file: FileMessage;
  fetch(name: string): Promise<FileContent>;
  /** What it belongs to; another one is fetched again. */
  of: string;
}

/** A picture that does not come leaves its words; the file can still be downloaded. */
export function Picture({ file, fetch, of }: Props): JSX.Element {
  const { state, words } = usePlayer();
  const [address, setAddress] = useState("");
  const [failed, setFailed] = useState(false);
  const [large, enlarge] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const shown = useRef("");
  useEffect(() => {
    let gone = false;
    const here = (content: FileContent): void => setAddress((shown.current = addressOf(content)));
    fetch(file.name).then((content) => gone || here(content), () => gone || setFailed(true));
    return () => {
      gone = true;
      if (shown.current) URL.revokeObjectURL(shown.current);
    };
  }, [file.name, of, state.view?.lang]);
  if (!address) {
    return (
      <div class="px-picture px-picture-place" role="img" aria-label={file.alt}>
        {failed ? file.alt : words.t("loading")}
      </div>
    );
  }
  const close = (): void => {
    enlarge(false);
    opener.current?.focus();
  };
  return (
    <>
      <img class="px-picture px-zoomable" src={address} alt={file.alt} onClick={() => enlarge(true)} />
      <button ref={opener} type="button" class="px-btn px-quiet px-inline" aria-haspopup="dialog" onClick={() => enlarge(true)}>
        <Icon name="larger" /> {words.t("picture.enlarge")}
      </button>
      {large && <Large address={address} alt={file.alt} name={file.name} close={close} />}
    </>
  );
}

export function addressOf(file: FileContent): string {
  return URL.createObjectURL(new Blob([file.content], { type: file.media_type }));
}

interface LargeProps {
  address: string;
  alt: string;
  name: string;
  close(): void;
}

/** The picture alone: as large as it was made, larger or smaller by buttons, to be moved about in its box. */
function Large({ address, alt, name, close }: LargeProps): JSX.Element {
  const { words } = usePlayer();
  const dialog = useRef<HTMLDialogElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLImageElement>(null);
  /** Width at which all of it is seen, in pixels, and times that. */
  const [whole, setWhole] = useState(0);
  const [zoom, setZoom] = useState(1);
  const fit = (): void => {
    const { naturalWidth: width, naturalHeight: height } = picture.current!;
    const { clientWidth, clientHeight } = box.current!;
    // Nothing has a size before the picture has come and the dialog is open: whichever is last.
    if (!width || !clientWidth) return;
    const fitting = Math.min(clientWidth, (clientHeight * width) / height);
    setWhole(fitting);
    setZoom(within(width / fitting));
  };
  useLayoutEffect(() => {
    dialog.current?.showModal();
    fit();
  }, []);
  const by = (factor: number): void => setZoom(within(zoom * factor));
  return (
    <dialog ref={dialog} class="px-dialog px-large" aria-label={words.t("picture.large", { name })} onClose={close}>
      <div class="px-row px-large-tools">
        <button type="button" class="px-icon-button" aria-label={words.t("picture.smaller")} title={words.t("picture.smaller")}
          aria-disabled={zoom <= 1} onClick={() => by(1 / STEP)}><Icon name="minus" /></button>
        <button type="button" class="px-icon-button" aria-label={words.t("picture.larger")} title={words.t("picture.larger")}
          aria-disabled={zoom >= LARGEST} onClick={() => by(STEP)}><Icon name="plus" /></button>
        <button type="button" class="px-btn px-plain-btn px-push" autofocus onClick={() => dialog.current?.close()}>
          <Icon name="cross" /> {words.t("picture.close")}
        </button>
      </div>
      <div ref={box} class="px-large-box" tabIndex={0} role="region" aria-label={words.t("picture.box")}>
        <img ref={picture} src={address} alt={alt} style={whole ? { width: `${whole * zoom}px` } : { maxWidth: "100%" }} onLoad={fit} />
      </div>
    </dialog>
  );
}

function within(zoom: number): number {
  return Math.min(LARGEST, Math.max(1, zoom));
}
