/**
 * All that the screen is drawn from.
 */

import type { MessageKey } from "./i18n";
import type { CallProblem, Lang, Method, Raw, View } from "./protocol";
import type { Connection } from "./transport";

export type Place = "voila" | "lab";
export type Saving = "none" | "saving" | "saved" | "offline";

export interface State {
  readonly lang: Lang;
  readonly view: View | null;
  /** The call under way; while lost, the one that will be sent again. */
  readonly busy: Method | null;
  readonly connection: Connection;
  readonly saving: Saving;
  readonly savedAt: string | null;
  /** What the learner is writing, in the shape of an answer; null as long as nothing was touched. */
  readonly raw: Raw | null;
  /** The file chosen for a question that asks for one. */
  readonly upload: File | null;
  /** Why the answer was handed back. */
  readonly invalid: CallProblem | null;
  /** Counts the times an answer was handed back, so that each takes the focus. */
  readonly refusals: number;
  /** A failure that is not about the answer. */
  readonly problem: CallProblem | null;
  readonly notice: Notice | null;
}

/** Something to tell in passing. */
export interface Notice {
  key: MessageKey;
  values?: Record<string, string>;
  /** Only for screen readers: the page itself shows it where it happened. */
  quiet?: boolean;
}
