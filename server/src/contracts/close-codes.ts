/** WebSocket close codes of the contract; 1000 and 1013 are RFC 6455's and IANA's, 44xx are ours. */
export const CLOSE_CODES = { done: 1000, comeBack: 1013, notSignedIn: 4401, notFound: 4404 } as const;
