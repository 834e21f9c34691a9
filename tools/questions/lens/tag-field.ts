import { stem } from '../words/stem.ts'
import { type Field, lastStep } from './fields.ts'

/** A list or a map of tags, or one of them. */
export const isTag = ({ name }: Field) =>
  /^tag |(?:^|\.|[a-z](?=T))tag(?:s|list|set)?(?:\.|$)/i.test(name)

/** A tag, whether or not any of the items has it. */
export function tagField(key: string, fields: readonly Field[]): Field {
  const found =
    fields.find(({ name }) => name === `tag ${key}`) ??
    fields.find(({ name }) => name.toLowerCase() === `tag ${key.toLowerCase()}`) ??
    fields.find(
      ({ name }) =>
        /(?:^|\.|[a-z](?=T))tags?\.[^.]+$/i.test(name) &&
        lastStep(name).toLowerCase() === key.toLowerCase(),
    )
  if (found !== undefined) return found
  const list =
    fields.find(({ name, type }) => type === 'list' && /^tag(?:s|list|set)$/i.test(name))
      ?.expression ?? 'Tags'
  return {
    expression: `${list}[?Key=='${key.replace(/['\\]/g, '\\$&')}'].Value | [0]`,
    name: `tag ${key}`,
    path: `${list}.${key}`,
    words: [stem(key.toLowerCase())],
    depth: 1,
    type: 'text',
    many: false,
    of: () => [],
  }
}
