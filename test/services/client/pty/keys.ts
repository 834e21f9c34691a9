/** Keys as terminals send them. */
export const keys = {
  enter: '\r',
  altEnter: '\u001b\r',
  tab: '\t',
  up: '\u001b[A',
  left: '\u001b[D',
  ctrlA: '\u0001',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
  ctrlR: '\u0012',
  ctrlU: '\u0015',
  paste: (text: string) => `\u001b[200~${text}\u001b[201~`,
} as const
