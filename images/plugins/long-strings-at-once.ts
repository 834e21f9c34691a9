import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

/**
 * Has the SDK write long strings of its JSON as Node does, in place of letter by letter: instructions and the
 * descriptions of tools are some 50,000 letters, which a process that starts goes through before V8 compiles the loop.
 */
export const longStringsAtOnce: Plugin = {
  name: 'long-strings-at-once',
  setup({ onLoad }) {
    onLoad({ filter: serializer }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const begins = 'writeJsonString(s) {'
      if (source.split(begins).length !== 2) throw new Error(`Written in another way: ${path}`)
      return { contents: source.replace(begins, `${begins}\n${atOnce}`) }
    })
  },
}

export const serializer =
  /[/\\]@smithy[/\\]core[/\\]dist-es[/\\]submodules[/\\]protocols[/\\]json[/\\]codec-v2[/\\]JsonShapeSerializer2\.js$/

/** The same bytes: both escape what JSON must, and halves of surrogate pairs. */
const atOnce = `if (s.length > 64) {
  const text = JSON.stringify(s);
  this.ensure(text.length * 3);
  this.i += encoder.encodeInto(text, this.json.subarray(this.i)).written;
  return;
}`
