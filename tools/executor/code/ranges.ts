export interface Range {
  bytes: Buffer
  /** Of the whole file. */
  total: number
}

/**
 * Part of a file: `from` and `to` within it, or so many bytes of its end. Over https and from that
 * host alone: an answer that leads elsewhere is none, and one that is longer than asked is cut off.
 */
export type FetchRange = (url: URL, range: string, signal: AbortSignal) => Promise<Range>
