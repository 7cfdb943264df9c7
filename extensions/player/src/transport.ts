/**
 * How calls travel to the assessor. The player knows only `Transport`; an adapter says what carries it.
 */

import type { CallProblem, Calls, Json, Method } from "./protocol";

/** "lost": a call stayed unanswered; the adapter keeps trying until it is "ok" again. */
export type Connection = "ok" | "lost";

export interface Transport {
  /** State of the connection now. */
  readonly connection: Connection;
  /**
   * Calls the assessor.
   *
   * @throws CallError with code "lost" when no answer came in time, or with the assessor's own code.
   */
  call<M extends Method>(method: M, params: Calls[M]["params"], upload?: Uint8Array): Promise<Calls[M]["result"]>;
  /** Is told each change of the connection; returns how to stop. */
  watch(listener: (connection: Connection) => void): () => void;
  /** Tries again now; true when the other side answered. */
  probe(): Promise<boolean>;
  close(): void;
}

/** A call that failed, with a code that has a sentence in `messages/`. */
export class CallError extends Error implements CallProblem {
  constructor(
    readonly code: string,
    readonly params: Record<string, Json> = {},
  ) {
    super(code);
    this.name = "CallError";
  }
}

/** Any error as a code and its parameters. */
export function problemOf(error: unknown): CallProblem {
  if (error instanceof CallError) return { code: error.code, params: error.params };
  console.error(error);
  return { code: "internal", params: {} };
}

/** A busy store is asked again a few times before the learner is told. */
export async function patiently<M extends Method>(
  transport: Transport, delays: readonly number[], method: M, params: Calls[M]["params"], upload?: Uint8Array,
): Promise<Calls[M]["result"]> {
  for (const delay of delays) {
    try {
      return await transport.call(method, params, upload);
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== "store.busy") throw error;
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
  return transport.call(method, params, upload);
}
