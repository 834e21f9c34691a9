/**
 * What AWS bills for a read, in dollars. From its pages of prices (Cost Management, CloudWatch) for
 * us-east-1, as of 2026-09; other regions differ by some per cent.
 */
export const prices = {
  costExplorerRequest: 0.01,
  metricRequested: 0.01 / 1_000,
  widgetMetric: 0.02 / 1_000,
  gigabyteScanned: 0.005,
} as const

/** What one tool call may ask for of what is billed, in all regions together. */
export const budgets = {
  costExplorerRequests: 10,
  metrics: 5_000,
  bytesScanned: 10_000_000_000,
} as const
