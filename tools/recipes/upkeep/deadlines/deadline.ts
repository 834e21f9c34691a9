/** One thing that stops working, or loses its support, on a day. */
export interface Deadline {
  kind: string
  name: string
  /** `2026-03-23` */
  day: string
  /** Negative where it is past. */
  days: number
  what: string
}
