/**
 * The widget's comm as a `Transport`: one message per call, matched to its reply by an id.
 * It sends a ping at rest, so that a dead kernel is noticed and a living page keeps its kernel.
 */

import type { Calls, Json, Method } from "./protocol";
import { CallError, type Connection, type Transport } from "./transport";

/** The part of anywidget's model that is used (https://anywidget.dev/en/afm/). */
export interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  send(content: unknown, callbacks?: unknown, buffers?: (ArrayBuffer | ArrayBufferView)[]): void;
  on(event: string, callback: (...args: any[]) => void): void;
  off(event?: string | null, callback?: ((...args: any[]) => void) | null): void;
}

export interface Delays {
  /** ms without a reply before the connection counts as lost. */
  answer: number;
  /** ms between two pings at rest. */
  ping: number;
  /** ms between two pings while lost, and ms each of them waits. */
  retry: number;
  probe: number;
  /** ms granted more for each kilobyte sent. */
  perKilobyte: number;
}

export const DELAYS: Delays = { answer: 8_000, ping: 15_000, retry: 1_500, probe: 3_000, perKilobyte: 8 };

interface Waiting {
  resolve(value: unknown): void;
  reject(error: CallError): void;
  timer: ReturnType<typeof setTimeout>;
}

interface ReplyMessage {
  id?: string;
  ok?: boolean;
  result?: unknown;
  error?: { code?: string; params?: Record<string, Json> };
}

export class CommTransport implements Transport {
  connection: Connection = "ok";
  #waiting = new Map<string, Waiting>();
  #listeners = new Set<(connection: Connection) => void>();
  #count = 0;
  // Several views of one widget share its messages: each has ids of its own.
  #prefix = Math.random().toString(36).slice(2, 10);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #probing: Promise<boolean> | undefined;
  #closed = false;

  constructor(
    private readonly model: Model,
    private readonly delays: Delays = DELAYS,
  ) {
    model.on("msg:custom", this.#receive);
    model.on("comm:close", this.#lose);
    document.addEventListener("visibilitychange", this.#onVisible);
    this.#schedule();
  }

  call<M extends Method>(method: M, params: Calls[M]["params"], upload?: Uint8Array): Promise<Calls[M]["result"]> {
    const patience = this.delays.answer + (this.delays.perKilobyte * (upload?.byteLength ?? 0)) / 1024;
    const sent = this.#send(method, params, upload, patience);
    sent.catch((error: CallError) => error.code === "lost" && this.#lose());
    return sent as Promise<Calls[M]["result"]>;
  }

  watch(listener: (connection: Connection) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  probe(): Promise<boolean> {
    this.#probing ??= this.#ping().finally(() => (this.#probing = undefined));
    return this.#probing;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#onVisible);
    this.model.off("msg:custom", this.#receive);
    this.model.off("comm:close", this.#lose);
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    this.#listeners.clear();
  }

  async #ping(): Promise<boolean> {
    const patience = this.connection === "lost" ? this.delays.probe : this.delays.answer;
    try {
      await this.#send("ping", {}, undefined, patience);
    } catch (error) {
      // Any other error is an answer too: someone is there.
      if (error instanceof CallError && error.code === "lost") this.#lose();
    }
    return this.connection === "ok";
  }

  #send(method: Method, params: object, upload: Uint8Array | undefined, patience: number): Promise<unknown> {
    const id = `${this.#prefix}-${++this.#count}`;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#giveUp(id), patience);
      this.#waiting.set(id, { resolve, reject, timer });
      try {
        this.model.send({ id, method, params }, undefined, upload ? [upload] : []);
      } catch {
        this.#giveUp(id);
      }
    });
  }

  #giveUp(id: string): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(id);
    waiting.reject(new CallError("lost"));
  }

  #receive = (message: ReplyMessage, buffers: (DataView | ArrayBuffer)[] = []): void => {
    this.#change("ok");
    const waiting = message?.id ? this.#waiting.get(message.id) : undefined;
    if (!waiting || !message.id) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(message.id);
    if (message.ok) waiting.resolve(withBytes(message.result, buffers));
    else waiting.reject(new CallError(message.error?.code ?? "internal", message.error?.params ?? {}));
  };

  #lose = (): void => this.#change("lost");

  #onVisible = (): void => {
    // Timers sleep with the machine: look at once when it wakes.
    if (document.visibilityState === "visible") void this.probe();
  };

  #change(connection: Connection): void {
    if (this.#closed || connection === this.connection) return;
    this.connection = connection;
    this.#schedule();
    for (const listener of [...this.#listeners]) listener(connection);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    const delay = this.connection === "lost" ? this.delays.retry : this.delays.ping;
    this.#timer = setTimeout(() => void this.probe().finally(() => this.#schedule()), delay);
  }
}

/** The bytes of a file travel beside the message: put them where the protocol has them. */
function withBytes(result: unknown, buffers: (DataView | ArrayBuffer)[]): unknown {
  const first = buffers[0];
  if (!first || typeof result !== "object" || result === null) return result;
  const view = ArrayBuffer.isView(first) ? first : new DataView(first);
  // A copy: the message's memory may be shared with other messages.
  const content = new Uint8Array(view.byteLength);
  content.set(new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength));
  return { ...result, content };
}
