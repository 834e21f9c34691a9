import type { Service } from '../catalogue/services.ts'
import type { DataKind } from '../tool.ts'
import { type Exception, exceptions } from './exceptions.ts'

/**
 * What an operation may reveal or do. Only `metadata` is always allowed, `data` where its kind is
 * open; the others are refused whatever is configured.
 */
export type Classification =
  | { class: 'metadata' | 'secret' | 'starts_work' | 'write' | 'unmapped' }
  | { class: 'data'; kind: DataKind }

export interface ClassifiedOperation {
  service: Service
  operation: string
  /** Empty where no IAM action is known: without one the role could not be held to it. */
  actions: readonly string[]
  access?: string
}

/** An exception where there is one; otherwise reading is metadata, and all else is refused. */
export function classify({ service, operation, actions, access }: ClassifiedOperation) {
  const exception = byOperation.get(`${service}:${operation}`)
  if (exception !== undefined) return classOf(exception)
  if (actions.length === 0) return classified('unmapped')
  return classified(access === 'Read' || access === 'List' ? 'metadata' : 'write')
}

/** Why an operation is an exception; undefined for the others. */
export const exceptionReason = (service: Service, operation: string): string | undefined =>
  byOperation.get(`${service}:${operation}`)?.reason

const byOperation = new Map(
  exceptions.flatMap((exception) =>
    exception.operations.map((operation) => [`${exception.service}:${operation}`, exception]),
  ),
)

const classOf = (exception: Exception): Classification =>
  exception.class === 'data' ? { class: 'data', kind: exception.kind } : { class: exception.class }

const classified = (name: 'metadata' | 'write' | 'unmapped'): Classification => ({ class: name })
