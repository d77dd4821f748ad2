/** The folder of package.json, seen from `dist/server/src/boot/`. */
export const projectRoot = (): URL => new URL('../../../../', import.meta.url);
