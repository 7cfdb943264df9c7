/**
 * Who sits at this screen, kept over reloads and lost kernels: the token of the desk lies in the browser's tab, and a
 * kernel that has forgotten its learner is told again before a call is made once more.
 */

import { browserShelf, type Shelf } from "./drafts";
import type { Calls, DeskMessage, Method } from "./protocol";
import { CallError, type Connection, type Transport } from "./transport";

export const TOKEN_NAME = "pixnb.desk";
const SEATING: readonly Method[] = ["desk", "register", "enter", "leave", "protect"];

export class Seat implements Transport {
  /** Is told who sits here, each time the assessor says so. */
  onDesk: (desk: DeskMessage) => void = () => undefined;
  #returning: Promise<boolean> | null = null;

  constructor(
    private readonly line: Transport,
    private readonly shelf: Shelf | null = browserShelf("sessionStorage"),
  ) {}

  get connection(): Connection {
    return this.line.connection;
  }

  get token(): string {
    try {
      return this.shelf?.getItem(TOKEN_NAME) ?? "";
    } catch {
      return "";
    }
  }

  async call<M extends Method>(method: M, params: Calls[M]["params"], upload?: Uint8Array): Promise<Calls[M]["result"]> {
    try {
      return this.#heard(method, await this.line.call(method, params, upload));
    } catch (error) {
      const forgotten = error instanceof CallError && error.code === "desk.nobody";
      if (!forgotten || SEATING.includes(method) || !(await this.#comeBack())) throw error;
    }
    return this.line.call(method, params, upload);
  }

  /** Keeps the token of the desk as it is now. */
  keep({ token }: DeskMessage): void {
    try {
      if (token) this.shelf?.setItem(TOKEN_NAME, token);
      else this.shelf?.removeItem(TOKEN_NAME);
    } catch {
      // The learner then says who they are after each reload.
    }
  }

  watch(listener: (connection: Connection) => void): () => void {
    return this.line.watch(listener);
  }

  probe(): Promise<boolean> {
    return this.line.probe();
  }

  close(): void {
    this.line.close();
  }

  #heard<M extends Method>(method: M, result: Calls[M]["result"]): Calls[M]["result"] {
    if (!SEATING.includes(method)) return result;
    this.keep(result as DeskMessage);
    this.onDesk(result as DeskMessage);
    return result;
  }

  /** True when the learner sits here again. Several calls that met an empty desk ask once. */
  #comeBack(): Promise<boolean> {
    const again = async (): Promise<boolean> => {
      try {
        return (await this.call("desk", { token: this.token })).learner !== null;
      } catch {
        return false;
      }
    };
    this.#returning ??= again().finally(() => (this.#returning = null));
    return this.#returning;
  }
}
