import type { Shown } from './shown.ts'

/** `its nodes`, of a Kubernetes cluster: the instances that it runs on, where no groups of them are asked for. */
export function withNodes(text: string, { rows }: Shown): string {
  const isOfCluster = rows.some(({ noun }) => /^(?:eks|kubernetes) cluster$/i.test(noun))
  return isOfCluster
    ? text.replace(/\b(?:worker |eks |k8s |kubernetes )?nodes\b(?! ?groups?\b)/i, 'instances')
    : text
}
