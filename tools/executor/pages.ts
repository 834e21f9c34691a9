import type { Json } from '../json.ts'

/** One page as AWS gives it (tokens), and as it may be shown. */
export interface Page {
  raw: Record<string, unknown>
  output: Json
  /** AWS's code where it says that there is no such configuration; '' where it says nothing. */
  absent?: string
}

/** What one answer has read, page by page: the same page is asked of AWS once in it, and again in the next answer. */
export class Pages {
  readonly #known = new Map<string, Promise<Page>>()

  /** The page of this key, `ask`ed for where it is not known; what failed is asked again. */
  async page(key: string, ask: () => Promise<Page>): Promise<Page> {
    const known = this.#known.get(key)
    if (known === undefined) return this.#ask(key, ask)
    // Whoever asked first may have had less time: its failure is no answer to others.
    return (await known.catch(() => undefined)) ?? this.#ask(key, ask)
  }

  async #ask(key: string, ask: () => Promise<Page>): Promise<Page> {
    const asked = ask()
    if (this.#known.size < most) this.#known.set(key, asked)
    try {
      return await asked
    } catch (error) {
      if (this.#known.get(key) === asked) this.#known.delete(key)
      throw error
    }
  }
}

/** Pages are kept in memory until the answer is given. */
const most = 1_000

/** What one answer is given with: a memory of its own, unless it is part of an answer that has one. */
export const ofOneAnswer = <C extends { readonly pages?: Pages | undefined }>(context: C): C =>
  context.pages === undefined ? { ...context, pages: new Pages() } : context
