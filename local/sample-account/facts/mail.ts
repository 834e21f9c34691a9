import { mainRegion } from './company.ts'

/** Who mail may be sent as. The second domain's proof was never finished. */
export const identities = [
  { name: 'quillmarket.example', kind: 'DOMAIN', verified: true },
  { name: 'billing@quillmarket.example', kind: 'EMAIL_ADDRESS', verified: true },
  { name: 'news.quillmarket.example', kind: 'DOMAIN', verified: false },
] as const

export const identitiesIn = (region: string) => (region === mainRegion ? identities : [])

/** Of the last day; other regions are still in SES's sandbox. */
export const quotaIn = (region: string) =>
  region === mainRegion
    ? { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 8_412 }
    : { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 0 }
