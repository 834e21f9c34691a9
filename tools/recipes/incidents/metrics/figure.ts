import type { Point } from '../../evidence/metric-series.ts'
import type { Shift } from './shift.ts'

export interface FigureValue {
  label: string
  value: number
  shown: string
  isTotal: boolean
}

/** What is told of one measure of a thing. */
export interface Figure {
  sentence: string
  shift: Shift | undefined
  value: FigureValue
  /** Of what is counted, the last time that is over. */
  latest?: Point | undefined
  row: Readonly<Record<string, string | number>>
}
