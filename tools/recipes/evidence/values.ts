import { isRecord, type Json } from '../../json.ts'
import type { Item } from '../recipe.ts'

export const dayMs = 24 * 3_600_000

/** Members of an item as what they are known to be; where AWS left one out, the empty one. */
export const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

export const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []

export const number = (value: Json | undefined): number => (typeof value === 'number' ? value : 0)

export const object = (value: Json | undefined): Item =>
  value !== undefined && isRecord(value) ? value : {}

export const objects = (value: Json | undefined): Item[] =>
  Array.isArray(value) ? value.filter((entry) => isRecord(entry)) : []

/** The part of an ARN, path or log group that people call it by: what follows the last `/`. */
export const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1)
