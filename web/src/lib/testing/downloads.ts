import { jest } from '@jest/globals';

const readText = (blob: Blob) =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsText(blob);
  });

/** What a person finds in the folder of downloads: jsdom has none. Until `jest.restoreAllMocks()`. */
export function downloads() {
  const names: string[] = [];
  const made: Blob[] = [];
  Object.assign(URL, {
    createObjectURL: (blob: Blob) => (made.push(blob), 'blob:made'),
    revokeObjectURL: () => undefined,
  });
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    if (this.href === 'blob:made') names.push(this.download);
  });
  return { names, texts: () => Promise.all(made.map(readText)) };
}
