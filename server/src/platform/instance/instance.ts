/** This server among others: where its data lies and what it is called. Injection token; made before Nest starts. */
export class Instance {
  constructor(
    /** Real path of `DATA_DIR`. */
    readonly dataDir: string,
    /** Names this `DATA_DIR`, and so the machine that holds its workspaces. */
    readonly hostId: string,
    readonly databaseUrl: string,
    /** Of the package; shown in OpenAPI. */
    readonly version: string,
  ) {}
}
