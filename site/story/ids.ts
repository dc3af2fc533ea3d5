/** The sections of the story, in order; each is a lesson of the same name. */
export const sectionIds = [
  'scores',
  'exponential',
  'two-classes',
  'gaussians',
  'sigmoid-then-softmax',
  'one-versus-rest',
  'loss',
  'gradient',
  'training',
  'logistic-regression',
  'machine',
] as const
export type SectionId = (typeof sectionIds)[number]
