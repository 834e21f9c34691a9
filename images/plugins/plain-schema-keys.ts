import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

/**
 * Writes the keys of the SDK's schemas as what they are: of `{ [_xN]: "Item" }` esbuild cannot tell that to compute the
 * key does nothing else, so that each shape with one stays in the bundle, used or not, with all that it speaks of.
 */
export const plainSchemaKeys: Plugin = {
  name: 'plain-schema-keys',
  setup({ onLoad }) {
    onLoad({ filter: schemas }, async ({ path }) => ({
      contents: withPlainKeys(await readFile(path, 'utf8')),
    }))
  },
}

export const schemas =
  /[/\\]@aws-sdk[/\\]client-[\w-]+[/\\]dist-es[/\\]schemas[/\\]schemas_\d+\.js$/

/** The source with each key that is a constant of the module in its place; a key that is none stays. */
export function withPlainKeys(source: string): string {
  const values = new Map(
    [...source.matchAll(/^const (_\w+) = ("(?:[^"\\]|\\.)*");$/gm)].map(([, name, value]) => [
      name,
      value,
    ]),
  )
  return source.replace(/\[(_\w+)\](?=: )/g, (key, name: string) => {
    const value = values.get(name)
    return value === undefined || value === '"__proto__"' ? key : value
  })
}
