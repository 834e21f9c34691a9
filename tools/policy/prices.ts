/**
 * What AWS bills for a read, in dollars. From its pages of prices (Cost Management, CloudWatch) for
 * us-east-1, as of 2026-09; other regions differ by some per cent. `most` is what one tool call may
 * ask for, in all regions together.
 */
export const billedReads = {
  costExplorer: {
    service: 'Cost Explorer',
    unit: 'request',
    price: 0.01,
    per: '$0.01 a request',
    most: 10,
  },
  metricData: {
    service: 'GetMetricData',
    unit: 'metric',
    price: 0.01 / 1_000,
    per: '$0.01 for 1,000 metrics',
    most: 5_000,
  },
  widgets: {
    service: 'GetMetricWidgetImage',
    unit: 'metric',
    price: 0.02 / 1_000,
    per: '$0.02 for 1,000 metrics',
    most: 1_000,
  },
  insights: {
    service: 'Logs Insights',
    unit: 'GB scanned',
    price: 0.005,
    per: '$0.005 a GB',
    most: 10,
  },
} as const

export type BilledRead = keyof typeof billedReads
