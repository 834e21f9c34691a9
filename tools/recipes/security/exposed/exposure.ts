/** Something that the internet reaches. */
export interface Exposure {
  /** `high`: what nobody would open on purpose; `medium`; `expected` of a public service. */
  risk: 'high' | 'medium' | 'expected'
  what: string
  /** Ports, or the way in: `22 (SSH)`, `bucket policy`. */
  open: string
  /** What is behind it, and at which address. */
  reaches: string
  /** Who opened it and when, where CloudTrail knows. */
  openedBy?: string | undefined
}

/** The most dangerous first. */
export const riskOrder = ({ risk }: Exposure): number => risks.indexOf(risk)

const risks: readonly Exposure['risk'][] = ['high', 'medium', 'expected']
