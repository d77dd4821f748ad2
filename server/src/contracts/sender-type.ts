/** Who wrote a message or a review comment. */
export const SENDER_TYPES = ['user', 'lead', 'dev', 'verifier', 'reviewer', 'system'] as const;
export type SenderType = (typeof SENDER_TYPES)[number];
