/** Of images: the resource, and the component of awsx around it, which previews show first. */
export const repositories = ['aws:ecr/repository:Repository', 'awsx:ecr:Repository']
