/** A cell of CSV (RFC 4180) that no spreadsheet takes for a formula, also where semicolons part cells. */
export function csvCell(text: string): string {
  // Where semicolons part cells, quotes within a line do not hold one together.
  const safe = text
    .split(/([;\n])/)
    .map((part) => (isFormula(part) ? `'${part}` : part))
    .join('')
  return /[",;\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The signs of other widths count as the narrow ones, and blanks before them for nothing. */
const isFormula = (text: string): boolean =>
  /^(?:\t|[^\S\n]*[=+\-@＝＋－＠﹢﹣﹦﹫−])/u.test(text) &&
  !/^[-+]?\d[\d.,]*(?:e[-+]?\d+)?$/.test(text)
