import type { LimitState } from '../../agent/api.ts'

/** `Today        1,200 of 50,000 tokens, $0.10 of $2.00; begins anew at 2026-11-29 00:00 UTC`. */
export function limitText({ limit, tokens, usd, resets_at }: LimitState): string {
  const parts = [
    ...(tokens === undefined ? [] : [`${whole(tokens.spent)} of ${whole(tokens.limit)} tokens`]),
    ...(usd === undefined ? [] : [`$${usd.spent.toFixed(2)} of $${usd.limit.toFixed(2)}`]),
  ]
  const held = (tokens?.held ?? 0) > 0 || (usd?.held ?? 0) > 0 ? ', running answers included' : ''
  const at = resets_at.slice(0, 16).replace('T', ' ')
  return `${labels[limit]}${parts.join(', ')}${held}; begins anew at ${at} UTC`
}

const whole = (value: number): string => value.toLocaleString('en')

const labels: Record<LimitState['limit'], string> = {
  person_day: 'Today        ',
  deployment_month: 'All, month   ',
}
