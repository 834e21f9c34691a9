import type { Service } from '../catalogue/services.ts'
import type { DataKind } from '../tool.ts'
import { type Exception, exceptionOf } from './exceptions.ts'
import { isReviewed } from './reviewed.ts'

/**
 * What an operation may reveal or do. Only `metadata` is always allowed, `data` where its kind is
 * open; the others are refused whatever is configured.
 */
export type Classification =
  | { class: 'metadata' | 'unreviewed' | 'secret' | 'starts_work' | 'write' | 'unmapped' }
  | { class: 'data'; kind: DataKind }

export interface ClassifiedOperation {
  service: Service
  operation: string
  /** Empty where no IAM action is known: without one the role could not be held to it. */
  actions: readonly string[]
  access?: string
}

/** An exception where there is one; else metadata is what IAM calls reading and a person has reviewed. */
export function classify({ service, operation, actions, access }: ClassifiedOperation) {
  const exception = exceptionOf(service, operation)
  if (exception !== undefined) return classOf(exception)
  if (actions.length === 0) return classified('unmapped')
  if (access !== 'Read' && access !== 'List') return classified('write')
  return classified(isReviewed(service, operation) ? 'metadata' : 'unreviewed')
}

const classOf = (exception: Exception): Classification =>
  exception.class === 'data' ? { class: 'data', kind: exception.kind } : { class: exception.class }

const classified = (name: 'metadata' | 'unreviewed' | 'write' | 'unmapped'): Classification => ({
  class: name,
})
