/** Days that insights can look back over. */
export const PERIODS = [7, 14, 30, 90] as const;
export type Period = (typeof PERIODS)[number];
