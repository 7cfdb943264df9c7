/**
 * The answer kinds by name. One that this player does not know is said in plain words.
 */

import { blanks } from "./blanks";
import { choice } from "./choice";
import { file } from "./file";
import type { Kind } from "./kind";
import { match } from "./match";
import { number } from "./number";
import { order } from "./order";
import { text } from "./text";
import { unknown } from "./unknown";

export const KINDS: Readonly<Record<string, Kind>> = { choice, text, number, blanks, order, match, file };

export function kindOf(name: string): Kind {
  return Object.hasOwn(KINDS, name) ? KINDS[name]! : unknown(name);
}
