import type { Model } from '@strands-agents/sdk'

export interface ModelOptions {
  temperature?: number | undefined
  maxTokens?: number | undefined
  /** False for one that calls no tools while it streams. */
  streamed?: boolean | undefined
}

/** Of one provider; how long an answer may be is said to it always. */
export type MakeModel = (options: ModelOptions & { maxTokens: number }) => Model
