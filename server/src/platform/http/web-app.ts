import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type NextFunction, type Request, type Response } from 'express';

/** Paths that the single-page application does not answer for. */
const NOT_PAGES = /^\/(api|ws|assets|healthz|readyz|metrics)(\/|$)/;

/** The built web application: hashed assets for ever, its page for every other path that a browser opens. */
export function webApp(directory: string): express.Router {
  const router = express.Router();
  if (!existsSync(join(directory, 'index.html'))) return router; // an API server without the web build
  router.use(
    '/assets',
    express.static(join(directory, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  router.use(express.static(directory, { index: false, cacheControl: false }));
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
