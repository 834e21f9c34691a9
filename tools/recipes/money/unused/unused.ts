/** Something that costs money and that nobody seems to use. */
export interface Unused {
  /** `unattached volume`, in the singular. */
  kind: string
  id: string
  name: string | undefined
  /** What it is and why it looks unused. */
  why: string
  /** `2025-11-08` */
  since: string | undefined
  /** By list prices; absent where there is none for it. */
  monthlyUsd: number | undefined
}
