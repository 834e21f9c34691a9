/** A piece of a model's text: what it says, or what it thinks before it does. */
export interface Part {
  kind: 'text' | 'thought' | 'thoughts_end'
  text: string
}

/** Around thoughts that a server gives apart from the text; no text has these, for they are no characters. */
export const apart = { begin: '\ufdd0', end: '\ufdd1' } as const

/** How models mark their thoughts in the text itself, where a server leaves them there: only at its beginning. */
const marks: Readonly<Record<string, string>> = {
  '<think>': '</think>',
  '<thinking>': '</thinking>',
  '<reasoning>': '</reasoning>',
  '[THINK]': '[/THINK]',
  '◁think▷': '◁/think▷',
  '<|channel|>analysis<|message|>': '<|end|>',
}

/** Some templates begin the thoughts themselves: then only their end is in the text. */
const loneEnd = '</think>'

/** Parts the text of one answer, piece by piece, into what is thought and what is said. */
export class Thoughts {
  /** What ends the thoughts that were begun. */
  #end: string | undefined
  /** May be the beginning of a mark. */
  #held = ''
  #isSaid = false
  #hasEnded = false;

  *of(piece: string): Generator<Part> {
    let text = this.#held + piece
    this.#held = ''
    while (text !== '') {
      const [part, rest] =
        this.#end === undefined ? this.#next(text) : this.#thought(text, this.#end)
      // Whoever takes a part may ask for what is held: it comes after this part.
      const held = this.#held
      this.#held = ''
      if (part !== undefined && (part.text !== '' || part.kind === 'thoughts_end')) yield part
      if (rest === undefined) {
        this.#held = held
        return
      }
      text = rest
    }
  }

  /** What is held, at the end of the text. */
  *rest(): Generator<Part> {
    const text = this.#held
    this.#held = ''
    if (text !== '') yield { kind: this.#end === undefined ? 'text' : 'thought', text }
  }

  #thought(text: string, end: string): Step {
    const at = text.indexOf(end)
    if (at === -1) return this.#holding(text, 'thought', [end])
    this.#end = undefined
    this.#hasEnded = true
    const rest = text.slice(at + end.length)
    return [{ kind: 'thought', text: text.slice(0, at) }, this.#isSaid ? rest : rest.trimStart()]
  }

  #next(text: string): Step {
    if (!this.#isSaid) {
      const begun = text.trimStart()
      const mark = Object.keys(marks).find((each) => begun.startsWith(each))
      if (mark !== undefined) {
        this.#end = marks[mark]
        return [undefined, begun.slice(mark.length)]
      }
      if (Object.keys(marks).some((each) => each.startsWith(begun))) {
        this.#held = text
        return [undefined, undefined]
      }
    }
    const at = text.indexOf(apart.begin)
    const lone = this.#hasEnded ? -1 : text.indexOf(loneEnd)
    if (lone !== -1 && (at === -1 || lone < at)) return this.#loneEnd(text, lone)
    if (at !== -1) {
      this.#end = apart.end
      return [this.#said(text.slice(0, at)), text.slice(at + apart.begin.length)]
    }
    if (this.#hasEnded) return [this.#said(text), undefined]
    const [part, rest] = this.#holding(text, 'text', [loneEnd])
    return [part && this.#said(part.text), rest]
  }

  #loneEnd(text: string, at: number): Step {
    this.#hasEnded = true
    this.#isSaid = false
    const rest = text.slice(at + loneEnd.length).trimStart()
    return [{ kind: 'thoughts_end', text: text.slice(0, at) }, rest]
  }

  /** All but an end that one of `marks` may begin with. */
  #holding(text: string, kind: Part['kind'], ends: readonly string[]): Step {
    const longest = Math.max(...ends.map((end) => end.length)) - 1
    for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
      const tail = text.slice(-length)
      if (!ends.some((end) => end.startsWith(tail))) continue
      this.#held = tail
      return [{ kind, text: text.slice(0, -length) }, undefined]
    }
    return [{ kind, text }, undefined]
  }

  #said(text: string): Part {
    this.#isSaid ||= text.trim() !== ''
    return { kind: 'text', text }
  }
}

/** A part, and the text after it that is to be parted too. */
type Step = [part: Part | undefined, rest: string | undefined]
