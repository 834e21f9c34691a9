import type { Catalogue, Operation } from '../../../tools/catalogue/catalogue.ts'

/** Parameters that the handler takes, with `text` wherever a text of any kind may be. */
export function sampleParameters(
  catalogue: Catalogue,
  { parameters = {} }: Operation,
  text: string,
): Record<string, unknown> {
  const value = (type: string, depth: number): unknown => {
    if (type.endsWith('[]')) return [value(type.slice(0, -2), depth)]
    if (type.startsWith('{')) return { key: value(type.slice(1, -1), depth) }
    const [first] = catalogue.enums[type] ?? []
    const shape = catalogue.shapes[type]
    if (first !== undefined) return first
    return shape === undefined ? (simple[type] ?? text) : members(shape, depth + 1)
  }
  const members = (shape: Readonly<Record<string, string>>, depth: number) => {
    const wanted = Object.entries(shape).filter(([, type]) => depth === 0 || type.endsWith('!'))
    const text = wanted.filter(([, type]) => type.endsWith('!') || type === 'string')
    return Object.fromEntries(
      text.map(([name, type]) => [name, value(type.replace('!', ''), depth)]),
    )
  }
  return members(parameters, 0)
}

const simple: Readonly<Record<string, unknown>> = {
  number: 1,
  boolean: true,
  timestamp: '2030-01-31T09:00:00Z',
  blob: 'AAAA',
  document: {},
}
