/** An AWS error as the SDK throws it: `instanceof ServiceException` holds, by its `$fault` and `$metadata`. */
export class SampleAccountError extends Error {
  readonly $fault = 'client'
  readonly $metadata: { httpStatusCode: number; attempts: number; requestId: string }

  constructor(name: string, options: { message: string; status?: number }) {
    super(options.message)
    this.name = name
    this.$metadata = {
      httpStatusCode: options.status ?? 400,
      attempts: 1,
      requestId: 'sample-account',
    }
  }
}
