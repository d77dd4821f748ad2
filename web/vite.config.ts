import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const api = process.env['ANTFARM_URL'] ?? 'http://localhost:3000';

export default defineConfig({
  root: here('.'),
  // Brotli at its best would make the build several times as long for a few kB.
  plugins: [
    react(),
    tailwindcss(),
    compression({ algorithms: ['gzip'], threshold: 1_000, logLevel: 'silent' }),
  ],
  resolve: { alias: { '@contracts': here('../server/src/contracts'), '@': here('./src') } },
  // In one file the worker would carry all 300 languages that it may be asked for.
  worker: { format: 'es' },
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Forty small files compress worse than a few: what every page loads is one, what every project page loads another.
            { name: 'initial', tags: ['$initial'], priority: 2 },
            { name: 'frame', test: /app\/routes\/project-route/, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    // The server accepts its own Origin only, so the proxy speaks with it.
    proxy: {
      '/api': { target: api, changeOrigin: true, headers: { origin: api } },
      '/healthz': { target: api },
      '/ws': { target: api, changeOrigin: true, ws: true, headers: { origin: api } },
    },
  },
});
