import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type NextFunction, type Request, type Response } from 'express';
import sirv from 'sirv';

/** Paths that the single-page application does not answer for. */
const NOT_PAGES = /^\/(api|ws|assets|healthz|readyz|metrics)(\/|$)/;

const YEAR_S = 365 * 24 * 60 * 60;
/** The build left a `.gz` beside what is worth it; a folder is no page. */
const COMPRESSED = { gzip: true, extensions: [] };

/** The built web application: hashed assets for ever, its page for every other path that a browser opens. */
export function webApp(directory: string): express.Router {
  const router = express.Router();
  if (!existsSync(join(directory, 'index.html'))) return router; // an API server without the web build
  router.use('/assets', sirv(join(directory, 'assets'), { ...COMPRESSED, immutable: true, maxAge: YEAR_S }));
  router.use(sirv(directory, { ...COMPRESSED, etag: true }));
  router.use((request: Request, response: Response, next: NextFunction) => {
    const isPage = ['GET', 'HEAD'].includes(request.method) && !NOT_PAGES.test(request.path);
    if (!isPage || !request.accepts('html')) {
      next();
      return;
    }
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(join(directory, 'index.html'));
  });
  return router;
}
