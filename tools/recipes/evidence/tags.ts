import { isRecord, type Json } from '../../json.ts'
import { object, objects, text } from './values.ts'

/** The value of a tag in a list of `{ Key, Value }` (or `{ key, value }`); undefined where it lacks. */
export function tagOf(tags: Json | undefined, key: string): string | undefined {
  const found = (Array.isArray(tags) ? tags : []).find(
    (tag) => isRecord(tag) && (tag.Key ?? tag.key) === key,
  )
  const value = isRecord(found) ? (found.Value ?? found.value) : undefined
  return typeof value === 'string' ? value : undefined
}

/** Tags in either of AWS's forms: a list of pairs, or a map. */
export function tagsOf(tags: Json | undefined): { key: string; value: string }[] {
  if (Array.isArray(tags)) {
    return objects(tags).map((tag) => ({
      key: text(tag.Key ?? tag.key),
      value: text(tag.Value ?? tag.value),
    }))
  }
  return Object.entries(object(tags)).map(([key, value]) => ({ key, value: text(value) }))
}

/** Whether a resource has tags of its own: a Name, or what AWS set, tells nobody whose it is. */
export const isTagged = (tags: Json | undefined): boolean =>
  tagsOf(tags).some(({ key }) => key !== 'Name' && !key.startsWith('aws:'))

/** Whether a resource has a tag, in capitals or not: AWS tells Owner from owner, people do not. */
export const hasTag = (tags: Json | undefined, wanted: string): boolean =>
  tagsOf(tags).some(({ key }) => key.toLowerCase() === wanted.toLowerCase())

/** The tag that a question says is missing; undefined where it speaks of tags in general. */
export function tagAsked(question: string): string | undefined {
  const names = missingTag.map((pattern) => pattern.exec(question)?.[1])
  return names.find((name) => name !== undefined && !grammar.has(name.toLowerCase()))
}

const missing = '\\b(?:without|lack|lacks|lacking|missing|no|have|has)'
const key = '["\'“]?([\\w:.-]*\\w)["\'”]?'
const missingTag = [
  new RegExp(`${missing} (?:an? |the |any )?tag (?:named |called )?${key}`, 'i'),
  new RegExp(`${missing} (?:an? |the |any )?${key} tags?\\b`, 'i'),
  new RegExp(`${missing} (?:an? )?(owner)\\b`, 'i'),
]

/** What stands where the name of a tag may stand. */
const grammar = new Set('a all an any at for in no of on the their'.split(' '))
