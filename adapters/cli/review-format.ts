/** The forms in which a review is printed; apart, so that the help of the command loads nothing else. */
export const REVIEW_FORMATS = ['text', 'json', 'sarif'] as const;

export type ReviewFormat = (typeof REVIEW_FORMATS)[number];
