/**
 * Items to put in order: buttons move an item up or down, dragging is an extra. Each move is announced.
 */

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Html, plainText } from "../html";
import { Icon } from "../parts/Icon";
import type { Raw } from "../protocol";
import { idsOf, type FieldProps, type GivenProps, type Kind } from "./kind";

interface OrderItem {
  id: string;
  html: string;
}

export interface OrderAsk {
  items: OrderItem[];
}

/** The items as they lie now: as the learner put them, else as they were shown. */
export function lying(ask: OrderAsk, raw: Raw | null): OrderItem[] {
  const order = idsOf(raw, "order");
  const known = order.map((id) => ask.items.find((item) => item.id === id)).filter((item) => item !== undefined);
  return known.length === ask.items.length ? known : ask.items;
}

/** The answer after the item at `from` was moved to `to`. */
export function move(ask: OrderAsk, raw: Raw | null, from: number, to: number): Raw {
  const order = lying(ask, raw).map((item) => item.id);
  const [moved] = order.splice(from, 1);
  if (moved !== undefined) order.splice(to, 0, moved);
  return { order };
}

function Field({ ask, raw, write, words, id, titleId, errorId, announce }: FieldProps<OrderAsk>): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<{ item: string; up: boolean } | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const items = lying(ask, raw);

  // Moving an element in the page takes the focus away from its buttons: give it back.
  useLayoutEffect(() => {
    const { item, up } = moved.current ?? {};
    moved.current = null;
    const buttons = item ? list.current?.querySelectorAll<HTMLButtonElement>(`[data-item="${CSS.escape(item)}"]`) : null;
    const wanted = buttons?.[up ? 0 : 1];
    (wanted?.disabled ? buttons?.[up ? 1 : 0] : wanted)?.focus();
  }, [raw]);

  const go = (from: number, to: number): void => {
    const item = items[from];
    if (!item || to < 0 || to >= items.length || to === from) return;
    write((now) => move(ask, now, from, to));
    const values = { item: plainText(item.html), position: to + 1, total: items.length };
    announce(words.t("kind.order.moved", values));
  };
  const byButton = (from: number, up: boolean): void => {
    moved.current = { item: items[from]!.id, up };
    go(from, up ? from - 1 : from + 1);
  };
  const over = (event: DragEvent, to: number): void => {
    const from = items.findIndex((item) => item.id === dragged);
    if (from < 0) return;
    event.preventDefault();
    go(from, to);
  };

  return (
    <div class="px-field" role="group" aria-labelledby={`${titleId} ${id}-hint`} aria-describedby={errorId}>
      <p class="px-hint" id={`${id}-hint`}>{words.t("kind.order.hint")}</p>
      <ol class="px-order" ref={list}>
        {items.map((item, index) => {
          const label = plainText(item.html);
          return (
            <li
              key={item.id}
              class={dragged === item.id ? "px-dragged" : ""}
              draggable
              onDragStart={(event) => { event.dataTransfer?.setData("text/plain", label); setDragged(item.id); }}
              onDragOver={(event) => over(event, index)}
              onDrop={(event) => event.preventDefault()}
              onDragEnd={() => setDragged(null)}
            >
              <span class="px-rank" aria-hidden="true">{index + 1}</span>
              <Html inline html={item.html} class="px-grow" />
              <MoveButton up item={item.id} at={index} last={items.length - 1} go={byButton}
                label={words.t("kind.order.up_item", { item: label })} title={words.t("kind.order.up")} />
              <MoveButton up={false} item={item.id} at={index} last={items.length - 1} go={byButton}
                label={words.t("kind.order.down_item", { item: label })} title={words.t("kind.order.down")} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

interface MoveProps {
  up: boolean;
  item: string;
  at: number;
  last: number;
  label: string;
  title: string;
  go(from: number, up: boolean): void;
}

function MoveButton({ up, item, at, last, label, title, go }: MoveProps): JSX.Element {
  return (
    <button type="button" class="px-icon-button" data-item={item} aria-label={label} title={title}
      disabled={at === (up ? 0 : last)} onClick={() => go(at, up)}>
      <Icon name={up ? "up" : "down"} />
    </button>
  );
}

function Given({ ask, given }: GivenProps<OrderAsk>): JSX.Element {
  return (
    <ol class="px-given-order">
      {lying(ask, given).map((item) => <li key={item.id}><Html inline html={item.html} /></li>)}
    </ol>
  );
}

export const order: Kind<OrderAsk> = { Field, Given, empty: () => ({ order: [] }) };
