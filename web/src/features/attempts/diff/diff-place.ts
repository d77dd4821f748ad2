/** Where in a diff one is, as the address says it. */
export interface DiffPlace {
  file: string;
  /** `R12`, `R12-15`, `L` for the old side; absent for the file as a whole. */
  line?: string | undefined;
}
