/** One PostgreSQL for the whole run; `TEST_POSTGRES_URL` says where. */
export default function setUp(): Promise<void>;
