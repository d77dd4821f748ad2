import { announce } from './announce';
import { notify, notifyProblem } from './notify';

/** Puts text on the clipboard and says so; a page of plain HTTP from another machine has no clipboard. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notify(`${what} copied`);
    announce(`${what} copied.`);
  } catch {
    notifyProblem(`${what} could not be copied`, new Error('The browser does not let this page copy.'));
  }
}
