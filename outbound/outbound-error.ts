/** A variable of the environment that is wrong, in words for who set it. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError'
}
