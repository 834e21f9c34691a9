import type { ToolErrorCode, ToolResult } from './tool.ts'

interface Details {
  hint?: string
  suggestions?: NonNullable<ToolResult['suggestions']>
}

/** Something the caller can put right: it becomes a result, never an exception out of a tool. */
export class ToolError extends Error {
  override name = 'ToolError'
  readonly code: ToolErrorCode
  readonly details: Details

  constructor(code: ToolErrorCode, message: string, details: Details = {}) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** The result of a call that was not made. */
export const refusal = ({ code, message, details }: ToolError): ToolResult => ({
  status: 'error',
  regions: [],
  code,
  message,
  ...details,
})
